"""Joining the entities of one document: same name, surname, acronym, post, shortened name.

Rules run from sure to less sure. A rule that finds two candidates joins nothing: a wrong merge costs an
analyst more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from entente.resolve.names import (
    fold,
    initials,
    is_acronym,
    person_tokens,
    plain,
    same_token,
    sound,
    word_key,
)
from entente.resolve.phrases import Post
from entente.resolve.world import world

if TYPE_CHECKING:
    from entente.resolve.within import Group

_BRACKET = re.compile(r"\s*[(\[]\s*(?:the\s+)?[\"“']?([A-Z][A-Za-z0-9.&/-]{1,11})[\"”']?\s*[)\];,]")
_EPITHETS = frozenset(
    "self-styled so-called paramilitary internationally recognised recognized un-backed islamist jihadist militant "
    "radical extremist shiite shia sunni rebel ruling opposition outlawed banned palestinian-based iran-backed "
    "iranian-backed saudi-backed turkish-backed us-backed western-backed russian-backed kurdish-led us-led".split()
)


def bracketed(text: str, end: int) -> str | None:
    """The acronym that stands in brackets just after a name: "Government of National Accord (GNA)"."""
    match = _BRACKET.match(text, end)
    if not match or not is_acronym(match[1]):
        return None
    return match[1]


def organisation_key(name: str) -> str:
    """A key under which "Libyan National Army", "Libya National Army" and "Libya's National Army" are one."""
    words = [w for w in plain(name).split() if w.casefold() not in _EPITHETS] or plain(name).split()
    out: list[str] = []
    position = 0
    while position < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[position : position + size])
            if len(words) > size and (code := world().state(piece)):
                out.append(f"@{code}")
                position += size
                break
        else:
            out.append(words[position])
            position += 1
    return " ".join(w if w.startswith("@") else word_key(w) for w in out)


def join(groups: Sequence[Group], text: str) -> list[Group]:
    """The groups of one document, joined as far as its own words warrant."""
    found = list(groups)
    found = _by_key(found, _keys)
    found = _by_acronym(found)
    found = _by_part_of_name(found)
    found = _by_shortened(found)
    found = _by_post(found)
    return _by_definite(found, text)


def is_person(group: Group) -> bool:
    """Whether the group is a person as far as its kind, titles and posts show."""
    if group.sense is not None:
        return False
    if group.kind == "person":
        return True
    return group.kind == "unknown" and bool(group.posts) and any(len(n.split()) <= 4 for n in group.names)


def full_name(group: Group) -> tuple[str, ...]:
    """The tokens of a person's fullest name; empty for a group without names."""
    best: tuple[str, ...] = ()
    for name in sorted(group.names):
        tokens = person_tokens(name)
        if len(tokens) > len(best):
            best = tokens
    return best


def merge(into: Group, other: Group, reason: str) -> None:
    """``other`` becomes part of ``into``."""
    into.chains |= other.chains
    into.kinds.update(other.kinds)
    into.names.update(other.names)
    into.descriptions.update(other.descriptions)
    into.posts |= other.posts
    into.short |= other.short
    into.members |= other.members
    into.senses.update(other.senses)
    into.sense = into.sense or other.sense
    into.first = min(into.first, other.first)
    into.mentions += other.mentions
    into.reasons |= other.reasons | {reason}


def _by_key(groups: list[Group], keys: Callable[[Group], Iterable[tuple[str, str]]]) -> list[Group]:
    out: list[Group] = []
    at: dict[str, Group] = {}
    for group in groups:
        pairs = list(keys(group))
        hosts: list[Group] = []
        for key, _ in pairs:
            host = at.get(key)
            if host is not None and all(host is not h for h in hosts):
                hosts.append(host)
        if hosts:
            reason = next(r for k, r in pairs if k in at)
            merge(hosts[0], group, reason)
            for other in hosts[1:]:
                merge(hosts[0], other, reason)
                out = [g for g in out if g is not other]
                at = {k: hosts[0] if g is other else g for k, g in at.items()}
            group = hosts[0]
        else:
            out.append(group)
        for key, _ in pairs:
            at[key] = group
    return out


def _keys(group: Group) -> Iterable[tuple[str, str]]:
    city = all(c < 0 for c in group.chains)
    if group.sense:
        yield group.sense.key, "one and the same in the world knowledge"
        return
    prefix = "place:" if city or group.kind == "place" else "p:" if is_person(group) else "n:"
    for name in sorted(group.names):
        if prefix == "p:":
            yield prefix + " ".join(sound(t) for t in person_tokens(name)), "same name"
        else:
            yield prefix + organisation_key(name), "same name"


def _by_acronym(groups: list[Group]) -> list[Group]:
    out = list(groups)
    for group in groups:
        if group not in out or is_person(group):
            continue
        shorts = [n for n in sorted(group.names) if is_acronym(n)]
        if not shorts or len(shorts) < len(group.names):
            continue
        for short in shorts:
            bare = short.replace(".", "").upper()
            stated = [
                g for g in out if g is not group and bare in {s.replace(".", "").upper() for s in g.short}
            ]
            made = [
                g
                for g in out
                if g is not group
                and not is_person(g)
                and any(bare in initials(n) for n in g.names if not is_acronym(n))
            ]
            hosts = stated or made
            if len(hosts) == 1 and (stated or group.sense is None or hosts[0].sense is None):
                host = hosts[0]
                if stated and host.sense is None:
                    group.sense = None
                merge(host, group, "acronym in brackets" if stated else "acronym of the name's initials")
                out = [g for g in out if g is not group]
                break
    return out


