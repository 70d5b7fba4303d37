"""Identity across documents: one actor, one handle, whatever the outlets call it.

All documents are taken together and in no order: entities are gathered by keys (world knowledge, name,
transliteration class), then blocks of candidates are compared. Nothing is compared with everything. Joins
need evidence: equal names, a fitting full name with an agreeing given name, a surname or an acronym with one
bearer. What stays doubtful stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.model import EntityKind, Ruling
from entente.resolve import bearing, people, ruled
from entente.resolve.groups import majority
from entente.resolve.identity import Identity, Known
from entente.resolve.joining import organisation_key
from entente.resolve.names import acronym_key, digest, fold, initials, is_acronym, person_tokens, slug
from entente.resolve.within import DocumentNames, Named
from entente.resolve.world import world

DOMINANT = 0.8
"""Share of the documents that back one expansion of an acronym, above which the acronym means it."""


@dataclass(slots=True)
class Cluster:
    """An actor under construction: the units that share one key, later joined with others."""

    key: str
    units: list[tuple[str, Named]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    evidence: dict[str, str] = field(default_factory=dict)
    label: str = ""
    handle: str = ""
    country: str | None = None

    def add(self, document: str, unit: Named, around: Sequence[str]) -> None:
        """One document's unit. ``around`` are the states that the document speaks of."""
        self.units.append((document, unit))
        self.names.update(dict(unit.names))
        self.kinds[unit.kind] += 1
        self.countries.update({p.country for p in unit.posts if p.country} or set(around[:3]))
        for reason in unit.reasons:
            for name, _ in unit.names:
                self.evidence.setdefault(name, reason)

    def take(self, other: Cluster, reason: str) -> None:
        """All of ``other``, for a stated reason."""
        self.units += other.units
        self.names.update(other.names)
        self.kinds.update(other.kinds)
        self.countries.update(other.countries)
        for name in other.names:
            self.evidence.setdefault(name, reason)
        for name, why in other.evidence.items():
            self.evidence.setdefault(name, why)

    @property
    def documents(self) -> int:
        """In how many documents it is met."""
        return len({document for document, _ in self.units})

    @property
    def mentions(self) -> int:
        """How often it is met."""
        return sum(unit.mentions for _, unit in self.units)

    @property
    def local(self) -> bool:
        """Whether one document describes it and none names it."""
        return self.key.startswith("local:")

    @property
    def canonical(self) -> str:
        """The name to show: the world's, else the fullest of the names that are used often, else a description."""
        if self.label:
            return self.label
        if self.names:
            return self._fullest()
        counts = Counter[str]()
        for _, unit in self.units:
            counts.update(dict(unit.descriptions))
        return _described(counts)

    def _fullest(self) -> str:
        names = self.names
        most = max(names.values())
        often = [n for n in names if names[n] * 10 >= most or len(n.split()) > 1]
        if self.key.startswith("person:"):
            tokens = max(len(person_tokens(n)) for n in often)
            often = [n for n in often if len(person_tokens(n)) >= min(2, tokens)]
        else:
            often = [n for n in often if not is_acronym(n)] or often
        return min(often, key=lambda n: (-names[n], -len(n), n))


def identify(names: Iterable[DocumentNames], rulings: Sequence[Ruling] = ()) -> Identity:
    """Which chains of which documents are one actor. The order of ``names`` does not matter.

    ``rulings`` of the kinds same, different and rename are applied last and win; withdrawn ones are left out.
    """
    summaries = bearing.parted(sorted(names, key=lambda n: n.document))
    clusters, alone = _gather(summaries)
    clusters = _acronyms(clusters)
    clusters = people.join(clusters)
    if any(r.kind in ("same", "different", "rename") for r in rulings):
        # A ruling may speak of one that a single document describes: then these are clusters like others.
        clusters, alone = clusters + [_single(*one) for one in alone], []
    return _identity(ruled.apply(clusters, rulings), alone, summaries)


def _gather(summaries: Sequence[DocumentNames]) -> tuple[list[Cluster], list[tuple[str, Named]]]:
    """Units of equal keys from all documents, and those without a name, which no other document can share."""
    alone: list[tuple[str, Named]] = []
    clusters: dict[str, Cluster] = {}
    classes = _classes(summaries)
    for summary in summaries:
        for unit in summary.entities:
            if unit.members and not unit.names:
                continue
            key = _key(unit, classes)
            if not key:
                alone.append((summary.document, unit))
                continue
            cluster = clusters.get(key)
            if cluster is None:
                cluster = clusters[key] = Cluster(key)
            if unit.world and not cluster.handle:
                cluster.label, cluster.handle = unit.label, unit.handle
                cluster.country = unit.countries[0] if len(unit.countries) == 1 else None
            cluster.add(summary.document, unit, summary.countries)
    return [clusters[key] for key in sorted(clusters)], alone


def _single(document: str, unit: Named) -> Cluster:
    cluster = Cluster(_local_key(document, unit))
    cluster.add(document, unit, ())
    return cluster


def _local_key(document: str, unit: Named) -> str:
    return f"local:{document}:{unit.first[0]}:{unit.first[1]}"


