"""A bare surname in a text that gives in full only a lesser bearer: whom does it mean?

Newsrooms write a surname alone for the one whom every reader knows. A text on that one's son names the son in
full and his father by the surname, and the father's full name may be missing. So where one bearer dominates all
documents and is called by the surname alone, a lesser one is meant only where the text binds the surname to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from entente.resolve.names import consonants, person_tokens, same_token
from entente.resolve.within import DocumentNames, Named, Spoken

STRONGER = 3
"""How many times as many documents a dominant bearer has over each other one."""
MUCH_STRONGER = 10
"""From here on even a surname after the lesser one's full name means the dominant one."""


def parted(summaries: Sequence[DocumentNames]) -> list[DocumentNames]:
    """The summaries with bare surnames set apart from lesser bearers, so that all documents decide on them."""
    bearers = _bearers(summaries)
    return [_parted(summary, bearers) for summary in summaries]


def _bearers(summaries: Sequence[DocumentNames]) -> dict[str, Counter[tuple[str, ...]]]:
    """For each surname's consonants its full names, with the number of documents that have them."""
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for summary in summaries:
        for unit in summary.entities:
            if unit.kind == "person" and not unit.world and (tokens := _full(unit)):
                found[consonants(tokens[-1])][tokens] += 1
    return found


def _full(unit: Named) -> tuple[str, ...]:
    tokens = max((person_tokens(name) for name, _ in unit.names), key=lambda t: (len(t), t), default=())
    return tokens if len(tokens) > 1 else ()


def _parted(summary: DocumentNames, bearers: Mapping[str, Counter[tuple[str, ...]]]) -> DocumentNames:
    entities: list[Named] = []
    for unit in summary.entities:
        bare = _unbound(unit, bearers)
        entities += _split(unit, bare) if bare else [unit]
    return replace(summary, entities=tuple(entities)) if len(entities) > len(summary.entities) else summary


def _unbound(unit: Named, bearers: Mapping[str, Counter[tuple[str, ...]]]) -> list[Spoken]:
    """The parts of a person that are a bare surname which means someone else."""
    tokens = _full(unit)
    if not tokens or not unit.parts:
        return []
    stronger = _dominance(tokens, bearers[consonants(tokens[-1])])
    if stronger < STRONGER:
        return []
    bare = [part for part in unit.parts if _is_bare(part, tokens[-1])]
    named = min((part.first for part in unit.parts if part not in bare and _has_full(part)), default=None)
    if named is None:
        return []
    return [part for part in bare if unit.kin or part.first < named or stronger >= MUCH_STRONGER]


def _dominance(tokens: tuple[str, ...], found: Counter[tuple[str, ...]]) -> float:
    """How many times as many documents the first bearer has as this one; 0 for the first itself."""
    same = Counter({other: n for other, n in found.items() if same_token(other[-1], tokens[-1])})
    own = sum(n for other, n in same.items() if same_token(other[0], tokens[0]))
    first = max(
        (sum(m for third, m in same.items() if same_token(third[0], other[0])) for other in same), default=0
    )
    return first / own if own and first > own else 0


def _is_bare(part: Spoken, surname: str) -> bool:
    return bool(part.words) and all(
        len(tokens := person_tokens(words)) == 1 and same_token(tokens[0], surname) for words in part.words
    )


def _has_full(part: Spoken) -> bool:
    return any(len(person_tokens(words)) > 1 for words in part.words)


def _split(unit: Named, bare: Sequence[Spoken]) -> list[Named]:
    """The person without the bare surname, and the surname as a person of its own."""
    gone = {part.chain for part in bare}
    left = [part for part in unit.parts if part.chain not in gone]
    return [part_of(unit, left), replace(part_of(unit, bare), posts=(), short=(), reasons=(), kin=False)]


def part_of(unit: Named, parts: Sequence[Spoken]) -> Named:
    """The unit as only some of its parts tell it."""
    chains = {part.chain for part in parts}
    words = {word for part in parts for word in part.words}
    return replace(
        unit,
        chains=tuple(chain for chain in unit.chains if chain in chains),
        names=tuple((name, n) for name, n in unit.names if name in words),
        descriptions=tuple((d, n) for d, n in unit.descriptions if d in words),
        first=min(part.first for part in parts),
        mentions=sum(part.mentions for part in parts),
        parts=tuple(parts) if len(parts) > 1 else (),
    )
