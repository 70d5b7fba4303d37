"""A reader for tests of the store and the case: a few verbs, capitalised names, no model. Deterministic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entente.model import FURNITURE, Document, Mention, ReadClaim, Reading, Span

VERBS = {
    "shelled": "ASSAULT",
    "armed": "AID",
    "praised": "SUPPORT",
    "accused": "ACCUSE",
    "met": "CONSULT",
    "backs": "BACKS",
}

_SENTENCE = re.compile(r"[^.\n]+\.")
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


@dataclass(frozen=True)
class RuleReader:
    """Subject, verb and object of plain sentences. ``trips_on`` is a word that makes it fail."""

    name: str = "rules 1"
    threshold: float = 0.5
    trips_on: str = ""
    predicates: tuple[tuple[str, str], ...] = tuple(VERBS.items())

    def read(self, document: Document) -> Reading:
        if self.trips_on and self.trips_on in document.text:
            raise ValueError("tripped")
        furniture = [region.span for region in document.regions if region.kind in FURNITURE]
        mentions: list[Mention] = []
        claims: list[ReadClaim] = []
        sentences = [Span(*found.span()) for found in _SENTENCE.finditer(document.text)]
        chains: dict[str, int] = {}
        for sentence in sentences:
            if any(sentence.start < span.end and span.start < sentence.end for span in furniture):
                continue
            words = document.text[sentence.start : sentence.end]
            first = len(mentions)
            for found in _NAME.finditer(words):
                span = Span(sentence.start + found.start(), sentence.start + found.end())
                chain = chains.setdefault(found.group(), len(chains))
                mentions.append(Mention(span, "name", "armed_group", span, chain))
            claims += self._claims(words, sentence, mentions, first)
        return Reading(document.id, self.name, tuple(sentences), tuple(mentions), claims=tuple(claims))

    def _claims(self, words: str, sentence: Span, mentions: list[Mention], first: int) -> list[ReadClaim]:
        numbered = list(enumerate(mentions))[first:]
        claims = []
        for verb, predicate in self.predicates:
            for found in re.finditer(rf"\b{verb}\b", words):
                trigger = Span(sentence.start + found.start(), sentence.start + found.end())
                before = [n for n, m in numbered if m.span.end <= trigger.start]
                after = [n for n, m in numbered if m.span.start >= trigger.end]
                sure = 0.9 if "reportedly" not in words else 0.3
                claims.append(
                    ReadClaim(
                        predicate, trigger, sentence, tuple(before[-1:]), tuple(after[:1]), confidence=sure
                    )
                )
        return claims
