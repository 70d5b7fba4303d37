"""What a noun phrase names, from world knowledge alone: states, their forces and branches, known groups, posts.

"Cairo", "the Egyptian government" and "Egypt" are one state; "Egyptian troops" are its armed forces; "Hamas
fighters" are Hamas; "Egypt's defense minister" is a post that someone in the text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from entente.model import EntityKind
from entente.resolve.names import fold, is_acronym, plain, slug
from entente.resolve.world import Hit, Way, state_code, world


@dataclass(frozen=True, slots=True)
class Sense:
    """What words stand for in the world. ``key`` is equal for equal things in all documents.

    ``handle`` is what it is called in the record; ``way`` says by what kind of words it was named.
    """

    key: str
    name: str
    handle: str
    kind: EntityKind
    countries: tuple[str, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class Post:
    """An office as a key: "president", "defence minister"; of a state (code) or of nobody named ("")."""

    country: str
    office: str
    former: bool = False


def sense(words: str, countries: Collection[str] = ()) -> Sense | None:
    """What a name or description stands for, in a text about ``countries``; None when the world does not know it."""
    bare = _bare(words)
    if code := world().adjectives.get(fold(bare)):
        return of_hit(Hit(world().states[code], "name"))
    if hit := world().find(bare, countries):
        return of_hit(hit)
    return _of_state(bare, words) or _of_group(bare, countries)


def of_hit(hit: Hit) -> Sense:
    """The sense of a world entry. People of a state ("Egyptians") are not the state."""
    entry = hit.entry
    if hit.way == "people":
        name = f"people of {entry.name}"
        return Sense(f"people:{entry.countries[0]}", name, slug(name), "group", entry.countries, "people")
    return Sense(f"w:{entry.id}", entry.name, entry.id, entry.kind, entry.countries, hit.way)


@lru_cache(maxsize=100_000)
def post(words: str) -> Post | None:
    """The post that a title or description names: "Egypt's minister of defense" is (EG, defence minister)."""
    country, rest = split_state(_bare(words))
    office = _office(rest)
    if office is None and (cut := re.match(r"(.+?) (?:of|for|to) (?:the )?(.+)$", rest)):
        code = state_code(cut[2])
        if code and (office := _office(cut[1])):
            country = country or code
    if office is None:
        return None
    former = any(fold(w) in world().words["former"] for w in re.split(r"[\s-]+", words))
    return Post(country or "", office, former)


@lru_cache(maxsize=100_000)
def split_state(words: str) -> tuple[str | None, str]:
    """The state that a phrase begins with, and the rest: ("EG", "defense minister")."""
    parts = words.split()
    for size in range(min(4, len(parts) - 1), 0, -1):
        head = " ".join(parts[:size])
        if head[:1].islower() and size == 1:
            continue
        if (code := state_code(head)) and not _is_person_like(parts, size):
            return code, " ".join(parts[size:])
    return None, words


@lru_cache(maxsize=100_000)
def adjectives_in(words: str) -> tuple[str, ...]:
    """The states that a phrase speaks of anywhere: by name, adjective, or possessive."""
    parts = re.split(r"[\s–—]+|-(?=[A-Z])|(?<=[a-z])-", words)
    codes = []
    position = 0
    while position < len(parts):
        for size in (3, 2, 1):
            piece = " ".join(parts[position : position + size]).strip(',.;:()"“”')
            if piece[:1].isupper() and (code := state_code(piece)):
                codes.append(code)
                position += size - 1
                break
        position += 1
    return tuple(codes)


@lru_cache(maxsize=100_000)
def _bare(words: str) -> str:
    parts = plain(words).split()
    while len(parts) > 1 and parts[0].casefold() in world().words["determiner"]:
        parts = parts[1:]
    return " ".join(parts)


def _is_person_like(parts: list[str], size: int) -> bool:
    """ "Jordan Smith", "Chad Brown": a state's plain name before one capitalised word is no state."""
    head = " ".join(parts[:size])
    return (
        len(parts) - size == 1
        and parts[-1][:1].isupper()
        and not head.endswith(("'s", "s'"))
        and fold(head) not in world().adjectives
        and not is_acronym(head)
        and fold(parts[-1])
        not in world().words["government"] | world().words["force"] | world().words["branch"]
        and _office(parts[-1]) is None
    )


