"""An analyst's rulings on identity: same, different, rename. They hold on to names and to words in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from entente.model import Anchor, Ruling
from entente.resolve.names import fold
from entente.resolve.within import Named

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
            for cluster in _meant(clusters, ruling.anchors[:1]):
                named[cluster.key] = ruling.value
    return [(cluster, named.get(cluster.key)) for cluster in clusters]


def matches(anchor: Anchor, cluster: Cluster) -> bool:
    """Whether an anchor points at a cluster: by one of its names, or by words in one of its documents."""
    if anchor.name is not None:
        wanted = fold(anchor.name)
        return (
            fold(cluster.label) == wanted
            or cluster.handle == anchor.name
            or any(fold(n) == wanted for n in cluster.names)
        )
    return any(_in_unit(anchor, document, unit) for document, unit in cluster.units)


def _in_unit(anchor: Anchor, document: str, unit: Named) -> bool:
    if anchor.name is not None:
        return any(fold(n) == fold(anchor.name) for n, _ in unit.names)
    if anchor.document != document or anchor.quote is None:
        return False
    return any(fold(n) == fold(anchor.quote) for n, _ in (*unit.names, *unit.descriptions))


def _meant(clusters: Sequence[Cluster], anchors: Sequence[Anchor]) -> list[Cluster]:
    return [c for c in clusters if any(matches(a, c) for a in anchors)]


def _same(clusters: list[Cluster], ruling: Ruling) -> list[Cluster]:
    meant = _meant(clusters, ruling.anchors)
    if len(meant) < 2:
        return clusters
    host, *rest = sorted(meant, key=lambda c: (not c.handle, c.key.startswith("local:"), -c.documents, c.key))
    for other in rest:
        host.take(other, f"ruling by {ruling.author}")
    return [c for c in clusters if c not in rest]


def _different(clusters: list[Cluster], ruling: Ruling) -> list[Cluster]:
    """What the second and later anchors name leaves the cluster of the first."""
    if len(ruling.anchors) < 2:
        return clusters
    out = []
    for cluster in clusters:
        out.append(cluster)
        if not matches(ruling.anchors[0], cluster):
            continue
        for number, anchor in enumerate(ruling.anchors[1:], 1):
            if matches(anchor, cluster) and (part := _split(cluster, anchor, f"{ruling.id}:{number}")):
                out.append(part)
    return out


def _split(cluster: Cluster, anchor: Anchor, mark: str) -> Cluster | None:
    """The units that the anchor means, taken out of the cluster. None where nothing or everything would go."""
    going: list[tuple[str, Named]] = []
    staying: list[tuple[str, Named]] = []
    for document, unit in cluster.units:
        (going if _in_unit(anchor, document, unit) else staying).append((document, unit))
    if not going or not staying:
        return None
    part = type(cluster)(f"{cluster.key}#{mark}")
    cluster_units, cluster.units = staying, []
    _refill(cluster, cluster_units)
    _refill(part, [(d, replace(u, world="", label="", handle="")) for d, u in going])
    return part


def _refill(cluster: Cluster, units: list[tuple[str, Named]]) -> None:
    cluster.names.clear()
    cluster.kinds.clear()
    cluster.countries.clear()
    for document, unit in units:
        cluster.add(document, unit, ())
