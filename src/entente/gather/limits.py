"""How much of anything is taken in. Beyond these a file is a problem to report, not a load to bear."""

from __future__ import annotations

MIB = 1 << 20

DOCUMENT_BYTES = 64 * MIB
"""One text, PDF, DOCX, mail or bundle, after decompression."""

HTML_BYTES = 16 * MIB
"""One web page. Real articles stay below 5 MiB; parsers need many times a page's size in memory."""

HTML_DEPTH = 200
"""Elements open inside each other. Real pages stay below 60; libxml2 itself gives up at 256."""

ROW_BYTES = 16 * MIB
"""One line of JSONL, or one row of CSV or TSV."""

JSON_BYTES = 64 * MIB
"""A JSON file that is one array, which has to be read whole. JSON Lines has no such limit."""

EXPANSION_FLOOR = 64 * MIB
EXPANSION_RATIO = 250
"""A compressed file that grew past the floor by more than the ratio is a bomb. News shrinks 3 to 10 times."""

SNIFF_BYTES = 64 * 1024
"""How much of a file's start is looked at to tell what it is."""

MAIL_ATTACHMENT_DEPTH = 3
"""Mails attached to mails attached to mails."""
