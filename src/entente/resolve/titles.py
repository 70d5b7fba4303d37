"""Titles cut off names, and the words beside a name that say what office its bearer holds."""

from __future__ import annotations

import re
from functools import cache

from entente.model import Span
from entente.resolve.names import fold, plain
from entente.resolve.phrases import Post, post
from entente.resolve.world import state_code, world

_REACH = 90


@cache
def _titles() -> tuple[frozenset[str], int]:
    words = world().words
    titles = frozenset(fold(w) for w in words["honorific"] | words["office"] | words["former"])
    return titles, max(len(t.split()) for t in titles)


def strip_titles(name: str, person: bool = False) -> tuple[str, str]:
    """A name without the titles in front, and those titles: ("Ana Diaz", "Peruvian President").

    A name that is nothing but a title stays whole. Of a ``person`` a state in front goes too ("Peru's Diaz").
    """
    parts = name.split()
    titles, longest = _titles()
    cut = position = 0
    while position < len(parts) - 1:
        for size in range(min(longest, len(parts) - 1 - position), 0, -1):
            if fold(" ".join(parts[position : position + size])) in titles:
                position += size
                cut = position
                break
        else:
            if cut == 0 and position < 3 and _is_state_word(parts, position):
                position += 1
                continue
            break
    if cut == 0 and person:
        cut = next((n for n in (3, 2, 1) if n < len(parts) and _is_possessive_state(parts[:n])), 0)
    if cut == 0 or not any(p[:1].isupper() for p in parts[cut:]):
        return name, ""
    return " ".join(parts[cut:]), " ".join(parts[:cut])


def _is_possessive_state(parts: list[str]) -> bool:
    return parts[-1].endswith(("'s", "’s", "s'", "s’")) and state_code(" ".join(parts)) is not None


def _is_state_word(parts: list[str], position: int) -> bool:
    return any(
        state_code(" ".join(parts[start : position + 1])) is not None
        or fold(" ".join(parts[start : position + 1])) in world().regional
        for start in range(max(0, position - 2), position + 1)
    ) or parts[position].casefold() in {"eastern", "western", "northern", "southern", "north", "south"}


def posts_beside(text: str, span: Span, title: str) -> list[Post]:
    """The posts that the text gives the bearer of the name at ``span``: cut-off titles, the title just before
    it, the apposition just after it."""
    found = [post(title)] if title else []
    before = re.split(r"[.;:!?\n]\s|[,(\[“\"\n]", text[max(0, span.start - _REACH) : span.start])[-1]
    found.append(_post_at_end(f"{before.strip()} {title}".strip()))
    after = text[span.end : span.end + _REACH]
    if match := re.match(r"\s*(?:\([^)]{1,12}\))?,\s+(?:the |a )?([^,.;:\n()]{3,60})(?=[,.;:\n(]|$)", after):
        phrase = match[1].removeprefix("who is ").removeprefix("currently ")
        found.append(post(phrase))
    if match := re.match(r"\s*,?\s*\(?head of (?:the )?", after):
        found.append(post("head"))
    return list(dict.fromkeys(p for p in found if p))


_KIN = re.compile(
    r"\b(?:sons?|daughters?|fathers?|mothers?|brothers?|sisters?|nephews?|nieces?|cousins?|uncles?|wife|widow|husband"
    r"|grandsons?|grandfather|heirs?|(?:his|her) family)\b",
    re.IGNORECASE,
)


def is_kin(text: str, span: Span) -> bool:
    """Whether the words around a name, in its sentence, call its bearer a relative of somebody."""
    before = re.split(r"[.!?\n]\s", text[max(0, span.start - _REACH) : span.start])[-1]
    after = re.split(r"[.!?\n]\s", text[span.end : span.end + _REACH])[0]
    return _KIN.search(before) is not None or _KIN.search(after) is not None


def _post_at_end(before: str) -> Post | None:
    """The longest post phrase that the words before a name end in."""
    parts = plain(before).split()
    best = None
    for size in range(1, min(7, len(parts)) + 1):
        phrase = " ".join(parts[-size:])
        found = post(phrase) or post(_without_rank(phrase))
        if found and (best is None or found.country or found.office != best.office):
            if best and best.country and not found.country:
                break
            best = found
    return best


@cache
def _ranks() -> frozenset[str]:
    return frozenset(fold(w) for w in world().words["honorific"])


def _without_rank(phrase: str) -> str:
    ranks = _ranks()
    parts = phrase.split()
    while len(parts) > 1 and fold(parts[-1]) in ranks:
        parts = parts[:-1]
    return " ".join(parts)
