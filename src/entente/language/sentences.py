"""Sentence spans of news text, by rule.

A full stop ends a sentence unless it closes an abbreviation, an initial or a number. A line break ends
one unless the text is hard-wrapped, which is seen from its lines: in wrapped prose most lines go on in
lower case. Outlets in brackets after the last full stop, "(AFP) (BBC News)", stay with their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entente.model import Span

_TITLES = frozenset(
    """Adm Adml Amb Asst Atty Bp Brig Capt Cdr Cmdr Col Comdr Cpl Cpt Dep Dr Drs Esq Fr Gen Gov Hon Insp Lt Ltd
    Maj Messrs Mgr Mlle Mme Mr Mrs Ms Msgr Mt Mx No Nos Nr Ofc Pfc Pres Prof Pte Pvt Rep Reps Rev Rt Secy Sen
    Sens Sgt Spc Sr Sra Srta St Ste Supt vs v viz cf eg ie e.g i.e al approx ca Ph pp Art Fig Op Vol Ave Blvd Ft
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split()
)
_MAY_END = frozenset(
    """Co Corp Inc Bros Jr etc a.m p.m am pm U.S U.N U.K E.U U.A.E U.S.A U.S.S.R D.C L.A N.Y P.M A.M B.C A.D
    Ariz Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex
    Va Vt Wash Wis Wyo""".split()
)
_STARTERS = frozenset(
    """A After All Also Although An And Another As At Before Both But By Despite During Each Earlier Even For
    Four From He Her His However I If In Instead It Its Last Later Many Meanwhile More Most Mr No Nor Now Of On
    One Only Other Our Several She Since So Some Such Ten That The Their Then There These They This Those Three
    Though Three To Today Two Under Until We What When Where While Who With Yesterday Yet You""".split()
)
_CLOSERS = "\"'”’»)\\]"
_BREAK = re.compile(
    rf"(?P<stop>[.!?…؟]+)(?P<close>(?:[{_CLOSERS}]|\[\d+\])*)(?=\s)"
    r"(?P<credit>(?:[^\S\n]*[,;]?[^\S\n]*\([^()\n]{1,60}(?<![.!?])\))+(?=[^\S\n]*(?:\n|$|[A-Z“\"])))?"
    r"|(?P<wide>[。！？]+[」』”）]*)"
    r"|(?P<line>[^\S\n]*\n\s*)"
)
_NEXT = re.compile(r"\s*([\"'“‘«(\[—–-]*)\s*(\w[\w’'-]*)?")
_LAST_WORD = re.compile(r"[\w.&-]+$")
_BULLET = re.compile(r"[•●▪■◦*>–—-]\s|\(?\d{1,3}[.)]\s|[A-Za-z][.)]\s")
_INNER_BREAK = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*(?=(\S))")

_WRAPPED_SHARE = 0.35
"""Share of single line breaks followed by lower case above which a text counts as hard-wrapped."""
_FULL_LINE = 0.85
"""A line this near to the longest is taken to have been cut by the wrapping."""


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]`` as ascending, disjoint spans without outer white space.

    Every character of the stretch that is not white space lies in exactly one of them. Offsets count
    from the beginning of ``text``.
    """
    stop = len(text) if end is None else min(end, len(text))
    spans: list[Span] = []
    begin = start
    for cut in _cuts(text, start, stop):
        _append(text, begin, cut, spans)
        begin = cut
    _append(text, begin, stop, spans)
    return spans


def _append(text: str, begin: int, end: int, spans: list[Span]) -> None:
    piece = text[begin:end]
    lead = len(piece) - len(piece.lstrip())
    trimmed = piece.strip()
    if trimmed:
        spans.append(Span(begin + lead, begin + lead + len(trimmed)))


def _cuts(text: str, start: int, stop: int) -> Iterator[int]:
    width = _wrap_width(text, start, stop)
    for match in _BREAK.finditer(text, start, stop):
        if match.lastgroup == "line":
            if _line_ends(text, match, start, stop, width):
                yield match.end()
        elif match["wide"] or _stop_ends(text, match, start, stop):
            yield match.end()


def _wrap_width(text: str, start: int, stop: int) -> int | None:
    """The longest line of a hard-wrapped text; None where each line is a unit."""
    followers = [m[1] for m in _INNER_BREAK.finditer(text, start, stop)]
    lower = sum(character.islower() for character in followers)
    if not lower or lower < _WRAPPED_SHARE * len(followers):
        return None
    return max(map(len, text[start:stop].split("\n")))


def _line_ends(text: str, match: re.Match[str], start: int, stop: int, width: int | None) -> bool:
    after = match.end()
    if width is None or after >= stop or match[0].count("\n") > 1 or _BULLET.match(text, after, stop):
        return True
    line_start = max(text.rfind("\n", start, match.start()) + 1, start)
    full = match.start() - line_start >= _FULL_LINE * width
    if text[match.start() - 1 : match.start()] in tuple(".!?…"):
        # The full stop itself was judged already; a short last line still ends its paragraph.
        return not full and not text[after].islower()
    return not (text[after].islower() or full)


def _stop_ends(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    following = _NEXT.match(text, match.end(), stop)
    opener, word = (following[1], following[2]) if following else ("", None)
    if word and word[0].islower():
        return False
    if match["stop"] != "." or match["close"].strip("'’") or match["credit"]:
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    last = before[0] if before else ""
    if len(last) == 1 and last.isalpha() and last.isupper():
        return False
    if last in _TITLES:
        return last in {"No", "al", "v", "Mar", "St"} and bool(word) and word in _STARTERS
    if last in _MAY_END or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        return word is None or bool(opener.strip("([—–-")) or word in _STARTERS
    return True
