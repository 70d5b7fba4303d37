"""What the furniture of news pages looks like: breadcrumbs, bylines, credits, teasers, notices, captions.

General habits of news sites, agencies and news databases, one line at a time; where a line stands is judged
in :mod:`entente.clean.regions`.
"""

from __future__ import annotations

import re

from entente.clean.calendar import DATE
from entente.model import RegionKind

LONGEST = 400
"""Furniture lines are short; longer ones are only looked at for captions and rights notices."""

_NOTICE = re.compile(
    r"""^\W{0,3}(?:
    comments?\ (?:are|is)\ (?:closed|disabled|off|moderated)|comments?\ off\b|no\ comments?\W*$|\d+\ comments?\W*$
    |(?:leave|post|add|write)\ (?:a|your)\ (?:comment|reply)|join\ the\ conversation|view\ comments
      |show\ comments
    |your\ email\ address\ will\ not\ be\ published|required\ fields\ are\ marked
    |(?:proudly\ )?powered\ by\b|(?:©|\(c\)\ |copyright\s*(?:©|\(c\)|\d{4}|by\b|:))|all\ rights\ reserved
    |.{0,80}\ball\ rights\ reserved\W*$
    |(?:please\ )?(?:subscribe|sign\ up|register|log\ in|sign\ in|donate)(?:\ (?:to|for|now|here|today|or
      |with|by)\b.{0,120})?\W*$
    |already\ a\ (?:subscriber|member)|support\ (?:our|independent)\ (?:work|journalism)
    |(?:you\ can\ )?follow\ (?:us|our|him|her|them|the\ author|@\w+)\b|like\ us\ on|join\ (?:us
      |our)\ (?:on\b|\w+\ (?:channel|group))
    |get\ (?:the\ latest|our\ (?:free\ )?(?:app|newsletter)|breaking\ news\ alerts)|download\ (?:our
      |the)\ .{0,20}app\b
    |(?:this|our)\ (?:web)?(?:site|page)\ uses\ cookies|we\ use\ cookies|accept\ (?:all\ )?cookies
      |cookie\ (?:policy|settings)
    |terms\ (?:of|and)\ (?:use|service|conditions)|privacy\ (?:policy|notice)
    |(?:story\ continues|article\ continues|continue\ reading)\ (?:below|after)|advertise?ments?\W*$
      |\W*sponsored\ content
    |(?:the\ )?(?:views|opinions)\ expressed\ (?:in|by|here)\b|disclaimer\b
    |(?:editor(?:'|’)?s?(?:'|’)?\ note|corrections?|clarification|update)\s*[:—–-]
    |this\ (?:article|story|post|report)\ (?:has\ been|was)\ (?:updated|corrected|amended|edited|modified)\b
    |this\ (?:content|article|story|page|video)\ is\ (?:only\ )?(?:available|published|auto-?generated
      |machine|automatically)
    |(?:auto(?:matic(?:ally)?)?|machine)[-\ ]translat(?:ed|ion)\b
    |for\ more\ (?:news|information|stories)\b|have\ (?:a\ tip|something\ to\ (?:say|add))|contact\ (?:us
      |the\ (?:author|editor|newsroom))\b
    |(?:print|email|share|save|bookmark|republish)\ this\ (?:article|story|page|post)
      |thank\ you\ for\ reading
    |loading\W*$|please\ (?:enable|turn\ on)\ javascript|javascript\ is\ (?:disabled|required)
    |end\ of\ document\W*$|report\ (?:a|an)\ (?:mistake|error|typo)\b|printed?\ edition\b
    |you(?:\ are)?\ (?:receiv(?:e|ed|ing)|got)\ this\b|to\ unsubscribe\b|unsubscribe\b|advertise\ with\ us
    )""",
    re.I | re.X,
)
_CREDIT = re.compile(
    r"""^\W{0,3}(?:
    sources?\ ?:|via\ ?:|credits?\ ?:|(?:photo|image|picture|video|graphic
      |illustration)s?(?:\ credits?)?\ ?:|photograph(?:s|er)?\ ?:
    |(?:additional\ )?(?:reporting|writing|editing|compiled|produced)(?:\ and\ (?:writing|editing
      |reporting))?\ by\ [A-Z]
    |with\ (?:reporting|files|input|additional\ reporting|inputs|agencies)\b(?:.{0,10}\b(?:by|from)\b|\W*$)
    |this\ (?:article|story|report|piece|text|post|essay|interview)\ (?:was|is|has\ been)
      (?:\ originally|\ first)?\ (?:translated|published|posted|produced|written|adapted|reprinted|republished
      |supported|funded)\b
    |.{0,40}\bfor\ reproduction\b|.{0,60}\breproduction\ (?:is\ )?(?:permitted|allowed|forbidden|prohibited)
    |(?:originally|first)\ (?:published|appeared|posted)\b|re-?(?:published|printed|posted)\ (?:from|with
      |by)\b
    |translat(?:ed|ion)\ (?:from|by|into)\b|translation\ ?:|translator\ ?:
    |.{0,80}\bcontributed\ (?:to|reporting\ (?:to|for))\ this\ (?:report|story|article)
    )""",
    re.I | re.X,
)
_COLOPHON = re.compile(
    r"""^\W{0,3}(?:(?:this|the)\ )?(?:(?:sample|example|specimen|test|abridged|edited|full|original|translated)\ )?
    (?:text|article|transcript|translation|version|edition|page)\ (?:as\ )?
    (?:written|produced|prepared|compiled|provided|distributed|translated|adapted|reproduced|made)
    \ (?:for|by|from|with|under|on\ behalf\ of)
    (?!(?:\ \S+)*\ (?:is|are|was|were|has|have|had|will|would|says?|said)\b)(?:\ \S+){1,8}[.)]\W{0,2}$""",
    re.I | re.X,
)
"""A line that says who made the text and says nothing else: a sentence without a verb, but with its full stop."""
CREDIT_TAIL = re.compile(
    r"\s*[(\[](?:(?:Additional )?(?:Reporting|Writing|Editing|Compiled)(?: and (?:writing|editing))? by"
    r"|With (?:files|inputs) from)"
    r" [^()\[\]]{3,400}[)\]]\W*$"
)
"""A credit in brackets at the end of a paragraph."""

