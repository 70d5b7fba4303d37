"""Choosing corpus passages for annotation: rich in what a claim reader finds hard, fixed by a seed."""

import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

EVENT_NOUNS = (
    "attack|talks|support|ceasefire|truce|raid|offensive|sanctions|visit|agreement|airstrikes?|bombing|siege|"
    "blockade|negotiations|summit|invasion|withdrawal|deployment|crackdown|embargo|protests?|clashes|coup|"
    "assassination|ambush|shelling|condemnation|resignation|mediation|incursion|insurgency|uprising|boycott|"
    "surrender|retreat|mutiny|buildup|drills|exercises|aid|arrests?|expulsion|extradition|defection|rebellion"
)
LIGHT_VERBS = (
    r"(?:launch|hold|held|impos|conduct|carr|mount|stag|sign|tak|took|mak|made|giv|gave|reach|open|pay|paid|lift|"
    r"declar|issu|fil|stepp?|provid|offer|lend|lent|exchang)"
)
SAYING = r"(?:says?|said|claim(?:s|ed)|report(?:s|ed)|state[sd]|tells|told|announce[sd]?|confirm(?:s|ed)?)"
ACCUSING = (
    r"(?:accus\w+|blam\w+|alleg\w+|condemn\w+|warn\w+|den(?:y|ies|ied|ying)|urg\w+|demand\w+|vow\w+|"
    r"threaten\w+)"
)
CAPITALS = (
    "Washington|Moscow|Beijing|Tehran|Damascus|Kyiv|Kiev|Ankara|Riyadh|Jerusalem|Pyongyang|Seoul|Tokyo|Brussels|"
    "Paris|London|Berlin|Islamabad|Delhi|Kabul|Baghdad|Cairo|Tripoli|Khartoum|Juba|Addis Ababa|Asmara|Kigali|"
    "Kinshasa|Caracas|Bogotá|Havana|Belgrade|Pristina|Tbilisi|Baku|Yerevan|Minsk|Warsaw|Taipei|Hanoi|Manila"
)
# Verbs that political reporting uses, but seldom; those among the triggers already seen are dropped.
SELDOM_VERBS = """
    rebuke chide rout overrun decry lambast deplore spurn snub rebuff shun brand vilify berate implore
    exhort beseech entreat plead coax cajole prod goad rally muster marshal amass redeploy garrison
    reinforce fortify encircle besiege bombard strafe pound pummel raze level torch loot plunder ransack
    pillage maraud storm overpower subdue quell quash crush stifle muzzle gag censor harass intimidate
    browbeat bully extort blackmail strong-arm hijack commandeer impound intercept scuttle sink torpedo
    mine booby-trap behead lynch gun mow maim abduct ransom repatriate deport banish exile ostracise
    blacklist delist sever rupture downgrade revoke rescind annul scrap shelve abrogate renege flout
    contravene defy disobey mutiny desert defect capitulate relent yield cede relinquish forfeit disband
    demobilise decommission disarm dismantle vacate evacuate pacify appease placate conciliate reconcile
    broker arbitrate intercede facilitate parley confer huddle convene host court woo befriend embrace
    champion laud hail applaud commend extol salute congratulate thank bless vouch endorse underwrite
    bankroll subsidise finance sponsor equip outfit rearm smuggle ferry airlift resupply nourish shelter
    harbour shield escort patrol blockade cordon quarantine infiltrate penetrate surveil eavesdrop
    sabotage hack jam provoke incite instigate foment stoke inflame avenge retaliate reciprocate repel
    repulse beat fend foil thwart avert forestall deter contain isolate corner trap pin oust depose
    topple unseat purge dethrone impeach indict arraign prosecute convict acquit pardon amnesty commute
    reprieve exonerate absolve extradite summon subpoena grill interrogate rig annex partition secede
    federate unify normalise recognise legitimise ratify accede adhere
"""

STRATA: dict[str, re.Pattern[str]] = {
    "event noun": re.compile(rf"\b(?:the|an?|its|his|their|new|of)\s+(?:\w+\s+)?(?:{EVENT_NOUNS})\b"),
    "light verb": re.compile(rf"\b{LIGHT_VERBS}\w*\s+(?:\S+\s+){{0,3}}?(?:{EVENT_NOUNS})\b", re.I),
    "nested attribution": re.compile(
        rf"\b{SAYING}\b.{{0,120}}\b{ACCUSING}\b|\b{ACCUSING}\b.{{0,120}}\b{SAYING}\b"
    ),
    "attribution": re.compile(rf"\b{SAYING}\b|[Aa]ccording to"),
    "denial": re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|denials?|refut\w+|dismiss(?:es|ed)|rul(?:es|ed) out|never|not|"
        r"no longer)\b"
    ),
    "passive": re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn)\s+by\b"),
    "relative clause": re.compile(r",? (?:who|whom|whose|which|where)\b.{10,}"),
    "possessive": re.compile(
        r"\b[A-Z]\w+(?:'s|’s|s'|s’)\s+(?:\w+\s+)?(?:backing|support|war|attack|role|occupation|involvement|invasion|"
        r"military|threat|refusal|decision|call|offer|claim|control|rule|withdrawal|intervention|aid|arrest|recognition)"
    ),
    "apposition": re.compile(
        r"\b[A-Z]\w+, (?:the |an? )?(?:\w+ ){0,3}(?:leader|head|chief|commander|president|minister|spokesman|"
        r"spokeswoman|spokesperson|faction|branch|wing|group|ally|member|governor|general|founder)"
    ),
    "coordination": re.compile(r"\b[A-Z]\w+, (?:the )?[A-Z][\w ]+,? and (?:the )?[A-Z]\w+"),
    "condition": re.compile(r"\b(?:if|unless|should|would|could|might|may|until)\b"),
    "metonymy": re.compile(rf"\b(?:{CAPITALS})\s+(?:has|had|will|would|is|and|\w+(?:s|ed))\b"),
    "compound": re.compile(
        r"\b(?:pro|anti)-\w+|\w+-(?:backed|led|controlled|held|run|aligned|linked|funded|brokered)\b"
    ),
    "mediation": re.compile(
        r"\bmediat\w+|\bbroker\w+|\bpeace (?:talks|process|envoy|deal)|recogni[sz]\w+|\bally|allied"
    ),
}

