"""Coreference inside one document by rules: names, acronyms, described heads, pronouns, pairs.

In the manner of deterministic sieves (Lee et al. 2013, Computational Linguistics 39(4)), surest first. What no
rule joins stays its own chain: a wrong merge costs an analyst more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.model import Mention, Span
from entente.read.mentions import PERSONAL, Found

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|gen|general|lt|col|colonel|maj|major|brig|brigadier|capt|captain|field|marshal|admiral|sgt|"
    r"president|vice|prime|foreign|defen[cs]e|interior|minister|secretary|chancellor|king|queen|prince|emir|sheikh|"
    r"senator|ambassador|judge|pope|sir|lord|professor|commander|leader|spokes(?:man|woman|person)|former|ex|acting|"
    r"interim|deputy|chief|us|u\.s\.|uk|un|eu|[a-z]+(?:ian|ese|ish|i|an))[\s.-]+)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:al|el|ad|as|ar|an|ash|at)[-\s’']", re.IGNORECASE)
_PAIR = re.compile(
    r"^(?:the |these |those )?(?:both|two)(?: of (?:the|them))?(?: (?:warring|rival|opposing))?"
    r"(?: (?:sides|countries|parties|states|nations|leaders|governments|factions|neighbou?rs|groups|men|presidents|"
    r"ministers))?$",
    re.IGNORECASE,
)
_PEOPLE_BACK = 4
"""Sentences that a personal pronoun may look back."""


def chains(text: str, found: Sequence[Found], speakers: dict[Span, Span]) -> tuple[Mention, ...]:
    """Mentions with chain numbers. ``speakers`` maps the span of a first-person pronoun to its speaker's span."""
    chain = list(range(len(found)))
    members: dict[int, tuple[int, ...]] = {}
    names: dict[str, int] = {}
    surnames: dict[str, int] = {}
    acronyms: dict[str, int] = {}
    heads: dict[str, int] = {}
    at = {f.span: i for i, f in enumerate(found)}
    for i, f in enumerate(found):
        words = text[f.span.start : f.span.end]
        if f.form in ("name", "adjectival"):
            chain[i] = _name(text, i, f, words, chain, names, surnames, acronyms, found)
        elif f.form == "nominal":
            if _PAIR.match(words):
                members[i] = _last_two(found, chain, i)
            else:
                top = text[f.head.start : f.head.end].lower()
                definite = (
                    text[max(0, f.span.start - 6) : f.span.start].lower().endswith(("the ", "that ", "this "))
                )
                if definite and top in heads and len(words.split()) <= 2:
                    chain[i] = chain[heads[top]]
                heads[top] = i
    for i, f in enumerate(found):
        if f.form == "pronoun":
            where = _antecedent(text, found, i, at, speakers)
            if where is not None:
                if text[f.span.start : f.span.end].lower() == "both":
                    members[i] = _last_two(found, chain, i)
                else:
                    chain[i] = chain[where]
                    if where in members:
                        members[i] = members[where]
    number: dict[int, int] = {}
    for c in chain:
        number.setdefault(c, len(number))
    return tuple(
        Mention(f.span, f.form, f.kind, f.head, number[chain[i]],
                tuple(sorted({number[chain[m]] for m in members.get(i, ())})), f.confidence)
        for i, f in enumerate(found)
    )  # fmt: skip


def bare(name: str) -> str:
    """A name without titles, articles and case, for comparison inside a document."""
    stripped = _TITLES.sub("", name)
    stripped = _ARTICLE.sub("", stripped or name)
    return " ".join(re.findall(r"[^\W_]+", stripped.lower()))


def _name(
    text: str, i: int, f: Found, words: str, chain: list[int], names: dict[str, int], surnames: dict[str, int],
    acronyms: dict[str, int], found: Sequence[Found],
) -> int:  # fmt: skip
    key = bare(words)
    if not key:
        return i
    where = names.get(key)
    parts = key.split()
    if where is None and words.isupper() and len(words) > 1:
        where = acronyms.get(words)
        if where is None and i and text[found[i - 1].span.end : f.span.start].strip() == "(":
            where = i - 1 if found[i - 1].form == "name" else None
    if where is None and len(parts) == 1 and f.kind in ("person", "unknown"):
        where = surnames.get(parts[0])
    result = chain[where] if where is not None else i
    names.setdefault(key, i)
    if len(parts) > 1 and f.kind == "person":
        surnames.setdefault(parts[-1], i)
        if len(parts) > 2:
            surnames.setdefault(" ".join(parts[-2:]), i)
    capitals = "".join(w[0] for w in re.findall(r"[^\W_]+", words) if w[0].isupper())
    if len(capitals) > 1:
        acronyms.setdefault(capitals, i)
    return result


def _last_two(found: Sequence[Found], chain: list[int], i: int) -> tuple[int, ...]:
    """The two latest different chains of names that can be sides, before mention ``i``."""
    out: list[int] = []
    for j in range(i - 1, -1, -1):
        f = found[j]
        if f.form == "name" and f.kind != "person" and chain[j] not in [chain[k] for k in out]:
            out.append(j)
            if len(out) == 2:
                return tuple(out)
        if found[i].sentence - f.sentence > 3:
            break
    return ()


def _antecedent(
    text: str, found: Sequence[Found], i: int, at: dict[Span, int], speakers: dict[Span, Span]
) -> int | None:
    f = found[i]
    what = PERSONAL[text[f.span.start : f.span.end].lower()]
    if what == "speaker":
        speaker = speakers.get(f.span)
        return at.get(speaker) if speaker else None
    if what == "relative":
        before = [j for j in range(max(0, i - 3), i) if 0 <= f.span.start - found[j].span.end <= 3]
        return before[-1] if before else None
    candidates = [j for j in range(i - 1, -1, -1) if f.sentence - found[j].sentence <= _PEOPLE_BACK]
    fits = [j for j in candidates if found[j].span.end <= f.span.start and _fits(text, found[j], what)]
    same = [j for j in fits if found[j].sentence == f.sentence]
    if same:
        return same[-1] if what == "thing" else same[0]
    if fits:
        latest = found[fits[0]].sentence
        return [j for j in fits if found[j].sentence == latest][-1]
    return None


def _fits(text: str, f: Found, what: str) -> bool:
    if f.form == "pronoun":
        return False
    plural = text[f.head.start : f.head.end].lower().endswith("s") and f.form == "nominal"
    if what == "one":
        return f.kind == "person" and not plural
    if what == "thing":
        return f.kind not in ("person", "group") and not plural
    return f.kind in ("group", "organisation", "unknown") or plural
