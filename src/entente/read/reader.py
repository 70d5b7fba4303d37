"""The ``Reader`` protocol and the shipped reader: a compact network with rules around it."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol, TypeVar

from entente.errors import EntenteError
from entente.language import quantities as figures
from entente.language import sentences as splitting
from entente.language import times as dates
from entente.model import (
    FURNITURE,
    Document,
    EntityKind,
    Mention,
    Quantity,
    ReadClaim,
    Reading,
    ReadSource,
    Span,
    TimeExpression,
)  # fmt: skip
from entente.read import attribution, coreference, decode, details, linking
from entente.read.confidence import confidence
from entente.read.decode import Argument, SentenceClaim
from entente.read.mentions import PERSONAL, Found, collect, trim
from entente.read.network import MAX_WORDS, Network
from entente.read.words import words

Item = TypeVar("Item", Mention, TimeExpression, Quantity)

_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][^\n(–—]{0,40}?)?(?: ?\([^)\n]{2,30}\))? ?"
    r"(?:[–—]|\s-{1,2}\s)\s*(?=[\w“\"])"
)
"""The place in capitals, and what may follow it, with which agencies open a report: "NAIROBI, 3 May (XYZ) - "."""
_SIDES = ("subject", "object", "place", "source", "outer")


class Reader(Protocol):
    """What reads a document. ``read`` is pure: the same document gives the same reading, whatever was read before."""

    @property
    def name(self) -> str:
        """Name and version; a reading made under another name is made anew."""

    @property
    def threshold(self) -> float:
        """Confidence from which a claim is displayed."""

    def read(self, document: Document) -> Reading:
        """Read a document of a language the reader knows."""


class SmallReader:
    """The shipped reader, from a folder with ``reader.onnx``, ``tokenizer.json`` and ``reader.json``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        settings = json.loads((folder / "reader.json").read_text("utf8"))
        self._thresholds = decode.thresholds_from(settings)
        self._weights: list[float] = settings["calibration"]["weights"]
        self._display = float(settings["calibration"]["display"])

    @cached_property
    def name(self) -> str:
        """``small`` and the first digits of the hash of the weights and their settings."""
        digest = hashlib.sha256()
        for part in ("reader.onnx", "reader.json"):
            digest.update((self._folder / part).read_bytes())
        return f"small {digest.hexdigest()[:8]}"

    @property
    def threshold(self) -> float:
        """Confidence from which a claim is displayed, chosen on held-out documents."""
        return self._display

    @cached_property
    def _network(self) -> Network:
        return Network(self._folder)

    def read(self, document: Document) -> Reading:
        """Read the document's title, body, quotations and captions; furniture yields nothing."""
        text = document.text
        sentences = _sentences(document)
        claims: list[list[SentenceClaim]] = [[] for _ in sentences]
        named: list[list[tuple[Span, str, str, float, int]]] = [[] for _ in sentences]
        for i, x in self._network.each(text, sentences):
            claims[i] = decode.claims(text, x, self._thresholds)
            for a, z, label, p in decode.mentions(x, self._thresholds.mention):
                named[i].append((Span(x.spans[a][0], x.spans[z][1]), label, "", p, i))
        spoken = linking.speakers(text, sentences, claims)
        agreed = [linking.agreements(text, s) for s in sentences]
        wanted: list[tuple[Span, str, str, float, int]] = []
        for i, group in enumerate(claims):
            wanted += named[i]
            for c in group:
                wanted += [(a.span, "", role, a.probability, i) for role in _SIDES for a in c.arguments[role]]
            wanted += [(span, kind, "", 0.9, i) for span, kind in agreed[i]]
        found = _with_agreements(collect(text, wanted, frozenset(s.start for s in sentences)), agreed)
        mentions = coreference.chains(text, found, _first_persons(text, found, claims, spoken))
        times = dates.find(text)
        reading = _Assembly(
            text, sentences, mentions, tuple(t for t in times if _inside(t.span, sentences)),
            tuple(figures.find(text, times, sentences)),
        )  # fmt: skip
        made: list[ReadClaim] = []
        for i, group in enumerate(claims):
            made += reading.claims(
                i, group, spoken[i], agreed[i], len(made), self._thresholds.denied, self._weights
            )
        return Reading(
            document.id, self.name, tuple(sentences), mentions, reading.times, reading.quantities, tuple(made)
        )


