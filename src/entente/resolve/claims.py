"""One document resolved: its mentions with their actors, its claims with participants, sources, times and places.

A pure function of the document, its publication, its reading and the identity of its chains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from entente.language.times import resolve_all
from entente.model import (
    ACTOR_KINDS,
    Claim,
    ClaimTime,
    Document,
    Interval,
    Mention,
    Participant,
    Place,
    Publication,
    ReadClaim,
    Reading,
    ResolvedMention,
    Source,
    Span,
)
from entente.resolve import places, roles, sources
from entente.resolve.holding import held
from entente.resolve.identity import Identity
from entente.resolve.names import digest, without_determiner
from entente.resolve.tidying import tidied

LED = ACTOR_KINDS - {"person"} | {"unknown"}
"""Kinds that somebody can command or belong to."""


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """The part of the record that one document gives. Claims keep the order of the reading."""

    mentions: tuple[ResolvedMention, ...]
    claims: tuple[Claim, ...]


def resolve_document(
    document: Document, publication: Publication | None, reading: Reading, identity: Identity
) -> ResolvedDocument:
    """The mentions and claims of one document in the words of the record.

    ``identity`` must have been made with the summary of this document and reading; a chain that it does not
    know is left out of ``mentions`` and named by its own words in claims.
    """
    reading = replace(reading, mentions=tidied(document.text, reading.mentions))
    page = _Page(document, publication if publication and publication.known else None, reading, identity)
    ids = [claim_id(document.id, claim, reading) for claim in reading.claims]
    return ResolvedDocument(
        tuple(page.resolved_mentions()),
        tuple(page.claim(claim, ids, index) for index, claim in enumerate(reading.claims)),
    )


def claim_id(document: str, claim: ReadClaim, reading: Reading) -> str:
    """An id that comes from content: the document, the predicate, and where the parts of the claim stand."""

    def spans(indexes: Iterable[int]) -> str:
        return ",".join(f"{s.start}-{s.end}" for s in sorted(reading.mentions[i].span for i in indexes))

    spoken = spans(s.mention for s in claim.sources if s.mention is not None)
    parts = (
        document, claim.predicate, f"{claim.trigger[0]}-{claim.trigger[1]}", spans(claim.subjects),
        spans(claim.objects), spoken, claim.polarity, claim.modality,
    )  # fmt: skip
    return "c" + digest(*parts, length=12)


class _Page:
    """What the claims of one document share: resolved times, roles, the states spoken of."""

    def __init__(
        self, document: Document, publication: Publication | None, reading: Reading, identity: Identity
    ) -> None:
        self.document, self.publication, self.reading, self.identity = (
            document,
            publication,
            reading,
            identity,
        )
        self.countries = identity.countries.get(document.id, ())[:6]
        self.parts = roles.of(reading)
        said = publication.interval if publication else Interval(None, None)
        self.days = resolve_all(document.text, reading.times, said)
        self.voice = sources.outlet(document)
        self.best: dict[int, str] = {}
        for mention in reading.mentions:
            if mention.form != "pronoun":
                words = self.words(mention)
                old = self.best.get(mention.chain)
                if old is None or (mention.form != "name", -len(words)) < (old.islower(), -len(old)):
                    self.best[mention.chain] = words

    def words(self, mention: Mention) -> str:
        return without_determiner(self.document.text[mention.span.start : mention.span.end])

    def named(self, mention: Mention) -> str:
        """The words that name a mention's chain best: its own, or for a pronoun those it points to."""
        return (
            self.best.get(mention.chain, self.words(mention))
            if mention.form == "pronoun"
            else self.words(mention)
        )

    def handles(self, index: int) -> tuple[str, ...]:
        mention = self.reading.mentions[index]
        if roles.is_city(self.document.text, mention, self.parts[index]):
            found = self.identity.handles(self.document.id, ~mention.chain)
            if found:
                return found
        return self.identity.handles(self.document.id, mention.chain)

    def resolved_mentions(self) -> Iterable[ResolvedMention]:
        for index, mention in enumerate(self.reading.mentions):
            for handle in self.handles(index):
                name = self.identity.actors[handle].name
                yield ResolvedMention(self.document.name, mention.span, handle, name, mention.form)

    def participants(self, indexes: Sequence[int]) -> tuple[Participant, ...]:
        """The actors of some mentions, each once; a plural mention gives one participant a member."""
        found: dict[str, Participant] = {}
        for index in indexes:
            mention = self.reading.mentions[index]
            for handle in self.handles(index):
                found.setdefault(handle, Participant(handle, self.identity.actors[handle].name, mention.span))
        return tuple(found.values())

    def led(self, claim: ReadClaim) -> tuple[Participant, ...]:
        """The objects of a claim. Nobody commands, or belongs to, a person, a place or themselves."""
        objects = self.participants(claim.objects)
        if claim.predicate not in ("COMMANDS", "MEMBER_OF"):
            return objects
        own = {participant.actor for participant in self.participants(claim.subjects)}
        return tuple(p for p in objects if p.actor not in own and self.identity.actors[p.actor].kind in LED)

    def places(self, indexes: Sequence[int]) -> tuple[Place, ...]:
        """The places of some mentions, by the best name that the text has; a mere description is no place."""
        found = (self._place(self.reading.mentions[index]) for index in indexes)
        return tuple(place for place in found if place is not None)

    def _place(self, mention: Mention) -> Place | None:
        words = self.named(mention)
        if words == words.lower():
            words = self.best.get(mention.chain, words)
        if words == words.lower() and words != words.upper():
            return None
        return places.place(words, mention.span, self.countries)

    def spoken(self, claim: ReadClaim) -> tuple[Source, ...]:
        chain = [self.voice]
        for source in claim.sources:
            mention = self.reading.mentions[source.mention] if source.mention is not None else None
            chain.append(
                sources.inside(self.document, source, mention, claim.evidence, self.identity, self.named)
            )
        return tuple(chain)

    def said(self, claim: ReadClaim) -> Interval | None:
        """The day of the saying where a time stands beside the innermost cue, else publication."""
        cue = claim.sources[-1].cue if claim.sources else None
        if cue is not None:
            own = set(claim.times)
            for index, expression in enumerate(self.reading.times):
                days = self.days[index]
                if days is not None and index not in own and _beside(cue, expression.span, claim.evidence):
                    return days
        return self.publication.interval if self.publication else None

    def claim(self, claim: ReadClaim, ids: Sequence[str], index: int) -> Claim:
        when: ClaimTime | None = held(claim, self.reading.times, self.days, self.publication)
        return Claim(
            id=ids[index],
            document=self.document.name,
            predicate=claim.predicate,
            trigger=claim.trigger,
            evidence=claim.evidence,
            subjects=self.participants(claim.subjects),
            objects=self.led(claim),
            against=self.participants(claim.against),
            about=self.participants(claim.about),
            means=claim.means,
            mode=claim.mode,
            contexts=claim.contexts,
            places=self.places(claim.places),
            time=when,
            said=self.said(claim),
            polarity=claim.polarity,
            modality=claim.modality,
            sources=self.spoken(claim),
            content=tuple(dict.fromkeys(ids[i] for i in claim.content)),
            condition=tuple(dict.fromkeys(ids[i] for i in claim.condition)),
            quantities=tuple(self.reading.quantities[i] for i in claim.quantities),
            confidence=claim.confidence,
            reader=self.reading.reader,
        )


def _beside(cue: Span, time: Span, evidence: Span) -> bool:
    """Whether a time belongs to the saying: just after its cue ("said on Monday") or just before it."""
    inside = evidence[0] <= time[0] and time[1] <= evidence[1]
    return inside and (0 <= time[0] - cue[1] <= 5 or 0 <= cue[0] - time[1] <= 3)
