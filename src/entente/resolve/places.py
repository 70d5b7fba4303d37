"""The gazetteer: which city or town a name means in a text about some countries, and where it lies.

An unknown place beats a wrong pin: where namesakes are close and the text does not tell, there is no answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from entente.model import Place, Span
from entente.resolve.names import ARTICLES, fold, sound, without_determiner
from entente.resolve.world import rows, state_code, world


@dataclass(frozen=True, slots=True)
class City:
    """A city or town. ``inhabitants`` ranks namesakes and is 0 where unknown."""

    name: str
    country: str
    inhabitants: int
    lat: float | None
    lon: float | None


def city(name: str, countries: Collection[str] = ()) -> City | None:
    """The city that the name means: one in ``countries`` first, else one that dwarfs its namesakes.

    None when the name is unknown, or when namesakes are close and the text does not tell.
    """
    folded = fold(name)
    found = _exact().get(folded) or _spellings().get(_spelling(folded), ())
    near = [c for c in found if c.country in countries]
    for cities in (near, list(found)):
        if cities and len({c.country for c in cities}) == 1:
            return _largest(cities)
        if cities:
            first, second, *_ = sorted(cities, key=lambda c: (-c.inhabitants, c.country, c.name))
            if first.inhabitants >= 5 * max(1, second.inhabitants):
                return first
    return None


def place(name: str, span: Span | None, countries: Collection[str] = ()) -> Place:
    """A place by name, with country and coordinates where they are sure for a text about ``countries``."""
    label = without_determiner(name)
    hit = world().find(label, countries)
    if hit and hit.way == "name" and hit.entry.sort == "state":
        return Place(hit.entry.name, span, hit.entry.countries[0])
    if hit and hit.entry.sort == "region":
        country = hit.entry.countries[0] if len(hit.entry.countries) == 1 else None
        return Place(hit.entry.name, span, country, hit.entry.lat, hit.entry.lon)
    if found := city(label, countries):
        return Place(label, span, found.country, found.lat, found.lon)
    return Place(label, span, _country_inside(label))


def _country_inside(label: str) -> str | None:
    """The country that a longer name carries: "eastern Chad", "Chadian desert", "Lima, Peru"."""
    words = label.replace(",", " ").split()
    codes = {code for size in (1, 2, 3) for i in range(len(words) - size + 1)
             if (code := state_code(" ".join(words[i : i + size])))}  # fmt: skip
    return codes.pop() if len(codes) == 1 else None


def _spelling(folded: str) -> str:
    tokens = folded.split()
    if len(tokens) > 1 and tokens[0] in ARTICLES | {"ez"}:
        tokens = tokens[1:]
    return sound("".join(tokens))


@cache
def _cities() -> tuple[tuple[City, tuple[str, ...]], ...]:
    return tuple(
        (
            City(
                name, country, int(inhabitants or 0), float(lat) if lat else None, float(lon) if lon else None
            ),
            (name, *(x for x in also.split("|") if x)),
        )
        for country, name, also, inhabitants, lat, lon in rows("cities", 6)
    )


@cache
def _exact() -> dict[str, tuple[City, ...]]:
    index: dict[str, list[City]] = {}
    for found, names in _cities():
        for name in names:
            index.setdefault(fold(name), []).append(found)
    return {key: tuple(dict.fromkeys(cities)) for key, cities in index.items()}


@cache
def _spellings() -> dict[str, tuple[City, ...]]:
    index: dict[str, list[City]] = {}
    for found, names in _cities():
        for name in names:
            index.setdefault(_spelling(fold(name)), []).append(found)
    return {key: tuple(dict.fromkeys(cities)) for key, cities in index.items()}


def _largest(cities: list[City]) -> City:
    return min(cities, key=lambda c: (-c.inhabitants, c.country, c.name))