def _of_state(bare: str, words: str) -> Sense | None:
    code, rest = split_state(bare)
    if code is None:
        for pattern in (r"(.+?) (?:of|in|from) (?:the )?(.+)$", r"(.+) (?:of|in|from) (?:the )?(.+)$"):
            cut = re.match(pattern, bare)
            if cut and (code := state_code(cut[2])):
                rest = cut[1]
                break
        if code is None:
            return None
    known = world()
    state, tail = known.states[code], fold(rest).replace("defense", "defence")
    if fold(words.split()[0]) in known.words["quantity"]:
        return None
    if tail in known.words["government"]:
        return of_hit(Hit(state, "name"))
    if tail in known.words["force"]:
        name = f"{known.demonym[code]} armed forces"
        if hit := known.find(f"{known.demonym[code]} army", (code,)):
            return of_hit(hit)
        return Sense(f"forces:{code}", name, slug(name), "armed_group", (code,), "name")
    if tail in known.words["branch"]:
        branch = re.sub(r"^ministry of (?:the )?(.+)$", r"\1 ministry", tail).replace(
            "foreign affairs", "foreign"
        )
        name = f"{known.demonym[code]} {branch}"
        kind: EntityKind = "government" if "ministry" in branch or "presiden" in branch else "organisation"
        return Sense(f"branch:{code}:{branch}", name, slug(name), kind, (code,), "name")
    return None


def _of_group(bare: str, countries: Collection[str]) -> Sense | None:
    """ "Hamas fighters", "members of the Taliban": the group itself."""
    parts = bare.split()
    members = world().words["member"]
    for size in range(len(parts) - 1, 0, -1):
        if fold(" ".join(parts[size:])) in members:
            hit = world().find(" ".join(parts[:size]), countries)
            if hit and hit.entry.sort in ("group", "body"):
                return of_hit(hit)
    cut = re.match(r"(?:the )?([\w-]+(?: [\w-]+)?) (?:of|from) (?:the )?(.+)$", bare)
    if cut and fold(cut[1]) in members:
        hit = world().find(cut[2], countries)
        if hit and hit.entry.sort == "group":
            return of_hit(hit)
    return None


_ALIKE = {
    "premier": "prime minister", "defence secretary": "defence minister", "defence chief": "defence minister",
    "foreign secretary": "foreign minister", "secretary of state": "foreign minister",
    "top diplomat": "foreign minister",
    "home secretary": "interior minister", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "vice-president": "vice president",
    "commander in chief": "commander-in-chief", "army chief": "chief of staff", "military chief": "chief of staff",
    "army chief of staff": "chief of staff", "secretary-general": "secretary general", "chief": "head",
}  # fmt: skip
_PLAIN_TITLES = {
    "strongman",
    "commander",
    "warlord",
    "dictator",
    "military ruler",
    "general",
    "colonel",
    "field marshal",
}


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(w) for w in world().words["office"])


@lru_cache(maxsize=100_000)
def _office(words: str) -> str | None:
    text = fold(words).replace("defense", "defence")
    parts = text.split()
    while parts and parts[0] in world().words["former"] | {
        "new",
        "acting",
        "interim",
        "current",
        "newly",
        "elected",
        "caretaker",
        "embattled",
    }:
        parts = parts[1:]
    text = " ".join(parts)
    text = (
        re.sub(r"^(minister|secretary|ministers) (?:of|for) (?:the )?(.+)$", r"\2 \1", text)
        if text != "secretary of state"
        else text
    )
    text = text.replace("foreign affairs minister", "foreign minister")
    if text in _ALIKE:
        return _ALIKE[text]
    offices = _offices()
    if (
        text in offices
        or text in _PLAIN_TITLES
        or re.fullmatch(r"[\w ]{3,30} (?:minister|secretary|ambassador|envoy|spokesman)", text)
    ):
        return text
    return None