def _by_part_of_name(groups: list[Group]) -> list[Group]:
    """Surnames, and given names where no surname fits, to the one full name in the document."""
    people = [g for g in groups if g.sense is None and g.names and g.kind in ("person", "unknown")]
    full = [g for g in people if len(full_name(g)) > 1 and is_person(g)]
    out = list(groups)
    for group in people:
        tokens = full_name(group)
        if any(group is f for f in full) and len(tokens) != 2:
            continue
        hosts = [f for f in full if f is not group and _names_part(tokens, full_name(f))]
        if len(hosts) > 1:
            hosts.sort(key=lambda g: -g.mentions)
            hosts = hosts[:1] if hosts[0].mentions >= 2 * hosts[1].mentions else []
        if not hosts and len(tokens) == 1:
            hosts = [f for f in full if f is not group and same_token(tokens[0], full_name(f)[0])]
        if len(hosts) == 1 and any(hosts[0] is g for g in out):
            merge(hosts[0], group, "surname of the one full name in the text")
            out = [g for g in out if g is not group]
            full = [f for f in full if f is not group]
    return out


def _names_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a shorter name is the end of a longer one, or its first and last token."""
    if not short or len(short) >= len(long):
        return False
    if all(same_token(a, b) for a, b in zip(short, long[-len(short) :], strict=True)):
        return True
    return len(short) > 1 and same_token(short[0], long[0]) and same_token(short[-1], long[-1])


def _by_shortened(groups: list[Group]) -> list[Group]:
    """ "Muslim Brotherhood" to the one "Libyan Muslim Brotherhood" of the text: a name less its country."""
    bodies = [g for g in groups if g.names and not is_person(g) and g.kind != "place"]
    out = list(groups)
    for group in bodies:
        keys = {organisation_key(n) for n in group.names if len(n.split()) > 1}
        hosts = [
            g
            for g in bodies
            if g is not group
            and (g.sense is None or group.sense is None)
            and any(
                re.sub(r"@\w+ ?", "", organisation_key(n)).strip() in keys and "@" in organisation_key(n)
                for n in g.names
            )
        ]
        if len(hosts) == 1 and any(hosts[0] is g for g in out) and any(group is g for g in out):
            merge(hosts[0], group, "name less its country")
            out = [g for g in out if g is not group]
    return out


def _by_post(groups: list[Group]) -> list[Group]:
    """ "the Egyptian president" to the one person in the text who holds that post."""
    holders = [g for g in groups if g.names and g.sense is None and g.posts]
    out = list(groups)
    for group in groups:
        if group.names or group.sense is not None:
            continue
        wanted = {p for p in group.posts if not p.former}
        hosts = [h for h in holders if any(_same_post(w, p) for w in wanted for p in h.posts)]
        if not hosts:
            hosts = [h for h in holders if any(_counterpart(d, h, holders) for d in group.descriptions)]
        if len(hosts) == 1:
            merge(hosts[0], group, "holds the post")
            out = [g for g in out if g is not group]
    return out


def _same_post(wanted: Post, held: Post) -> bool:
    return (
        wanted.office == held.office
        and not held.former
        and (wanted.country == held.country or not wanted.country or not held.country)
    )


def _counterpart(description: str, holder: Group, holders: Sequence[Group]) -> bool:
    match = re.match(r"(?:his |her |its |their )?(.+) counterpart$", description)
    code = world().state(match[1]) if match else None
    if code is None:
        return False
    offices = {p.office for p in holder.posts if p.country == code}
    return any(p.office in offices for h in holders if h is not holder for p in h.posts)


def _by_definite(groups: list[Group], text: str) -> list[Group]:
    """ "the army" to the one army of the text, "the government" to the one government, and one and the same
    definite description to itself."""
    words = world().words
    forces = [
        g
        for g in groups
        if g.sense and g.sense.kind == "armed_group" and g.descriptions and _has_head(g, words["force"])
    ]
    out = list(groups)
    same: dict[str, Group] = {}
    for group in groups:
        if group.names or group.sense is not None or not group.descriptions or group.members:
            continue
        start = group.first.start
        definite = text[max(0, start - 4) : start + 4].lower().find("the ") >= 0
        phrase = fold(min(group.descriptions))
        if not definite:
            continue
        if phrase in words["force"] and len(forces) == 1:
            merge(forces[0], group, "the one army in the text")
            out = [g for g in out if g is not group]
        elif phrase in same:
            merge(same[phrase], group, "same definite description")
            out = [g for g in out if g is not group]
        else:
            same[phrase] = group
    return out


def _has_head(group: Group, heads: frozenset[str]) -> bool:
    return any(fold(d).split()[-1:] and fold(d).split()[-1] in heads for d in group.descriptions)
