"""An analyst's rulings on identity: same, different, rename. They hold on to names and to words in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from entente.model import Anchor, Ruling
from entente.resolve.bearing import part_of
from entente.resolve.names import fold
from entente.resolve.within import Named, Spoken

if TYPE_CHECKING:
    from entente.resolve.across import Cluster


def apply(clusters: list[Cluster], rulings: Sequence[Ruling]) -> list[tuple[Cluster, str | None]]:
    """The clusters after all rulings in force, oldest first, each with the name that a ruling gave it."""
    live = sorted((r for r in rulings if r.withdrawn is None), key=lambda r: (r.made, r.id))
    named: dict[str, str] = {}
    for ruling in live:
        if ruling.kind == "same":
            clusters = _same(clusters, ruling)
        elif ruling.kind == "different":
            clusters = _different(clusters, ruling)
        elif ruling.kind == "rename":
            for cluster in _meant(clusters, ruling.anchors[0])[:1]:
                named[cluster.key] = ruling.value
    return [(cluster, named.get(cluster.key)) for cluster in clusters]


def matches(anchor: Anchor, cluster: Cluster) -> bool:
    """Whether an anchor points at a cluster: by one of its names, or by words in one of its documents."""
    if anchor.name is None:
        return any(_in_unit(anchor, document, unit) for document, unit in cluster.units)
    wanted = fold(anchor.name)
    return (
        fold(cluster.label) == wanted
        or cluster.handle == anchor.name
        or any(fold(n) == wanted for n in cluster.names)
        or any(fold(d) == wanted for _, unit in cluster.units for d, _ in unit.descriptions)
    )


def _in_unit(anchor: Anchor, document: str, unit: Named) -> bool:
    return (anchor.name is not None or anchor.document == document) and any(
        _says(anchor, words) for words, _ in (*unit.names, *unit.descriptions)
    )


def _says(anchor: Anchor, words: str) -> bool:
    wanted = anchor.quote if anchor.name is None else anchor.name
    return wanted is not None and fold(words) == fold(wanted)


def _meant(clusters: Sequence[Cluster], anchor: Anchor) -> list[Cluster]:
    """What an anchor means: of several actors with a name the one that it addresses, as in every list; and all
    that are only described so, for a ruling on a description speaks of all of them."""
    found = [c for c in clusters if matches(anchor, c)]
    if anchor.name is None:
        return found
    named = [c for c in found if not c.local]
    first = [c for c in named if c.handle == anchor.name or fold(c.canonical) == fold(anchor.name)] or named
    first.sort(key=lambda c: (-c.mentions, -c.documents, c.key))
    return first[:1] + [c for c in found if c.local and _is_called(anchor, c)]


def _is_called(anchor: Anchor, cluster: Cluster) -> bool:
    return fold(cluster.canonical) == fold(anchor.name or "")


def _same(clusters: list[Cluster], ruling: Ruling) -> list[Cluster]:
    meant = list({c.key: c for anchor in ruling.anchors for c in _meant(clusters, anchor)}.values())
    if len(meant) < 2:
        return clusters
    host, *rest = sorted(meant, key=lambda c: (not c.handle, c.local, -c.documents, c.key))
    for other in rest:
        host.take(other, f"ruling by {ruling.author}")
    gone = {other.key for other in rest}
    return [c for c in clusters if c.key not in gone]


def _different(clusters: list[Cluster], ruling: Ruling) -> list[Cluster]:
    """What the second and later anchors name leaves the cluster of the first."""
    if len(ruling.anchors) < 2:
        return clusters
    first, *others = ruling.anchors
    out = []
    for cluster in clusters:
        out.append(cluster)
        if not matches(first, cluster):
            continue
        for number, anchor in enumerate(others, 1):
            if matches(anchor, cluster) and (part := _split(cluster, first, anchor, f"{ruling.id}:{number}")):
                out.append(part)
    return out


def _split(cluster: Cluster, first: Anchor, anchor: Anchor, mark: str) -> Cluster | None:
    """What the anchor means and ``first`` does not, taken out of the cluster. None where nothing or all would go."""
    going: list[tuple[str, Named]] = []
    staying: list[tuple[str, Named]] = []
    for document, unit in cluster.units:
        gone, left = _divided(unit, first, anchor) if _in_unit(anchor, document, unit) else (None, unit)
        going += [(document, gone)] if gone else []
        staying += [(document, left)] if left else []
    if not going or not staying:
        return None
    part = type(cluster)(f"{cluster.key}#{mark}")
    _refill(cluster, staying)
    _refill(part, [(d, replace(u, world="", label="", handle="")) for d, u in going])
    return part


def _divided(unit: Named, first: Anchor, anchor: Anchor) -> tuple[Named | None, Named | None]:
    """The chains of a unit that an anchor means, and the others. A unit that does not say ``first`` goes whole."""
    if not any(_says(first, words) for words, _ in (*unit.names, *unit.descriptions)):
        return unit, None
    going = [p for p in unit.parts if any(_says(anchor, w) for w in p.words) and not _all_say(first, p)]
    staying = [p for p in unit.parts if p not in going]
    if not going:
        return None, unit
    return part_of(unit, going), part_of(unit, staying) if staying else None


def _all_say(anchor: Anchor, part: Spoken) -> bool:
    return all(_says(anchor, words) for words in part.words)


def _refill(cluster: Cluster, units: list[tuple[str, Named]]) -> None:
    cluster.units.clear()
    cluster.names.clear()
    cluster.kinds.clear()
    cluster.countries.clear()
    for document, unit in units:
        cluster.add(document, unit, ())
