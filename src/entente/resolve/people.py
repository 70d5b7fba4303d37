"""Persons across documents: spellings of one name joined, namesakes kept apart.

A full name joins another when surname and given name agree under transliteration and no middle name
contradicts. A surname alone joins the one bearer that all documents know, or the one that by far most of them
know; where several fit, it stays its own entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from entente.resolve.bearing import STRONGER
from entente.resolve.names import consonants, same_token

if TYPE_CHECKING:
    from entente.resolve.across import Cluster


def join(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters with persons joined; other clusters pass unchanged. Returned by key."""
    persons = [c for c in clusters if c.key.startswith("person:")]
    others = [c for c in clusters if not c.key.startswith("person:")]
    full = [c for c in persons if len(tokens_of(c)) > 1]
    single = [c for c in persons if len(tokens_of(c)) <= 1]
    joined = _full_names(full)
    return sorted(others + _single_names(single, joined), key=lambda c: c.key)


def tokens_of(cluster: Cluster) -> tuple[str, ...]:
    """The tokens of the name under which a person's cluster was gathered."""
    return tuple(cluster.key.removeprefix("person:").split())


def same_person_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names can be one person's: equal ends, and the shorter's middle inside the longer's.

    "Mary Kovacs" and "Mary Anna Kovacs" can; "Mark Kovacs" and "Martin Kovacs" cannot; of
    initials, only equal ones or none.
    """
    if not same_token(a[-1], b[-1]):
        return False
    short, long = sorted((a[:-1], b[:-1]), key=len)
    if not _given(short[0], long[0]):
        return False
    rest = list(long[1:])
    for token in short[1:]:
        at = next((i for i, other in enumerate(rest) if _given(token, other)), None)
        if at is None:
            return False
        if any(len(skipped) == 1 for skipped in rest[:at]):
            return False  # George W. is not George H. W.
        del rest[: at + 1]
    return not (len(short) > 1 and any(len(t) == 1 for t in rest))


def _given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0] and len(a) == len(b)
    return same_token(a, b)


def _full_names(clusters: list[Cluster]) -> list[Cluster]:
    blocks: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        tokens = tokens_of(cluster)
        blocks[consonants(tokens[-1]), consonants(tokens[0])[:1]].append(cluster)
    out: list[Cluster] = []
    for key in sorted(blocks):
        out += _block(blocks[key])
    return out


def _block(block: list[Cluster]) -> list[Cluster]:
    """One block, most met first; each next one joins the host that fits, if just one fits."""
    hosts: list[Cluster] = []
    shapes: list[list[tuple[str, ...]]] = []
    for cluster in sorted(block, key=lambda c: (-c.documents, c.key)):
        tokens = tokens_of(cluster)
        fits = [i for i, known in enumerate(shapes) if all(same_person_name(tokens, k) for k in known)]
        if len(fits) > 1:
            exact = [i for i in fits if any(len(k) == len(tokens) for k in shapes[i])]
            fits = exact if len(exact) == 1 else []
        if fits:
            hosts[fits[0]].take(cluster, "same surname and given name, spelt otherwise")
            shapes[fits[0]].append(tokens)
        else:
            hosts.append(cluster)
            shapes.append([tokens])
    return hosts


def _single_names(single: list[Cluster], full: list[Cluster]) -> list[Cluster]:
    bearers: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        bearers[consonants(tokens_of(cluster)[-1])].append(cluster)
    out = []
    pending: list[tuple[Cluster, Cluster, str]] = []
    for cluster in sorted(single, key=lambda c: c.key):
        name = tokens_of(cluster)[0] if tokens_of(cluster) else ""
        found = [c for c in bearers.get(consonants(name), []) if same_token(name, tokens_of(c)[-1])]
        host, why = _bearer(cluster, found)
        if host is None:
            out.append(cluster)
        else:
            pending.append((host, cluster, why))
    for host, cluster, why in pending:
        host.take(cluster, why)
    return _alike(out) + full


def _bearer(cluster: Cluster, found: list[Cluster]) -> tuple[Cluster | None, str]:
    if len(found) == 1:
        return found[0], "the one bearer of the surname in all documents"
    if not found:
        return None, ""
    ranked = sorted(found, key=lambda c: (-c.documents, c.key))
    if ranked[0].documents >= STRONGER * ranked[1].documents:
        return ranked[0], "by far the most frequent bearer of the surname"
    return None, ""


def _alike(single: list[Cluster]) -> list[Cluster]:
    """Single names that no full name explains: spellings of one join."""
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(single, key=lambda c: (-c.documents, c.key)):
        name = " ".join(tokens_of(cluster))
        block = blocks[consonants(name)]
        host = next((h for h in block if same_token(" ".join(tokens_of(h)), name)), None)
        if host:
            host.take(cluster, "same name, spelt otherwise")
        else:
            block.append(cluster)
    return [c for key in sorted(blocks) for c in blocks[key]]
