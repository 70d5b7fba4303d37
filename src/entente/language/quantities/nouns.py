"""The noun phrase after a figure, by closed lists of words that end it: enough to say what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\S\n]+(?:[“\"‘(])?([A-Za-zÀ-ž][\w’'/-]*(?:\.[A-Z]\.?)*)[”\"’)]?")
_OF = re.compile(
    r"[^\S\n]+(?:out\s)?of(?:[^\S\n]+(?:the|its|their|his|her|these|those|those"
    r"|our))?(?:[^\S\n]+\d[\d,]*)?(?=[^\S\n])"
)
_STOP = frozenset(
    """a an the this that these those his her its their our your my of in on at by for from to with without into
    onto over under between among across near against during since until after before as and or but nor so than then
    is are was were be been being am has have had do does did will would can could may might shall should must who
    whom whose which what when where why how while because if although though not no also only just more less reportedly
    allegedly each per via amid including inside outside around about through along within behind beyond ago
    later earlier today yesterday tomorrow now still already again there here he she it they we you i dead alive
    missing out up down off away back together left said says told took
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_IRREGULAR = frozenset(
    """people police personnel men women children troops staff civilians policemen servicemen fishermen gunmen
    militiamen airmen infantrymen businessmen congressmen cattle aircraft dead wounded injured killed others
    more lives media crew clergy""".split()
) - {"more", "crew", "clergy", "media"}
_NOT_COUNTED = frozenset(
    """percent per cent percentage points point times time km kilometers kilometres kilometer kilometre miles mile
    meters metres meter metre feet inches degrees hours minutes seconds days weeks months years decades am pm thirds
    quarters halves fold kg tonnes-per mph knots hectares acres""".split()
)
_VERBAL = re.compile(r"(?:ed|ing)$")
_PERSON = (
    r"(?:person|man|woman|child|boy|girl|soldier|officer|policeman|policewoman|civilian"
    r"|protester|protestor|demonstrator|fighter|militant|rebel|guard|journalist|worker|member"
    r"|attacker|bomber|gunman|peacekeeper|commander|teenager|student|pilot|cameraman|reporter"
    r"|diplomat|victim|bystander|contractor|marine|troop|citizen|national|leader|official"
    r"|paramedic|doctor|driver|resident|villager|farmer|aid worker|hostage)"
)
PERSON_PHRASE = re.compile(rf"(?P<article>[Aa]n?)\s(?:[\w’'-]+\s){{0,3}}?(?P<noun>{_PERSON})(?![\w-])")
"""One person in words: "a Dutch peacekeeper"."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Where the phrase after a figure ends, and its head noun ("" where there is none)."""

    end: int
    noun: str


def after(text: str, position: int, stop: int, singular: bool) -> NounPhrase | None:
    """The phrase at ``position``; None where it is a measure ("12 miles") or an ordinary adjective use.

    ``singular``: the figure is one, so that the head need not be a plural.
    """
    of = _OF.match(text, position, stop)
    if of:
        position = of.end()
    words = _words(text, position, stop)
    if not words:
        return NounPhrase(position, "")
    if words[0][0].lower() in _NOT_COUNTED or words[0][0].lower().split("-")[0] in {
        "percent",
        "year",
        "day",
        "month",
    }:
        return None
    head = _head(words, singular)
    if head is None:
        return NounPhrase(position, "")
    return NounPhrase(words[head][1], words[head][0])


def _words(text: str, position: int, stop: int) -> list[tuple[str, int]]:
    words: list[tuple[str, int]] = []
    while len(words) < 7 and (match := _WORD.match(text, position, stop)):
        word = match[1]
        if word.lower() in _STOP and not (word == "more" and not words):
            break
        words.append((word, match.end(1)))
        position = match.end()
    return words


def _head(words: list[tuple[str, int]], singular: bool) -> int | None:
    """The first plural, carried on over further nouns ("police officers", "rights groups")."""
    for index, (word, _end) in enumerate(words):
        if not _plural(word) and not (singular and _last_noun(words, index)):
            continue
        while index + 1 < len(words) and _goes_on(words[index][0], words[index + 1][0]):
            index += 1
        return index
    return None


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _IRREGULAR or (
        len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "’s", "'s"))
    )


def _goes_on(noun: str, following: str) -> bool:
    """After a plural noun a word in -s is mostly a noun again; after "people" and its like it is a verb."""
    ends = noun.lower() in {"people", "others", "civilians", "soldiers", "men", "women"}
    return _plural(following) and not ends


def _last_noun(words: list[tuple[str, int]], index: int) -> bool:
    """For a count of one: the last word before a verb form or the phrase's end."""
    following = words[index + 1][0] if index + 1 < len(words) else ""
    ends = (
        not following or bool(_VERBAL.search(following)) or (following.endswith("s") and following.islower())
    )
    return ends and not _VERBAL.search(words[index][0])
