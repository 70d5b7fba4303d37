"""Joining the descriptions of one document to whom they describe: by post, by leader, by definite article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from entente.resolve.groups import Group, full_name, is_person, merge
from entente.resolve.joining import names_part
from entente.resolve.names import fold, person_tokens
from entente.resolve.phrases import Post, post
from entente.resolve.titles import strip_titles
from entente.resolve.world import state_code, world

_TROOPS_OF = re.compile(
    r"^(.+?)['’]s? (?:own )?(?:forces|troops|fighters|army|militia|men|soldiers)$"
    r"|^(?:forces|troops|fighters|soldiers|units) (?:of|loyal to|commanded by|led by|under) (.+)$"
)
_PLURAL_POST = re.compile(
    r"(?:^|\b(?:two|both|three|their|countries'|countries’|states'|states’) )"
    r"((?:[a-z-]+ )?(?:president|minister|leader|secretar|ambassador|envoy|commander|chancellor))(s|ies)( of [a-z ]+)?$"
)
_PREPOSITION = re.compile(
    r"\s(?:of|in|from|at|for|familiar|close|with|who|near|to|on|based|loyal|led|fighting|that)\s"
)


def join(groups: list[Group], text: str, leads: Collection[tuple[int, int]]) -> list[Group]:
    """The groups with those joined that only descriptions name.

    ``leads`` are pairs of chains of which the text says that the first commands the second.
    """
    found = _by_post(groups)
    found = _by_leader(found, leads)
    found = _by_definite(found, text)
    _several_posts(found)
    return found


def _by_post(groups: list[Group]) -> list[Group]:
    """ "the Egyptian president" to the one person in the text who holds that post."""
    holders = [g for g in groups if g.names and g.sense is None and g.posts]
    out = list(groups)
    for group in groups:
        if group.names or group.sense is not None:
            continue
        wanted = {p for p in group.posts if not p.former}
        # One that is once called "Sudan's president" stays Sudan's where the text then says "the president"; a bare
        # "the president" is one whom the text has named before.
        wanted = {p for p in wanted if p.country} or wanted
        hosts = [
            h
            for h in holders
            if any(_same_post(w, p) and (w.country or h.first < group.first) for w in wanted for p in h.posts)
        ]
        if not hosts:
            hosts = [h for h in holders if any(_counterpart(d, h, holders) for d in group.descriptions)]
        if len(hosts) == 1:
            merge(hosts[0], group, "holds the post")
            out = [g for g in out if g is not group]
    return out


def _by_leader(groups: list[Group], leads: Collection[tuple[int, int]]) -> list[Group]:
    """ "Hassan's forces" to the one armed body that the text says Hassan commands."""
    gone: set[int] = set()
    for group in groups:
        if group.names or group.sense is not None:
            continue
        match = next((m for d in sorted(group.descriptions) if (m := _TROOPS_OF.search(d))), None)
        if match is None:
            continue
        tokens = person_tokens(strip_titles(match[1] or match[2])[0])
        leaders = [g for g in groups if is_person(g) and g.names and _is_or_ends(tokens, full_name(g))]
        led = [
            g
            for g in groups
            if g.names
            and g.kind in ("armed_group", "organisation")
            and len(leaders) == 1
            and any(a in leaders[0].chains and b in g.chains for a, b in leads)
        ]
        if len(led) == 1:
            merge(led[0], group, "the one body that its leader commands in the text")
            gone.add(id(group))
    return [g for g in groups if id(g) not in gone]


def _is_or_ends(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return bool(long) and (short == long or names_part(short, long))


def _several_posts(groups: list[Group]) -> None:
    """ "the two defence ministers" are the holders of that post whom the text names: at least two."""
    for group in groups:
        if group.names or group.sense is not None or group.members:
            continue
        for description in sorted(group.descriptions):
            match = _PLURAL_POST.search(description)
            wanted = post(f"{match[1]}{'y' if match[2] == 'ies' else ''}{match[3] or ''}") if match else None
            if wanted is None:
                continue
            holders = [
                g
                for g in groups
                if g.names and any(p.office == wanted.office and not p.former for p in g.posts)
            ]
            if len(holders) > 1:
                group.members.update(min(h.chains) for h in holders)


def _same_post(wanted: Post, held: Post) -> bool:
    return (
        wanted.office == held.office
        and not held.former
        # "Sudan's president" is not whoever the text calls president without saying of what.
        and (wanted.country == held.country or not wanted.country)
    )


def _counterpart(description: str, holder: Group, holders: Sequence[Group]) -> bool:
    match = re.match(r"(?:his |her |its |their )?(.+) counterpart$", description)
    code = state_code(match[1]) if match else None
    if code is None:
        return False
    offices = {p.office for p in holder.posts if p.country == code}
    return any(p.office in offices for h in holders if h is not holder for p in h.posts)


def _by_definite(groups: list[Group], text: str) -> list[Group]:
    """ "the army" to the one army of the text; "the sources" to the nearest described so before."""
    force = world().words["force"]
    forces = [g for g in groups if g.sense and g.sense.kind == "armed_group" and _has_head(g, force)]
    described: dict[str, list[Group]] = defaultdict(list)
    gone: set[int] = set()
    for group in sorted(groups, key=lambda g: g.first):
        if group.names or group.sense is not None or not group.descriptions or group.members:
            continue
        phrase = fold(min(group.descriptions))
        head = head_word(phrase)
        start = group.first.start
        definite = "the " in text[max(0, start - 4) : start + 4].lower()
        if definite and phrase in force and len(forces) == 1:
            merge(forces[0], group, "the one army in the text")
            gone.add(id(group))
        elif definite and phrase == head and described[head]:
            merge(described[head][-1], group, "the nearest one so described")
            gone.add(id(group))
        else:
            described[head].append(group)
    return [g for g in groups if id(g) not in gone]


def head_word(phrase: str) -> str:
    """The head of a noun phrase in lower case: its last word before a preposition or a relative word."""
    cut = _PREPOSITION.search(f"{phrase} ")
    words = (phrase[: cut.start()] if cut and cut.start() else phrase).split()
    return words[-1] if words else phrase


def _has_head(group: Group, heads: frozenset[str]) -> bool:
    return any(fold(d).split()[-1:] and fold(d).split()[-1] in heads for d in group.descriptions)
