"""Documents with marked mentions, for the tests of resolve.

"[Ana Diaz|person] met [her|person,pronoun,1]": words, kind, and where needed form and chain. Without a chain
number a mention gets its own, so that joining is the work of the code under test.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from entente.language.times import find
from entente.model import Document, Mention, ReadClaim, Reading, Region, Span

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def marked(name: str, source: str, outlet: str | None = None) -> tuple[Document, list[Mention]]:
    """The document and its mentions; form is "name" where the last word is capitalised, else "nominal"."""
    text, mentions, position = "", [], 0
    for number, match in enumerate(_MARK.finditer(source), 1000):
        text += source[position : match.start()]
        words, (kind, *more) = match[1], match[2].split(",")
        span = Span(len(text), len(text) + len(words))
        text += words
        position = match.end()
        form = next(
            (m for m in more if m.isalpha()),
            "name" if words.split()[-1].split("-")[-1][:1].isupper() else "nominal",
        )
        chain = next((int(m) for m in more if m.isdigit()), number)
        mentions.append(Mention(span, cast(Any, form), cast(Any, kind), span, chain))
    text += source[position:]
    document = Document(
        id=f"id-{name}", name=name, path=f"{name}.txt", sha256="0" * 64, media_type="text/plain", text=text,
        regions=(Region("body", Span(0, len(text))),), language="en", readable=True, outlet=outlet,
    )  # fmt: skip
    return document, mentions


def reading(document: Document, mentions: Sequence[Mention], claims: Sequence[ReadClaim] = ()) -> Reading:
    """A reading of these mentions and claims, with the times that the text has."""
    return Reading(
        document=document.id, reader="marked 1", sentences=(Span(0, len(document.text)),), mentions=tuple(mentions),
        times=tuple(find(document.text)), claims=tuple(claims),
    )  # fmt: skip


def at(document: Document, words: str) -> Span:
    """Where the words stand first in the document."""
    start = document.text.index(words)
    return Span(start, start + len(words))
