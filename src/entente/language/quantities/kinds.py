"""What a figure counts: from its noun, and from the words of killing, wounding, taking and fleeing around it."""

from __future__ import annotations

import re
from functools import cache

from entente.model import QuantityKind, Span

_CUES: dict[QuantityKind, str] = {
    "killed": r"kill(?:ed|s|ing|ings)?|dead|die[ds]?|dying|deaths?|fatalit(?:y|ies)|slain|slay(?:s"
    r"|ing)|murder(?:ed|s|ing)?|"
    r"massacre(?:d|s)?|execut(?:ed|es|ing|ions?)|behead(?:ed|s|ing|ings)?|assassinat(?:ed|es|ing)"
    r"|perish(?:ed)?|corpses?|"
    r"bodies|lynch(?:ed|ing)|martyred|claim(?:s|ed|ing) the li(?:ves|fe)|claim(?:s|ed)? (?=\w+ lives)|"
    r"lost their lives|los(?:s|es) of life|took the lives",
    "injured": r"injur(?:ed|es|ing|y|ies)|wound(?:ed|s|ing)?|hurt|hurting|hospitali[sz](?:ed|ing)"
    r"|maim(?:ed|ing)|casualties",
    "kidnapped": r"kidnap(?:ped|s|ping|pings)?|abduct(?:ed|s|ing|ions?)?|hostages?",
    "detained": r"arrest(?:ed|s|ing)?|detain(?:ed|s|ing|ees)?|detentions?|imprison(?:ed|s|ing)?"
    r"|jail(?:ed|s|ing)?|"
    r"captur(?:ed|es|ing)|taken prisoner|custody|prisoners? of war|sentenced|convicted|rounded up",
    "displaced": r"displac(?:ed|es|ing)|fle(?:d|e|es|eing)|refugees|evacuat(?:ed|es|ing)|evacuees"
    r"|homeless|IDPs|uprooted|"
    r"forced (?:to leave|from their)|left their homes|relocated",
}
_KIND_OF = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), kind) for kind, pattern in _CUES.items())
_ACTIVE_ONLY = re.compile(
    r"(?:ing|kills|dies|injures|wounds|kidnaps|abducts|arrests|detains|jails"
    r"|captures|displaces|deaths?|bodies)$",
    re.IGNORECASE,
)
_PASSIVE_ONLY = re.compile(
    r"(?:dead|died|dies|die|dying|fled|flee|flees|fleeing|perish|perished"
    r"|homeless|hostages?|custody|refugees)$",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"\b(?:after|as|when|where|while|but|by|because|before|against|into|since|until|though|if|than"
    r"|said|says|told|which|"
    r"attack(?:ed|s|ing)?|(?!report|suspect|believ|fear|confirm|arm|mask|unarm|unidentif|describ"
    r"|feared|need|hundr|wound|kill|injur|unit|so-call|"
    r"alleg|wound|displac|arrest|detain|kidnap|abduct|suppos|claim|back|relat|link|affiliat|ask|found"
    r"|hundred|sentenc|convict|captur|execut|behead|murder|evacuat|red)[a-z]{3,}ed)\b|[;:“”\"]|\.\s",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:also\s|reportedly\s)?$")
_AUXILIARY = re.compile(r"\b(?:were|was|been|be|are|is|being)\b")
_AFTER = 90
_BEFORE = 70

_TROOPS = frozenset(
    """troops soldiers peacekeepers marines airmen servicemen fighters mercenaries reservists conscripts commandos
    paratroopers battalions brigades forces militiamen personnel recruits trainers advisers advisors
    infantrymen combatants legionnaires""".split()
)
_WEAPONS = frozenset(
    """missile missiles rocket rockets drone drones uavs tank tanks aircraft airplane plane planes warplane
    warplanes jet jets bomber bombers helicopter helicopters warship warships warhead warheads bomb bombs shell
    shells mortar mortars mine mines landmines grenade grenades rifle rifles gun guns firearm firearms pistols
    weapon weapons howitzer howitzers launcher launchers munition munitions ied ieds vbied vbieds torpedo
    torpedoes submarine submarines frigate frigates destroyer destroyers humvees ammunition bullets explosives
    interceptors projectile projectiles cartridges artillery vessels gunboats kalashnikovs""".split()
)
_WEAPON_PHRASE = re.compile(
    r"\b(?:explosive devices|armou?red vehicles|fighting vehicles|military vehicles|combat vehicles"
    r"|air[- ]defen[cs]e systems|missile systems|"
    r"artillery (?:systems|pieces|guns)|weapons? (?:caches?|systems?)|suicide (?:belts|vests)"
    r"|explosive belts|machine guns|armed vehicles|"
    r"rounds of ammunition|personnel carriers|VBIEDs?|explosives)\b",
    re.IGNORECASE,
)