_TEASER_BLOCK = re.compile(
    r"""^\W{0,3}(?:
    check\ also|read\ (?:also|more|next)|also\ read|see\ also|related(?:\ (?:articles?|stor(?:y|ies)|posts?
      |topics?|news|content|coverage|links?|reading))?
    |more\ (?:on|from|about)\ .{2,60}|more\ (?:news|stories|articles|posts|headlines)|further\ reading
      |you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested).{0,20}
    |recommended(?:\ (?:stories|for\ you|articles|reading))?|(?:most|popular)\ (?:read|popular|viewed
      |shared|recent|posts|stories|articles|news)
    |trending(?:\ (?:now|stories|topics))?|latest(?:\ (?:news|stories|posts|articles|headlines|videos))?
      |top\ stories|editor(?:'|’)?s?(?:'|’)?\ (?:picks?|choice)
    |keep\ (?:on\ )?reading|(?:up|read|watch)\ next|next\ (?:article|story|post)|previous\ (?:article|story
      |post)|don(?:'|’)t\ miss
    |also\ (?:today|in\ the\ news|in\ this\ section|on\ this\ site)
    |in\ (?:this|other)\ (?:section|news)|elsewhere\ on\b.{0,40}|explore\ more|list\ of\ \d+\ items
    )\W*$""",
    re.I | re.X,
)
_TEASER_LINE = re.compile(
    r"""^\W{0,3}(?:
    (?:read\ (?:also|more|next)|also\ read|see\ also|related(?:\ \w+)?|watch(?:\ (?:also|now|live))?
      |listen(?:\ now)?|don(?:'|’)t\ miss|must\ read
      |recommended|(?:up\ )?next|previous(?:\ \w+)?|(?:in\ )?(?:pictures|video))\ ?[:|»>]\ ?\S
    |more\ (?:on|from|about)\ (?:\w+\ ?){1,3}[:|»>]|(?:next|previous)\ (?:article|story|post)\ ?[:|»>]
    |click\ here\b|(?:to\ )?read\ (?:the\ )?(?:full|original|complete|whole)\ (?:story|article|report|text
      |interview)|continue\ reading\W*$
    |list\ \d+\ of\ \d+|end\ of\ list\W*$
    )""",
    re.I | re.X,
)
_LABELLED_NAVIGATION = re.compile(
    r"^\W{0,3}(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|posted in|published in|sections?"
    r"|you are here)\s*:\s*\S",
    re.I,
)
_HOME = re.compile(
    r"^\W{0,3}(?:home(?: ?page)?|front page|main page|start|news|world)\s*[/>»›|·•→]+\s*\S", re.I
)
_CRUMBS = re.compile(r"^[^.!?/>»›]{1,40}(?:\s*[>»›→]\s*[^>»›→]{1,150}){2,}$")
_MENU_LINE = re.compile(
    r"^\W*(?:menu|search|close|skip to (?:main )?(?:content|navigation)|back to top|toggle navigation"
    r"|open menu|toggle menu"
    r"|home|breaking news|live|listen|log ?in|sign ?(?:in|up)|subscribe|register|(?:english|arabic"
    r"|french)\W*edition"
    r"|listen to (?:this )?(?:article|story).{0,30}|font size.{0,20}|text size.{0,20}|go to top"
    r"|share on.{0,60}|copy link|click to share.{0,80})\W*$",
    re.I,
)
_MENU_GAPS = re.compile(r"\s*[|·•»›]\s*|\s{2,}|\s[./>-]\s|\]\s*\[")
_MENU_LABELS = 3
_MENU_LONGEST = 160
_IMPRINT = re.compile(r"\b(?:by|authors?:|written by)\s+(?:the\s+)?[A-Z]", re.I)
_WEATHER = re.compile(r"\W*-?\d{1,2}\s?°\s?[CF]?\b(?:\s+\w+){0,2}")
_SHARE_WORDS = frozenset(
    "share tweet pin facebook twitter whatsapp email e-mail mail print linkedin telegram reddit copy link save "
    "pinterest x "
    "instagram youtube rss messenger viber wechat sms bookmark comment comments like follow post flipboard "
    "tumblr vk "
    "bluesky mastodon threads this via on google gmail skype pocket line".split()
)
_TIME_WORDS = re.compile(
    r"\b(?:today|is|published|updated?|last|posted|modified|created|issued|added|first|release[d]?|dated?|on|at|by"
    r"|from|as|of|time|since|the"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?"
    r"|gmt|utc|bst|est|edt|cet|cest|eat|cat|msk|ist|local|hrs?|hours?|h|am|pm|a\.m|p\.m|noon|midnight"
    r"|mins?|minutes?|secs?|days?|weeks?|months?|ago|read(?:ing)?|views?|edition|final|late|early)\b"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[+-]\d{2}:?\d{2}",
    re.I,
)
_AGO = re.compile(
    r"\b(?:\d+|an?)\s+(?:min(?:ute)?|hour|day|week|month|year)s?\s+ago\b|\b\d+\s+min(?:ute)?s?\s+read\b"
    r"|\breading time\b",
    re.I,
)
_BY = re.compile(
    r"^\W{0,3}(?:by|written by|posted by|reported by|words by|story by|text by|author|authors|byline"
    r"|from our)\b[:\s]\s*(?P<who>\S.*)$",
    re.I,
)
_PARTICLES = frozenset(
    "al el de da do dos das del della di du van von der den bin ibn ben abu la le and in for with of the "
    "&".split()
)
AGENCIES = frozenset(
    "afp ap reuters dpa efe ansa xinhua tass itar-tass interfax anadolu aa upi pti ians ani kyodo yonhap "
    "kuna wam spa mena sana irna "
    "isna bloomberg bns pa belga apa trend azertag ukrinform unian ina petra wafa nna aps tap map lana suna "
    "ena mehr tasnim fars cna "
    "bernama antara aap cp ritzau ntb tt lusa agencies agency newsroom correspondent correspondents".split()
)
_AGENCY_NAMES = re.compile(
    r"(?:the )?associated press|agence france[- ]presse|deutsche presse[- ]agentur|(?:pa|press) (?:media"
    r"|association)|press trust of india"
    r"|(?:news|wire|international|local|foreign) (?:agencies|agency|services?|reports|desk|staff)"
    r"|wire (?:reports|services)"
    r"|(?:our|special|own) (?:own )?(?:correspondents?|reporters?|staff)"
    r"|staff(?: and agencies| correspondents?| writers?"
    r"| reporters?)?"
    r"|\w+ (?:desk|staff)|middle east desk|anadolu agency"
    r"|getty images",
    re.I,
)
_SEPARATED = re.compile(r"\s*(?:[–—/|,&+•·]|\s-\s|\band\b|\bwith\b)\s*")
_CAPTION_START = re.compile(
    r"""^\W{0,3}(?:
    file\ (?:photo|picture|image)|\[?file\ ?:|file\ [-–—]\ |caption\b|photo\ caption
    |(?:in\ )?(?:this|an?|the)?\ ?(?:(?:undated|handout|file|combination|combo|aerial|satellite|screen
      |video|recent|general)\ )+(?:picture|photo(?:graph)?|image|view|grab|frame|still|handout)\b
      .{0,60}\b(?:shows?|taken|released|provided|made|from|seen|obtained)\b
    |(?:in\ )?this\ (?:picture|photo(?:graph)?|image|screengrab)\b
    )""",
    re.I | re.X,
)
# A single "(R)" or "(D)" is a party; captions place people as (L), (C) and (R), or in words.
_CAPTION_POINTS = re.compile(
    r"\((?:left|right|cent(?:er|re)|(?:2nd|second|third|3rd) (?:from )?(?:l|r|left|right))\)"
    r"|\([LC]\).*\([RLC]\)|\(R\).*\([LC]\)",
    re.I,
)
_CAPTION_CREDIT = re.compile(
    r"""(?:/\ ?(?:afp|reuters|epa|ap|getty|anadolu|dpa)\b.{0,30}|\b(?:afp|reuters|epa|dpa)\ ?/.{1,40}
      |\b(?:ap|afp)\ photo\b.{0,50}
    |\bvia\ (?:ap|afp|reuters|getty(?:\ images)?)|getty\ images|epa-efe|shutterstock|\b(?:photo|image
      |picture)s?\ ?(?:by|courtesy|credit|:).{1,60}
    |\bhandout\ ?(?:via|/).{1,40}|\bcourtesy\ of\b.{1,40}
    |\[[^\[\]()]{0,60}(?:reuters|afp|anadolu(?:\ agency)?|epa|getty|screengrab|al\ jazeera|handout|file)
    )[\])\W]{0,4}$""",
    re.I | re.X,
)
_CREDIT_REACH = 90
_CAPTION_LONGEST = 1200
_CAPTION_SENTENCES = 5
_BIO_ROLE = (
    r"(?:journalists?|reporters?|correspondents?|editors?|columnists?|writers?|freelancers?|authors?"
    r"|researchers?|research (?:fellow|associate|analyst)"
    r"|(?:senior |non-?resident |visiting |associate )*fellow|analysts?|scholars?|lecturers?|professors?"
    r"|historian|political scientist|economist"
    r"|consultants?|expert|specialist|adviser|advisor|director|co-?founder|founder|contributors?"
    r"|contributing \w+|candidate|student|lawyer"
    r"|academic|activist|photographer|podcaster|blogger|commentator|diplomat|producer"
    r"|staff writer)"
)
_BIO = re.compile(
    rf"^\W{{0,3}}(?P<name>(?:(?:the|this) (?:author|writer)"
    rf"|(?:[^\W\d_a-z][\w'’.-]*\s+){{1,4}}[^\W\d_a-z][\w'’.-]*))"
    rf"\s+(?:(?:is|are) (?:currently |also )?(?:an?|the|our|one of) |(?:works|serves) as an? |covers "
    rf"|reports (?:on|from) |writes (?:on|about|for) )"
    rf"(?:\S+\s+){{0,14}}?{_BIO_ROLE}\b"
)


