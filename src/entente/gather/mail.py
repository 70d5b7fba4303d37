"""Mailboxes into mails, and mails into themselves and the documents attached to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BufferedReader

from entente.gather import limits
from entente.model import Problem

_SEPARATOR = re.compile(rb"From \S.*\d{4}\s*$")


def messages(stream: BufferedReader, path: str) -> Iterator[tuple[int, bytes | Problem]]:
    """The mails of an mbox, numbered from 1; one beyond the size limit is a problem and is skipped."""
    kept: list[bytes] = []
    number, size, blank = 0, 0, True
    while line := stream.readline(limits.ROW_BYTES):
        if blank and _SEPARATOR.match(line):
            if number:
                yield number, _message(kept, size, path, number)
            number, kept, size = number + 1, [], 0
        elif number:
            size += len(line)
            if size <= limits.DOCUMENT_BYTES:
                kept.append(line)
        blank = not line.strip()
    if number:
        yield number, _message(kept, size, path, number)


def _message(lines: list[bytes], size: int, path: str, number: int) -> bytes | Problem:
    if size > limits.DOCUMENT_BYTES:
        most = limits.DOCUMENT_BYTES // limits.MIB
        return Problem(
            f"{path}#{number}", f"a mail larger than {most} MiB", "Save its attachments as files instead."
        )
    return b"".join(lines)


def attachments(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file attached to a mail; attached mails are attachments named ``.eml``."""
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        return
    for number, part in enumerate(message.iter_attachments(), 1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                yield f"{number}.eml", inner.as_bytes()
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and part.get_content_maintype() in ("text", "application"):
            yield part.get_filename() or f"{number}", payload