def _classes(summaries: Sequence[DocumentNames]) -> dict[str, str]:
    """What a folded name is in most of its mentions: "person", "place" or "body". Readings differ in kinds, so
    all documents decide together; ties go to the alphabet."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for summary in summaries:
        for unit in summary.entities:
            if unit.world or (unit.kind == "unknown" and not unit.posts):
                continue
            kind = unit.kind if unit.kind in ("person", "place") else "body"
            for name, count in unit.names:
                votes[fold(name)]["person" if unit.kind == "unknown" else kind] += count
    return {name: min(found, key=lambda k: (-found[k], k)) for name, found in votes.items()}


def _key(unit: Named, classes: Mapping[str, str]) -> str:
    """The key that gathers a unit with others; empty where it has no name."""
    if unit.world:
        return unit.world
    if not unit.names:
        return ""
    best = _fullest(unit)
    if unit.kind in ("agreement", "process", "issue"):
        return f"{unit.kind}:{organisation_key(best)}"
    if all(chain < 0 for chain in unit.chains):
        return f"place:{fold(best)}"
    kind = classes.get(fold(best), "body")
    if kind == "place":
        return f"place:{fold(best)}"
    if kind == "person":
        return "person:" + " ".join(person_tokens(best))
    if is_acronym(best):
        return f"acronym:{acronym_key(best)}:"
    return f"body:{organisation_key(best)}"


def _fullest(unit: Named) -> str:
    """The name that carries most: not an acronym, most tokens, most used, first in the alphabet."""
    return min(
        (name for name, _ in unit.names),
        key=lambda n: (is_acronym(n), -len(person_tokens(n)), -dict(unit.names)[n], n),
    )


def _acronyms(clusters: list[Cluster]) -> list[Cluster]:
    """Acronyms without an expansion in their own document, to the one expansion that dominates the others."""
    expansions: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster in clusters:
        if cluster.key.startswith(("person:", "place:", "local:", "acronym:")):
            continue
        stated = Counter(acronym_key(s) for _, unit in cluster.units for s in unit.short)
        stated.update({acronym_key(n): c for n, c in cluster.names.items() if is_acronym(n)})
        for key, count in stated.items():
            expansions[key][cluster.key] += 3 * count
        for key in {f"={i}" for name in cluster.names if not is_acronym(name) for i in initials(name)}:
            expansions[key][cluster.key] += cluster.documents
    by_key = {c.key: c for c in clusters}
    gone = set()
    for cluster in clusters:
        if not cluster.key.startswith("acronym:"):
            continue
        backed = expansions.get(cluster.key.split(":")[1])
        if not backed:
            continue
        best, weight = min(backed.items(), key=lambda item: (-item[1], item[0]))
        if weight >= DOMINANT * sum(backed.values()):
            by_key[best].take(cluster, "acronym with one expansion in all documents")
            gone.add(cluster.key)
    return [c for c in clusters if c.key not in gone]


def _identity(
    clusters: Sequence[tuple[Cluster, str | None]],
    alone: Sequence[tuple[str, Named]],
    summaries: Sequence[DocumentNames],
) -> Identity:
    actors: dict[str, Known] = {}
    chains: dict[str, dict[int, tuple[str, ...]]] = {s.document: {} for s in summaries}
    for cluster, handle, label in _handled(clusters):
        actors[handle] = _known(cluster, handle, label)
        for document, unit in cluster.units:
            for chain in unit.chains:
                chains[document][chain] = (handle,)
    for document, unit in alone:
        label = _described(dict(unit.descriptions))
        handle = _local_handle(label, _local_key(document, unit))
        actors[handle] = Known(handle, label, unit.kind, mentions=unit.mentions, documents=1, described=True)
        for chain in unit.chains:
            chains[document][chain] = (handle,)
    for summary in summaries:
        found = chains[summary.document]
        for unit in summary.entities:
            if unit.members and not unit.names:
                several = tuple(dict.fromkeys(h for m in unit.members for h in found.get(m, ())))
                for chain in unit.chains:
                    found[chain] = several
    return Identity(actors, chains, {s.document: s.countries for s in summaries})


def _handled(clusters: Sequence[tuple[Cluster, str | None]]) -> Iterator[tuple[Cluster, str, str]]:
    """Each cluster with its handle and its name. The most met one of a name has it plain; others, and all
    that only one document describes, add a few characters that come from their content."""
    taken: set[str] = set()
    rows = [(cluster, name or cluster.canonical, name is not None) for cluster, name in clusters]
    rows.sort(key=lambda row: (row[0].local, not row[0].handle, row[0].key.startswith("place:"),
                               -row[0].documents, row[1], row[0].key))  # fmt: skip
    for cluster, label, renamed in rows:
        handle = cluster.handle if cluster.handle and not renamed else slug(label)
        if cluster.local:
            handle = _local_handle(label, cluster.key)
        elif handle in taken:
            handle = f"{handle}-{digest(label, *sorted(cluster.names), cluster.key, length=4)}"
        taken.add(handle)
        yield cluster, handle, label


def _described(counts: Mapping[str, int]) -> str:
    """The description to show: of those of a line's length the longest, then the most used."""
    return min(
        counts, key=lambda d: (-len(d.split()) if len(d) < 80 else 0, -counts[d], d), default="unnamed"
    )


def _local_handle(label: str, key: str) -> str:
    return f"{slug(label)[:60].strip('-')}-{digest(key, length=8)}"


def _known(cluster: Cluster, handle: str, label: str) -> Known:
    kind = majority(cluster.kinds)
    if cluster.key.startswith("person:"):
        kind = "person"
    country = cluster.country
    if country is None and not cluster.handle:
        posts = Counter(p.country for _, unit in cluster.units for p in unit.posts if p.country)
        country = min(posts, key=lambda c: (-posts[c], c)) if posts else None
    return Known(
        id=handle,
        name=label,
        kind=kind,
        country=country if country is None or country in world().states else None,
        aliases=tuple(sorted(n for n in cluster.names if n != label)),
        mentions=cluster.mentions,
        documents=cluster.documents,
        evidence=tuple(sorted(cluster.evidence.items())),
        described=not cluster.names and not cluster.handle,
    )