def is_notice(line: str) -> bool:
    """Site notices: rights, cookies, subscriptions, comments, corrections, disclaimers, what the text was made for."""
    return bool(_NOTICE.match(line) or _COLOPHON.match(line))


def is_credit(line: str) -> bool:
    """Who else made the text: sources, translators, editors, where it first appeared."""
    return bool(_CREDIT.match(line))


def is_teaser_block(line: str) -> bool:
    """A heading over links to other articles."""
    return len(line) <= 80 and bool(_TEASER_BLOCK.match(line))


def is_teaser(line: str) -> bool:
    """A link to another article in one line."""
    return bool(_TEASER_LINE.match(line))


def is_navigation(line: str) -> bool:
    """Breadcrumbs, menu words, share buttons, tags."""
    if _HOME.match(line) or _MENU_LINE.match(line) or _LABELLED_NAVIGATION.match(line):
        return True
    return is_share_row(line) or bool(_CRUMBS.match(line))


def is_share_row(line: str) -> bool:
    """A row of buttons for sharing a page."""
    words = [word for word in re.findall(r"[\w-]+", line.casefold()) if not word.isdigit()]
    return 0 < len(words) <= 20 and _SHARE_WORDS.issuperset(words)


def is_menu(line: str) -> bool:
    """A row of at least three short labels with marks or wide gaps between them."""
    if len(line) > _MENU_LONGEST:
        return False
    labels = [label for label in _MENU_GAPS.split(line.strip(" []|·•/")) if label.strip()]
    least = 2 if line.startswith("[") else _MENU_LABELS
    return len(labels) >= least and all(_is_label(label) for label in labels)


