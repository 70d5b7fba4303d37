"""Who speaks: the kind of a source from its words, and the stance that its cue shows."""

from __future__ import annotations

import re

from entente.model import SourceKind, Stance

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|refut\w*|dismiss\w*|disput\w*|contradict\w*)\b", re.I
)
_ALLEGES = re.compile(r"\b(?:accus\w*|alleg\w*|claim\w*|blam\w*|suspect\w*|charg\w*|purport\w*)\b", re.I)
_DOUBTS = re.compile(r"\b(?:doubt\w*|question\w*|sceptic\w*|skeptic\w*|cast\w* doubt)\b", re.I)
_UNKNOWING = re.compile(
    r"\b(?:not (?:clear|known|say|saying|specify|identify|clarify)|without (?:saying|specifying|naming)|unclear|"
    r"unknown|declin\w* to|did not (?:say|clarify|specify)|could not (?:confirm|verify))\b",
    re.I,
)
_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|people familiar|witness(?:es)?|residents?|unnamed|anonymous|condition of anonymity|"
    r"who (?:declined|asked|spoke on condition))\b",
    re.I,
)
_OFFICIAL_NOUN = re.compile(
    r"\b(?:officials?|officers?|diplomats?|aides?|spokes(?:man|woman|person|people)|authorities|government|ministry|"
    r"minister|president|presidency|palace|army|military|police|command(?:er)?|general|embassy|kremlin|pentagon|"
    r"white house|state department|parliament|premier|secretary|ambassador|chancellor)\b",
    re.I,
)
_ANALYST = re.compile(
    r"\b(?:analysts?|experts?|researchers?|scholars?|professor|fellow|think[- ]tank|observers?|historians?|institute|"
    r"economists?|commentators?)\b",
    re.I,
)
_STATE_MEDIA = re.compile(
    r"\bstate[- ](?:run |owned |controlled )?(?:media|television|tv|radio|news|newspaper|agency|broadcaster)\b|"
    r"\b(?:Xinhua|TASS|SANA|KCNA|IRNA|Press TV|RIA Novosti|Al[- ]Ahram|Anadolu|CGTN|Global Times|Granma)\b",
    re.I,
)
_OUTLET = re.compile(
    r"\b(?:news agency|newspaper|daily|broadcaster|television|magazine|website|Reuters|AFP|AP|Associated Press|BBC|CNN|"
    r"Al[- ]Jazeera|Bloomberg|Times|Post|Guardian|Journal|Herald|Tribune|Agence France[- ]Presse|media|reports?)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:statement|report|document|communiqu[eé]|letter|resolution|draft|data|text|study)\b", re.I
)
_ORGANISATION = re.compile(
    r"\b(?:UN|United Nations|NATO|EU|European Union|African Union|Arab League|organi[sz]ation|observatory|committee|"
    r"commission|council|agency|mission|group|watch|amnesty|red cross|union|office|fund|bank|party|movement)\b",
    re.I,
)


def stance(cue: str, around: str) -> Stance:
    """The stance that a cue's words show; ``around`` is the text just about the cue, for negated knowing."""
    if _UNKNOWING.search(around):
        return "professes not to know"
    if _DENIES.search(cue):
        return "denies"
    if _DOUBTS.search(cue):
        return "doubts"
    return "alleges" if _ALLEGES.search(cue) else "asserts"


def source_kind(words: str, evidence: str, named: bool) -> SourceKind:
    """The kind of a speaker from the words that name it; ``evidence`` is the sentence, for stated anonymity."""
    if _STATE_MEDIA.search(words):
        return "state_media"
    if _ANONYMOUS.search(words) or ("condition of anonymity" in evidence and not named):
        return "anonymous"
    if _ANALYST.search(words):
        return "analyst"
    if _OFFICIAL_NOUN.search(words):
        return (
            "official"
            if named or not re.match(r"(?:an?|one|some|several|two|three|senior)\b", words, re.I)
            else "anonymous"
        )
    if _OUTLET.search(words):
        return "outlet"
    if _DOCUMENT.search(words):
        return "document"
    if _ORGANISATION.search(words):
        return "organisation"
    return "named" if named else "anonymous"