def load(name: str = "small") -> Reader:
    """The reader of this name. Raises ``EntenteError`` for an unknown one."""
    if name != "small":
        raise EntenteError(f"there is no reader called {name!r}; the shipped one is 'small'")
    with as_file(files("entente.read").joinpath("weights")) as folder:
        return SmallReader(folder)


def _sentences(document: Document) -> list[Span]:
    """Sentences of the readable regions, in order; a region's border always ends a sentence."""
    out: list[Span] = []
    for region in sorted(document.regions, key=lambda r: r.span):
        if region.kind not in FURNITURE:
            start = max(region.span.start, out[-1].end if out else 0)
            if start < region.span.end:
                for sentence in splitting.split(document.text, start, region.span.end):
                    out += _bounded(document.text, sentence)
    return out


def _bounded(text: str, sentence: Span) -> list[Span]:
    """The sentence without its dateline; where it has more words than the network labels at once, its parts."""
    dateline = _DATELINE.match(text, *sentence)
    if dateline and dateline.end() < sentence.end:
        sentence = Span(dateline.end(), sentence.end)
    if sentence.end - sentence.start <= MAX_WORDS:
        return [sentence]
    spans = words(text, *sentence)
    first = range(0, len(spans), MAX_WORDS)
    return [Span(spans[i][0], spans[min(i + MAX_WORDS, len(spans)) - 1][1]) for i in first]


def _inside(span: Span, sentences: Sequence[Span]) -> bool:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low < len(sentences) and sentences[low].start <= span.start


def _by_sentence(items: Sequence[Item], sentences: Sequence[Span]) -> list[list[tuple[int, Item]]]:
    """For each sentence the items that begin in it, with their numbers."""
    starts = [sentence.start for sentence in sentences]
    out: list[list[tuple[int, Item]]] = [[] for _ in sentences]
    for number, item in enumerate(items):
        at = bisect_right(starts, item.span.start) - 1
        if at >= 0 and item.span.start < sentences[at].end:
            out[at].append((number, item))
    return out


def _with_agreements(found: list[Found], agreed: Sequence[Sequence[tuple[Span, EntityKind]]]) -> list[Found]:
    kinds = {span: kind for row in agreed for span, kind in row}
    return [
        Found(f.span, f.form, kinds[f.span], f.head, f.sentence, f.confidence) if f.span in kinds else f
        for f in found
    ]


def _first_persons(
    text: str,
    found: Sequence[Found],
    claims: Sequence[Sequence[SentenceClaim]],
    spoken: Sequence[Argument | None],
) -> dict[Span, Span]:
    """Speakers of "I" and "we": the sentence's own source, else the running quotation's."""
    out: dict[Span, Span] = {}
    for f in found:
        if f.form == "pronoun" and PERSONAL[text[f.span.start : f.span.end].lower()] == "speaker":
            own = [a for c in claims[f.sentence] for a in c.arguments["source"]]
            speaker = max(own, key=lambda a: a.probability) if own else spoken[f.sentence]
            if speaker:
                out[f.span] = trim(text, speaker.span)
    return out