def _is_label(label: str) -> bool:
    return len(label) <= 30 and len(label.split()) <= 4 and not re.search(r"\d{3}|[.!?;:]$", label)


def dated_kind(line: str, author: str | None) -> RegionKind | None:
    """Kind of a short line that holds a date beside a writer, a desk or a place; None for other lines."""
    if len(line) > 110 or not DATE.search(line):
        return None
    rest = _TIME_WORDS.sub(" ", DATE.sub(" ", line))
    parts = [part for raw in re.split(r"[,|·•/.()\[\]]|\s[-–—]+\s", rest) if (part := raw.strip(" :-–—"))]
    if not parts or not all(_is_agency(part) or _capitalised(part, 4) for part in parts):
        return None
    if re.match(r"\W*by\b", line, re.I) or any(_is_agency(part) or is_name(part) for part in parts):
        return "byline"
    return "byline" if author and parts[0].casefold() == author.casefold() else "header"


def is_imprint(line: str) -> bool:
    """A line that gives both a date and a writer by label, as reports print under their titles."""
    return bool(DATE.search(line) and _IMPRINT.search(line))


def is_date_line(line: str) -> bool:
    """A line that holds a date or a time since, and nothing else but words about when and how, and weather."""
    line = _WEATHER.sub("", line)
    if not DATE.search(line) and not _AGO.search(line):
        return False
    return not re.search(r"\w", _TIME_WORDS.sub("", re.sub(r"\b\d+\b", "", DATE.sub("", line))))


