"""Who makes a claim: the outlet first, then the speakers inside the text, each with kind and stance."""

from __future__ import annotations

import re
from collections.abc import Callable

from entente.model import Document, Mention, ReadSource, Source, SourceKind, Span
from entente.resolve.identity import Identity
from entente.resolve.names import fold
from entente.resolve.world import world

_UNNAMED = re.compile(
    r"condition of (?:strict )?anonymity|asked not to be (?:named|identified)|not authori[sz]ed to (?:speak|brief)|"
    r"declined to be (?:named|identified)|speaking anonymously|who requested anonymity"
)


def outlet(document: Document) -> Source:
    """The voice of the page itself: its outlet, or the document's name where no outlet is known."""
    name = document.outlet or document.name
    hit = world().find(name)
    state_run = hit is not None and hit.entry.state_run
    return Source(name, "state_media" if state_run and document.outlet else "outlet")


def inside(
    document: Document,
    source: ReadSource,
    mention: Mention | None,
    evidence: Span,
    identity: Identity,
    words_of: Callable[[Mention], str],
) -> Source:
    """A speaker in the text. ``words_of`` gives the words that name a mention's chain best.

    An anonymous voice keeps its description as name ("Sudanese military source").
    """
    if mention is None:
        return Source(
            "unnamed",
            source.kind if source.kind != "named" else "anonymous",
            None,
            None,
            source.cue,
            source.stance,
        )
    handles = identity.handles(document.id, mention.chain)
    known = identity.actors.get(handles[0]) if handles else None
    words = words_of(mention)
    kind = refine(
        source.kind, mention, words, document.text[evidence.start : evidence.end], handles, identity
    )
    name = words if kind == "anonymous" or known is None else known.name
    return Source(name, kind, handles[0] if handles else None, mention.span, source.cue, source.stance)


def refine(
    kind: SourceKind,
    mention: Mention,
    words: str,
    evidence: str,
    handles: tuple[str, ...],
    identity: Identity,
) -> SourceKind:
    """The kind of a speaker: what is known of the actor decides, then the words, then what the reader thought."""
    classes = world().words
    tokens = fold(words).split()
    if _UNNAMED.search(evidence) and mention.form != "name":
        return "anonymous"
    known = identity.actors.get(handles[0]) if handles else None
    hit = world().find(words)
    entry = hit.entry if hit else None
    if entry and entry.sort == "media":
        return "state_media" if entry.state_run else "outlet"
    if re.search(
        r"\bstate (?:media|television|tv|radio|news|newspaper|broadcaster)\b|\bstate-run\b", words, re.I
    ):
        return "state_media"
    if known and known.kind in ("state", "government"):
        return "official"
    if (
        known
        and known.kind in ("armed_group", "intergovernmental", "organisation")
        and mention.form == "name"
    ):
        return "organisation"
    if known and known.kind == "media":
        return "outlet"
    if mention.form == "nominal" and tokens:
        head = _head(tokens)
        if head in classes["analyst"]:
            return "analyst"
        if head in classes["document"]:
            return "document"
        if head in classes["anonymous"]:
            return "anonymous"
        if head in classes["official"]:
            return "official"
    return kind


def _head(tokens: list[str]) -> str:
    """The head of a folded noun phrase: the last word before a preposition or relative word."""
    stop = {
        "of",
        "in",
        "from",
        "at",
        "for",
        "familiar",
        "close",
        "with",
        "who",
        "near",
        "to",
        "on",
        "based",
        "loyal",
    }
    end = next((i for i, token in enumerate(tokens) if token in stop and i), len(tokens))
    return tokens[end - 1]
