"""World knowledge: states, bodies, groups, media, and regions as data files, loaded once.

The files in ``data/`` are tab-separated with a header row and comments that name their sources; they
hold facts on the world, not on any text, and a user may extend them. A name marked "?" there, and
every short acronym of an entry with countries, counts only in a text that speaks of such a country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from entente.model import EntityKind
from entente.resolve.names import acronym_key, fold, is_acronym, slug, word_key

Sort = Literal["state", "body", "group", "media", "region"]
Way = Literal["name", "capital", "seat", "people"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One known actor or region. ``id`` is the handle it gets in the record."""

    id: str
    name: str
    kind: EntityKind
    sort: Sort
    countries: tuple[str, ...]
    """ISO 3166-1 codes: its own for a state, those it acts in for a group."""
    state_run: bool = False
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that a name may stand for, and how. ``contextual``: only where its country is spoken of."""

    entry: Entry
    way: Way
    contextual: bool = False


@dataclass(frozen=True)
class World:
    """All of it, indexed. ``words`` are the word classes that tell names from descriptions."""

    states: Mapping[str, Entry]
    adjectives: Mapping[str, str]
    demonym: Mapping[str, str]
    names: Mapping[str, tuple[Hit, ...]]
    regional: Mapping[str, Entry]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def hits(self, name: str) -> tuple[Hit, ...]:
        """Every entry that the name may stand for, in the order of the files."""
        found: tuple[Hit, ...] = ()
        if is_acronym(name):
            found = self.names.get(acronym_key(name), ())
        folded = fold(name)
        return found or self.names.get(folded, ()) or self.names.get("~" + word_key(folded), ())

    def find(self, name: str, countries: Collection[str] = ()) -> Hit | None:
        """The one entry that the name stands for in a text about ``countries``; None when unknown or unclear."""
        found = self.hits(name)
        near = [h for h in found if set(h.entry.countries) & set(countries)]
        sure = [h for h in found if not h.contextual]
        for hits in (near, sure):
            if len({h.entry.id for h in hits}) == 1:
                return hits[0]
            plain_hits = [h for h in hits if not h.contextual]
            if hits is near and len({h.entry.id for h in plain_hits}) == 1:
                return plain_hits[0]
        return None


@lru_cache(maxsize=200_000)
def state_code(words: str) -> str | None:
    """The code of the state that a name, adjective or possessive names ("Egypt's", "Egyptian", "Egypt")."""
    known = world()
    folded = fold(words)
    if code := known.adjectives.get(folded):
        return code
    bare = words.removesuffix("'s").removesuffix("’s")
    key = acronym_key(bare) if is_acronym(bare) else folded
    for hit in known.names.get(key, ()):
        if hit.entry.sort == "state" and not hit.contextual:
            return hit.entry.countries[0]
    return None


@cache
def world() -> World:
    """The shipped world, read at first use.

    Raises ValueError when a data file is malformed, with the file, the line and what to mend.
    """
    states: dict[str, Entry] = {}
    adjectives: dict[str, str] = {}
    demonym: dict[str, str] = {}
    names: dict[str, list[Hit]] = {}
    for row in rows("states", 7):
        code, name, also, adjs, people, capital, seats = row
        entry = Entry(slug(name), name, "state", "state", (code,))
        states[code] = entry
        demonym[code] = _cell(adjs)[0] if adjs else name
        for adjective in _cell(adjs):
            if not is_acronym(adjective):  # "US" is found as a name; folded it would be the pronoun
                adjectives.setdefault(fold(adjective), code)
        ways: tuple[tuple[Way, str], ...] = (
            ("name", f"{name}|{also}"), ("people", people), ("capital", capital), ("seat", seats),
        )  # fmt: skip
        for way, cell in ways:
            for alias in _cell(cell):
                if way != "people" or fold(alias) not in adjectives:
                    _index(names, alias, Hit(entry, way))
    for sort, file in (("body", "bodies"), ("group", "groups")):
        for name, kind, also, country in rows(file, 4):
            _add(names, Entry(slug(name), name, _kind(kind, file), _sort(sort), tuple(_cell(country))), also)
    for name, also, country, state_run in rows("media", 4):
        _add(
            names, Entry(slug(name), name, "media", "media", tuple(_cell(country)), state_run == "yes"), also
        )
    regional: dict[str, Entry] = {}
    for name, also, country, adjs, lat, lon in rows("regions", 6):
        entry = Entry(
            slug(name), name, "place", "region", tuple(_cell(country)), False, _number(lat), _number(lon)
        )
        _add(names, entry, also)
        for adjective in _cell(adjs):
            regional.setdefault(fold(adjective), entry)
    words = {name: frozenset(_cell(cell)) for name, cell in rows("words", 2, header=False)}
    return World(states, adjectives, demonym, {k: tuple(v) for k, v in names.items()}, regional, words)


def rows(file: str, columns: int, header: bool = True) -> Iterator[list[str]]:
    """The data rows of one file, each padded to ``columns`` cells; ValueError where a row has more."""
    text = resources.files("entente.resolve").joinpath("data", f"{file}.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        cells = line.split("\t")
        if len(cells) > columns or not cells[0]:
            raise ValueError(
                f"{file}.tsv, line {number}: {len(cells)} cells, at most {columns} expected; check the tabs"
            )
        yield cells + [""] * (columns - len(cells))


def _cell(text: str) -> list[str]:
    return [x for x in text.split("|") if x]


_KINDS: dict[str, EntityKind] = {
    "armed_group": "armed_group",
    "organisation": "organisation",
    "intergovernmental": "intergovernmental",
    "government": "government",
}


def _kind(text: str, file: str) -> EntityKind:
    if text not in _KINDS:
        raise ValueError(f"{file}.tsv: unknown kind {text!r}; use one of {', '.join(sorted(_KINDS))}")
    return _KINDS[text]


def _sort(text: str) -> Sort:
    return "group" if text == "group" else "body"


def _number(text: str) -> float | None:
    return float(text) if text else None


def _add(names: dict[str, list[Hit]], entry: Entry, also: str) -> None:
    bare = entry.name.split(" (")[0]
    _index(names, entry.name, Hit(entry, "name"))
    if bare != entry.name:
        _index(names, bare, Hit(entry, "name", contextual=True))
    for alias in _cell(also):
        contextual = alias.endswith("?")
        alias = alias.removesuffix("?")
        short = is_acronym(alias) and len(alias) <= 4 and bool(entry.countries) and entry.sort == "group"
        _index(names, alias, Hit(entry, "name", contextual or short))


def _index(names: dict[str, list[Hit]], alias: str, hit: Hit) -> None:
    if is_acronym(alias):
        keys = [acronym_key(alias)]
    else:
        folded = fold(alias)
        keys = [folded]
        # Only groups are looked up by sound as well: "Hizballah" is Hezbollah, but Columbia is not Colombia.
        if hit.entry.sort == "group" or " " in folded:
            keys.append("~" + word_key(folded))
    for key in keys:
        hits = names.setdefault(key, [])
        if all(h.entry.id != hit.entry.id for h in hits):
            hits.append(hit)