def is_caption(line: str, *, cited: bool = False) -> bool:
    """A picture's caption: an agency's or photographer's credit at its end, or a caption's way of pointing.

    ``cited`` says that the text ends its items with their sources, so that a credit tells nothing.
    """
    if len(line) > _CAPTION_LONGEST:
        return False
    told = _CAPTION_START.match(line) or _CAPTION_POINTS.search(line)
    if not told and (cited or not _CAPTION_CREDIT.search(line, max(0, len(line) - _CREDIT_REACH))):
        return False
    return len(re.findall(r"[.!?]\s", line)) <= _CAPTION_SENTENCES


def agency_line(line: str) -> bool:
    """Whether the line only names agencies or desks, with at most an outlet or a place beside them."""
    if len(line) > 80 or line.endswith("."):
        return False
    parts = [part for part in _SEPARATED.split(line.strip("()[]—–- ")) if part]
    agencies = sum(_is_agency(part) for part in parts)
    return bool(agencies) and len(parts) <= 4 and all(_is_agency(p) or _capitalised(p, 4) for p in parts)


def _is_agency(part: str) -> bool:
    return part.casefold() in AGENCIES or bool(_AGENCY_NAMES.fullmatch(part))


def author_of(line: str) -> str | None:
    """The writer that a byline such as "By Jane Doe in Cairo" names."""
    found = _BY.match(line)
    if not found or len(line) > 120:
        return None
    who = DATE.sub("", found["who"]).strip(" ,|·•–—-:.")
    return who if who and _capitalised(re.split(r"[,|•·]", who)[0], 9) else None


def name_of_bio(line: str) -> str | None:
    """The writer whom a note under an article presents ("Jane Doe is a journalist ...")."""
    found = _BIO.match(line) if len(line) <= 600 else None
    return found["name"] if found else None


def is_name(line: str) -> bool:
    """Two to four capitalised words and nothing else, as a bare byline is."""
    return 2 <= len(line.split()) <= 4 and _capitalised(line, 4) and not re.search(r"[\d:;.!?\"“”]", line)


def _capitalised(part: str, most: int) -> bool:
    words = [word for word in re.split(r"[\s-]+", part) if word]
    told = [word for word in words if word.casefold() not in _PARTICLES]
    return (
        bool(told)
        and len(words) <= most
        and all(word[:1].isupper() or not word[:1].isalpha() for word in told)
    )
