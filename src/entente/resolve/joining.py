"""Joining the entities of one document by their names: same name, acronym, surname, shortened name.

Rules run from sure to less sure. A rule that finds two candidates joins nothing: a wrong merge costs an
analyst more than a missed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from entente.resolve.groups import Group, full_name, is_person, merge
from entente.resolve.names import (
    initials,
    is_acronym,
    person_tokens,
    plain,
    same_token,
    sound,
    word_key,
)
from entente.resolve.world import state_code, world

_SHORT = r"[\"“'‘]?([A-Z][A-Za-z0-9.&/-]{1,14})[\"”'’]?"
_KNOWN_AS = r"(?:(?:also |better |widely )?known (?:as|by)|alias|nicknamed)\s+"
_BRACKET = re.compile(
    rf"\s*[(\[]\s*(?:the\s+)?(?:{_KNOWN_AS})?{_SHORT}\s*[)\];,]|,?\s+(?:or\s+|{_KNOWN_AS})(?:the\s+)?{_SHORT}(?=[\s,.;)])"
)
_EPITHETS = frozenset(
    "self-styled so-called paramilitary internationally recognised recognized un-backed islamist jihadist militant "
    "radical extremist shiite shia sunni rebel ruling opposition outlawed banned iran-backed iranian-backed "
    "saudi-backed turkish-backed us-backed western-backed russian-backed kurdish-led us-led".split()
)


def bracketed(text: str, end: int) -> str | None:
    """The acronym or byname just after a name: "National Salvation Front (NSF)", "Foo, known as Bar"."""
    match = _BRACKET.match(text, end)
    return (match[1] or match[2]) if match else None


@lru_cache(maxsize=200_000)
def organisation_key(name: str) -> str:
    """A key under which "Yemeni National Army", "Yemen National Army" and "Yemen's National Army" are one,
    and so are "UN mission" and "United Nations mission"."""
    words = [w for w in plain(name).split() if w.casefold() not in _EPITHETS] or plain(name).split()
    out: list[str] = []
    position = 0
    while position < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[position : position + size])
            if len(words) > size and position + size <= len(words) and (known := _known(piece)):
                out.append(known)
                position += size
                break
        else:
            out.append(words[position])
            position += 1
    return " ".join(w if w.startswith("@") else word_key(w) for w in out)


def _known(piece: str) -> str | None:
    if code := state_code(piece):
        return f"@{code}"
    if not piece[:1].isupper():
        return None
    hit = world().find(re.sub(r"['’]s?$", "", piece))
    return f"@{hit.entry.id}" if hit and hit.entry.sort == "body" else None


def join(groups: Sequence[Group]) -> list[Group]:
    """The groups of one document with those joined that share a name or a part of one."""
    found = _by_key(list(groups), _keys)
    found = _by_acronym(found)
    found = _by_part_of_name(found)
    return _by_shortened(found)


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
    """Acronyms to the name that has them in brackets, else to the one name with those initials."""
    stated: dict[str, list[Group]] = defaultdict(list)
    made: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for short in sorted(group.short):
            stated[_bare_acronym(short)].append(group)
        if group.kind != "place" and not is_person(group):
            for short in sorted({s for n in group.names if not is_acronym(n) for s in initials(n)}):
                made[short].append(group)
    gone: set[int] = set()
    for group in groups:
        if is_person(group) or not group.names or not all(is_acronym(n) for n in group.names):
            continue
        for bare in sorted({_bare_acronym(n) for n in group.names}):
            hosts = [h for h in stated.get(bare, ()) if h is not group]
            sure = bool(hosts)
            if not sure and group.sense is None:
                hosts = [h for h in made.get(bare, ()) if h is not group]
            hosts = [h for h in hosts if id(h) not in gone]
            if len(hosts) == 1:
                if sure and hosts[0].sense is None:
                    group.sense = None  # the text says what its acronym stands for
                    group.senses.clear()
                merge(hosts[0], group, "acronym in brackets" if sure else "acronym of the name's initials")
                gone.add(id(group))
                break
    return [g for g in groups if id(g) not in gone]


def _bare_acronym(text: str) -> str:
    return text.replace(".", "").upper()


def _by_part_of_name(groups: list[Group]) -> list[Group]:
    """Surnames, bynames, and given names where no surname fits, to the one full name in the document."""
    people = [
        g for g in groups if g.sense is None and g.names and (g.kind in ("person", "unknown") or _one_word(g))
    ]
    names = {id(g): full_name(g) for g in people}
    full = [g for g in people if len(names[id(g)]) > 1 and is_person(g)]
    gone: set[int] = set()
    for group in people:
        tokens = names[id(group)]
        if not tokens or (len(tokens) > 2 and is_person(group)):
            continue
        left = [f for f in full if f is not group and id(f) not in gone]
        hosts, reason = _bearers(group, tokens, left, names)
        if len(hosts) == 1:
            merge(hosts[0], group, reason)
            gone.add(id(group))
    return [g for g in groups if id(g) not in gone]


def _one_word(group: Group) -> bool:
    """A lone surname is easily taken for a body's name; a place or an acronym is not meant."""
    return group.kind != "place" and all(len(n.split()) == 1 and not is_acronym(n) for n in group.names)


