"""How many independent voices tell something.

Ten copies of one wire story are one voice; so are one outlet's ten stories, and ten outlets that all
quote the same official. A set of claims has as many independent voices as one can pick claims of which
no two share a teller (outlet, agency; a copy's teller is the original's) or an innermost named source.
That is the size of a maximum matching between tellers and sources, found by augmenting paths
(Kuhn 1955, in Berge's form).
"""

from __future__ import annotations

from collections.abc import Iterable

from entente.weigh.evidence import Evidence


def voices(claims: Iterable[Evidence]) -> int:
    """The number of independent voices behind ``claims``; 0 for none."""
    links: dict[str, set[str]] = {}
    for claim in claims:
        links.setdefault(claim.teller, set()).add(claim.source)
    return matching(links)


def matching(links: dict[str, set[str]]) -> int:
    """Size of a maximum matching of a bipartite graph given as left node -> right nodes."""
    if len(links) == 1:
        return 1
    taken: dict[str, str] = {}

    def place(start: str) -> bool:
        # Breadth-first for a free right node, so that a long chain cannot exhaust the stack.
        came: dict[str, str] = {}
        queue = [start]
        for left in queue:
            for right in sorted(links[left]):
                if right in came:
                    continue
                came[right] = left
                holder = taken.get(right)
                if holder is None:
                    _flip(right, start, came, taken)
                    return True
                queue.append(holder)
        return False

    return sum(place(left) for left in sorted(links))


def _flip(right: str, start: str, came: dict[str, str], taken: dict[str, str]) -> None:
    back = {left: node for node, left in taken.items()}
    while True:
        left = came[right]
        freed = back.get(left)
        taken[right] = left
        if left == start or freed is None:
            return
        right = freed