@dataclass(frozen=True)
class _Assembly:
    """A document's parts, from which its claims are put together."""

    text: str
    sentences: Sequence[Span]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]

    @cached_property
    def _index(self) -> dict[Span, int]:
        return {m.span: i for i, m in enumerate(self.mentions)}

    @cached_property
    def _mentions_in(self) -> list[list[tuple[int, Mention]]]:
        return _by_sentence(self.mentions, self.sentences)

    @cached_property
    def _times_in(self) -> list[list[tuple[int, TimeExpression]]]:
        return _by_sentence(self.times, self.sentences)

    @cached_property
    def _quantities_in(self) -> list[list[tuple[int, Quantity]]]:
        return _by_sentence(self.quantities, self.sentences)

    def claims(
        self, sentence: int, group: Sequence[SentenceClaim], spoken: Argument | None,
        agreed: Sequence[tuple[Span, EntityKind]], base: int, denied: float, weights: Sequence[float],
    ) -> list[ReadClaim]:  # fmt: skip
        """The claims of one sentence; ``base`` is the number of claims made before, which links count from."""
        span = self.sentences[sentence]
        said, hinge = linking.contents(group), linking.conditions(self.text, span, group)
        when, counted = (
            linking.times_of(group, self._times_in[sentence]),
            linking.quantities_of(group, self._quantities_in[sentence]),
        )
        near = [m.span for _, m in self._mentions_in[sentence]]
        evidence = self.text[span.start : span.end]
        out = []
        for k, c in enumerate(group):
            # Means stand behind the verb that they belong to: "supplied them with drones".
            clause = self.text[c.trigger.start : span.end]
            trigger = self.text[c.trigger.start : c.trigger.end]
            supportive = c.predicate in details.SUPPORTIVE
            out.append(
                ReadClaim(
                    c.predicate,
                    c.trigger,
                    span,
                    subjects=self._side(c, "subject"),
                    objects=self._side(c, "object"),
                    against=self._known(linking.against(self.text, c, group, near, span))
                    if supportive
                    else (),
                    about=self._known(linking.about(c, agreed)),
                    places=self._side(c, "place"),
                    times=when[k],
                    quantities=counted[k],
                    means=details.means(c.predicate, clause),
                    mode=details.mode(c.predicate, trigger, evidence),
                    contexts=details.contexts(evidence),
                    polarity="denied" if c.denied > denied or linking.has_no(self.text, c) else "asserted",
                    modality=c.modality,  # type: ignore[arg-type]  # the labels are the modalities
                    sources=self._sources(c, spoken, evidence),
                    content=tuple(base + j for j in said[k]),
                    condition=tuple(base + j for j in hinge[k]),
                    confidence=confidence(c, weights),
                )
            )
        return out

    def _known(self, spans: Sequence[Span]) -> tuple[int, ...]:
        return tuple(self._index[s] for s in spans if s in self._index)

    def _side(self, claim: SentenceClaim, role: str) -> tuple[int, ...]:
        spans = sorted({trim(self.text, a.span) for a in claim.arguments[role]})
        return self._known(spans)

    def _sources(
        self, claim: SentenceClaim, spoken: Argument | None, evidence: str
    ) -> tuple[ReadSource, ...]:
        inner = max(claim.arguments["source"], key=lambda a: a.probability, default=spoken)
        if inner is None:
            return ()
        cue = max(claim.arguments["cue"], key=lambda a: a.probability, default=None)
        chain = sorted((a for a in claim.arguments["outer"] if a.span != inner.span), key=lambda a: a.span)
        out = [self._source(a.span, None, evidence) for a in chain]
        return (*out, self._source(inner.span, cue.span if cue else None, evidence))

    def _source(self, raw: Span, cue: Span | None, evidence: str) -> ReadSource:
        span = trim(self.text, raw)
        where = self._index.get(span)
        named = where is not None and self.mentions[where].form == "name"
        before = self.text[max(0, span.start - 12) : span.start].rsplit(".", 1)[-1]
        words = (before[-3:] if before[-2:].lower() in ("a ", "n ") else "") + self.text[
            span.start : span.end
        ]
        around = self.text[cue.start - 20 if cue.start > 20 else 0 : cue.end + 20] if cue else ""
        return ReadSource(
            where,
            cue,
            attribution.source_kind(words.strip(), evidence, named),
            attribution.stance(self.text[cue.start : cue.end], around) if cue else "asserts",
        )