# A passage enters a stratum only if it is likely to speak of political or armed actors.
POLITICAL = re.compile(
    r"\b(?:government|military|army|forces|troops|soldiers?|rebels?|militants?|police|presidents?|ministers?|"
    r"parliament|opposition|militias?|insurgents?|separatists?|embassy|ambassador|diplomat\w*|sanctions?|"
    r"ceasefire|war|truce|treaty|navy|air force|gunmen|protest\w*|attack\w*|strikes?|missiles?|nuclear|"
    r"United Nations|UN|NATO|Security Council|"
    r"coalition|regime|junta|coup|Taliban|Hamas|Hezbollah|ISIL|Islamic State|al-Qaeda|"
    r"peace|border|occupation|invasion|guerrillas?|hostages?|terroris\w+|talks|summit|alliance|elections?|"
    r"senators?)\b"
)

_BREAK = re.compile(r"[.!?][\"”’']*(?:\s*\([^()]{2,60}\))*\s+(?=[\"“‘']?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Sgt|Col|Maj|Capt|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres|Prof|Rev|Hon|Jr|Sr|No|vs|Mt|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|a\.m|p\.m|approx)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_WORD = re.compile(r"\w+")
GRAM = 8


@dataclass(frozen=True)
class Passage:
    """One item or paragraph of a corpus document: `start` is its offset, `before` the heading above it."""

    document: str
    start: int
    text: str
    before: str

    def sentences(self) -> list[tuple[str, str]]:
        """Pairs of sentence id (`<document>:<start>-<end>`, code points of the document's text) and text."""
        return [
            (f"{self.document}:{self.start + s}-{self.start + e}", self.text[s:e])
            for s, e in split(self.text)
        ]


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph; outlets in parentheses stay with the sentence they close."""
    spans, start = [], 0
    for found in _BREAK.finditer(text):
        if _ABBREVIATION.search(text[start : found.start() + 1]) and "(" not in found.group():
            continue
        spans.append((start, start + len(text[start : found.end()].rstrip())))
        start = found.end()
    if text[start:].strip():
        spans.append((start, start + len(text[start:].rstrip())))
    return spans


def corpus_texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """Id and text of every document in the `*.jsonl.xz` files beneath `corpora`, in path order."""
    for path in sorted(corpora.rglob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], row["text"]


def passages(document: str, text: str) -> Iterator[Passage]:
    """Items of one document: lines that end as sentences do; other lines are headings of what follows."""
    at, heading = 0, ""
    for line in text.split("\n"):
        body = line.strip()
        if not re.search(r"[.!?)][\"”’']?$", body):
            heading = body or heading
        elif 8 <= len(_WORD.findall(body)) <= 160:
            yield Passage(document, at + line.index(body), body, heading)
        at += len(line) + 1


def grams(text: str) -> set[str]:
    """Runs of `GRAM` words, lower-cased: two texts that share one tell of it in the same wording."""
    words = [w.lower() for w in _WORD.findall(text)]
    return {" ".join(words[k : k + GRAM]) for k in range(len(words) - GRAM + 1)}


def seldom_verbs(seen: Iterable[str]) -> re.Pattern[str]:
    """Pattern of the political verbs of which no inflection is among the triggers already `seen`."""
    stems = {w.lower().rstrip("e") for phrase in seen for w in phrase.split()}
    fresh = [v for v in SELDOM_VERBS.split() if not any(s.startswith(v.rstrip("e")) for s in stems)]
    forms = "|".join(
        re.escape(v.rstrip("ey")) + r"(?:e|y|ie)?(?:s|es|d|ed|ing|\w?ed|\w?ing)?" for v in sorted(fresh)
    )
    return re.compile(rf"\b(?:{forms})\b")


def choose(
    pool: Iterable[Passage], banned: set[str], seen_triggers: Iterable[str], seed: str, sentences: int
) -> list[Passage]:
    """Passages with about `sentences` sentences: one in sixteen at random, the rest from the strata in turn.

    Order is by a hash of seed, document and offset, so the choice depends on no reading order. Passages that
    share `GRAM` words in a row with a banned text or with one another are left out.
    """

    def rank(p: Passage, salt: str = "") -> str:
        return hashlib.sha1(f"{seed}{salt}:{p.document}:{p.start}".encode()).hexdigest()

    ranked = sorted(pool, key=rank)
    political = [p for p in ranked if POLITICAL.search(p.text)]
    strata = [*STRATA.values(), seldom_verbs(seen_triggers)]
    queues = [iter(ranked), *(iter([p for p in political if pattern.search(p.text)]) for pattern in strata)]
    chosen: list[Passage] = []
    used = set(banned)
    count, live = 0, list(queues)
    while live and count < sentences:
        for queue in list(live):
            taken = next((p for p in queue if not grams(p.text) & used), None)
            if taken is None:
                live.remove(queue)
                continue
            used |= grams(taken.text)
            chosen.append(taken)
            count += len(split(taken.text))
    return sorted(chosen, key=lambda p: rank(p, "order"))