def _bearers(
    group: Group, tokens: tuple[str, ...], full: Sequence[Group], names: dict[int, tuple[str, ...]]
) -> tuple[list[Group], str]:
    hosts = [f for f in full if any(n in f.short or _nickname(n, f) for n in group.names)]
    if hosts:
        return hosts, "byname beside the full name"
    hosts = [f for f in full if names_part(tokens, names[id(f)])]
    if len(hosts) > 1:
        ranked = sorted(hosts, key=lambda g: (-g.mentions, g.first))
        hosts = ranked[:1] if ranked[0].mentions >= 2 * ranked[1].mentions else hosts
    if not hosts and len(tokens) == 1:
        # A given name alone points back, never ahead: "his sons Ali and Omar" are not the Ali Hassan of later.
        hosts = [f for f in full if same_token(tokens[0], names[id(f)][0]) and f.first < group.first]
        return hosts, "given name of the one full name before it"
    return hosts, "surname of the one full name in the text"


def _nickname(name: str, host: Group) -> bool:
    """Whether a full name has the name in quotes or brackets: "Ali 'Tiger' Hassan"."""
    quoted = {f"{a}{name}{b}" for a, b in ('""', "“”", "''", "‘’", "()")}
    return any(q in n for n in host.names for q in quoted)


def names_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a shorter name is the end of a longer one, or its first and last token."""
    if not short or len(short) >= len(long):
        return False
    if all(same_token(a, b) for a, b in zip(short, long[-len(short) :], strict=True)):
        return True
    return len(short) > 1 and same_token(short[0], long[0]) and same_token(short[-1], long[-1])


def _by_shortened(groups: list[Group]) -> list[Group]:
    """ "Labour Front" to the one "Bolivian Labour Front" of the text: a name less its country."""
    bodies = [g for g in groups if g.names and not is_person(g) and g.kind != "place"]
    longer: dict[str, list[Group]] = defaultdict(list)
    for group in bodies:
        for key in sorted({organisation_key(n) for n in group.names}):
            short = re.sub(r"@\w+ ?", "", key).strip()
            if "@" in key and " " in short:
                longer[short].append(group)
    gone: set[int] = set()
    for group in bodies:
        hosts = {id(h): h for n in group.names for h in longer.get(organisation_key(n), ()) if h is not group}
        hosts = {k: h for k, h in hosts.items() if k not in gone and (h.sense is None or group.sense is None)}
        if len(hosts) == 1:
            (host,) = hosts.values()
            merge(host, group, "name less its country")
            gone.add(id(group))
    return [g for g in groups if id(g) not in gone]