def kind_of(text: str, sentence: Span, start: int, end: int, noun: str, phrase: str) -> QuantityKind:
    """The kind of the figure at ``start`` to ``end`` of a sentence; ``noun`` is the head of what it counts.

    The cue nearest to the figure decides: "killed" after it or before it, with nothing between that
    starts another clause. A figure after "killed by" counts the killers.
    """
    own = _own(noun)
    if own:
        return own
    cued = _cued(text, sentence, start, end)
    if cued:
        return cued
    low = noun.lower()
    if low in _WEAPONS or _WEAPON_PHRASE.search(phrase):
        return "weapons"
    if low in _TROOPS or low.endswith("-strong") or re.search(r"\b(?:troops|soldiers|fighters)\b", phrase):
        return "troops"
    return "other"


@cache
def _own(noun: str) -> QuantityKind | None:
    """Nouns that are a kind by themselves: deaths, injuries, hostages, refugees, arrests."""
    low = noun.lower()
    if low in {"deaths", "death", "dead", "fatalities", "corpses", "bodies", "killed", "lives"}:
        return "killed"
    if low in {"injuries", "injured", "wounded", "casualties"}:
        return "injured"
    if low in {"hostages", "hostage", "kidnappings", "abductions"}:
        return "kidnapped"
    if low in {"arrests", "detainees", "prisoners", "detained", "arrested"}:
        return "detained"
    if low in {"refugees", "idps", "evacuees", "displaced"}:
        return "displaced"
    return None


def _cued(text: str, sentence: Span, start: int, end: int) -> QuantityKind | None:
    after = text[end : min(sentence.end, end + _AFTER)]
    before = text[max(sentence.start, start - _BEFORE) : start]
    found: list[tuple[int, QuantityKind]] = []
    for pattern, kind in _KIND_OF:
        following = _following(pattern, after)
        if following is not None:
            found.append((following, kind))
        preceding = _preceding(pattern, before)
        if preceding is not None:
            found.append((preceding, kind))
    return min(found, default=(0, None), key=lambda x: x[0])[1]


def _following(pattern: re.Pattern[str], after: str) -> int | None:
    for match in pattern.finditer(after):
        between = after[: match.start()]
        if (
            _ACTIVE_ONLY.search(match[0])
            or _BLOCK.search(between)
            or (re.search(r"\w", between) is None and "," in between)
        ):
            continue
        if (
            re.match(r"\s+(?:at least |more than |over |up to )?(?:\d|an?\b|[A-Z])", after[match.end() :])
            and match[0].endswith("ed")
            and not _AUXILIARY.search(between)
        ):
            continue  # "two gunmen killed 12": active
        return len(between)
    return None


def _preceding(pattern: re.Pattern[str], before: str) -> int | None:
    best = None
    for match in pattern.finditer(before):
        between = before[match.end() :]
        including = re.search(r"\bincluding\b", between)
        if _PASSIVE_BEFORE.search(before[: match.start()]) and not including:
            continue  # "two are killed and five others are wounded": the first verb is done with
        if _BLOCK.search(between) or re.search(r"\b(?:were|was|is|are|have|had|has|who)\b", between):
            continue
        if _PASSIVE_ONLY.search(match[0]) and not re.match(r"\s*(?:of|toll|:)?\s*$", between):
            continue
        if "," in between and not including and not re.search(r"\band\b", between):
            continue
        best = len(between)
    return best
