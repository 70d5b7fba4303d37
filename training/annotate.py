"""Annotations made by reading: sample sentences, pack what annotators wrote, unpack it for training.

    annotate.py sample --corpora DIR --exclude DIR --out DIR [--seed S] [--sentences N] [--batch-size N]
    annotate.py pack ANNOTATED.jsonl --batch BATCH.jsonl [--out ROWS.jsonl]
    annotate.py unpack ROWS.jsonl... --corpora DIR --out DIR

The repository holds no corpus sentence: only ids, hashes and offsets (see annotations/README.md).
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus_sampling import Passage, choose, corpus_texts, grams, passages

EVENTS = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST
    SANCTION MOBILIZE COERCE ASSAULT"""
STATES = "BACKS OPPOSES ALLIED_WITH FIGHTS MEDIATES COMMANDS MEMBER_OF RECOGNIZES CONTROLS PRESENT_IN"
MODALITIES = "happened ongoing planned demanded threatened possible hypothetical"
QUANTITIES = "killed injured kidnapped detained displaced troops money weapons other"
POLARITIES = {"+": "asserted", "-": "denied"}
KEYS = {"t", "p", "s", "o", "pl", "ti", "pol", "mod", "src", "n"}
Row = dict[str, Any]


class UnusableError(ValueError):
    """An annotation that cannot be anchored or labelled; the message says which and why."""


def read_lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise SystemExit(
                        f"{path}:{number}: not JSON ({error}); mend the line and run again"
                    ) from error


def write_lines(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def locate(text: str, mention: str) -> list[int]:
    """Offsets of an exact text ("text#2": the second one); words match whole ("he" is not in "the")."""
    wanted, nth = mention, 1
    if numbered := re.fullmatch(r"(.+)#(\d+)", mention, re.S):
        wanted, nth = numbered[1], int(numbered[2])
    edges = (r"(?<!\w)" if wanted[:1].isalnum() else "", r"(?!\w)" if wanted[-1:].isalnum() else "")
    found = list(re.finditer(edges[0] + re.escape(wanted) + edges[1], text)) if wanted else []
    if len(found) < nth:
        raise UnusableError(f"exact text not found: {mention!r} (occurs {len(found)} times)")
    return [found[nth - 1].start(), found[nth - 1].end()]


def label(value: object, allowed: str, name: str) -> str:
    if value not in allowed.split():
        raise UnusableError(f"{name} {value!r} is not in the guide")
    return str(value)


def anchor(claim: Row, text: str) -> Row:
    """One GUIDE-format claim as offsets into its sentence; lists, "+" and the plain `mod` may be left out."""
    if unknown := sorted(set(claim) - KEYS):
        raise UnusableError(f"unknown keys {unknown}")
    predicate = label(claim.get("p"), f"{EVENTS} {STATES}", "predicate")

    def spans(key: str) -> list[list[int]]:
        return [locate(text, mention) for mention in claim.get(key, [])]

    return {
        "predicate": predicate,
        "trigger": locate(text, claim.get("t", "")),
        "subjects": spans("s"),
        "objects": spans("o"),
        "places": spans("pl"),
        "times": spans("ti"),
        "polarity": POLARITIES[label(claim.get("pol", "+"), "+ -", "polarity")],
        "modality": label(
            claim.get("mod", "ongoing" if predicate in STATES.split() else "happened"), MODALITIES, "modality"
        ),
        "sources": [
            {"span": locate(text, s.get("who", "")), "cue": locate(text, s["cue"]) if s.get("cue") else None}
            for s in claim.get("src", [])
        ],
        "quantities": [quantity(q, text) for q in claim.get("n", [])],
    }


def quantity(q: Row, text: str) -> Row:
    low, high = q.get("lo"), q.get("hi")
    if low is None and high is None:
        raise UnusableError(f"quantity {q.get('x')!r} has no bounds")
    if low is not None and high is not None and low > high:
        raise UnusableError(f"quantity {q.get('x')!r} runs from {low} down to {high}")
    kind = label(q.get("k"), QUANTITIES, "quantity kind")
    return {"kind": kind, "low": low, "high": high, "span": locate(text, q.get("x", ""))}


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()[:12]


def sample(args: argparse.Namespace) -> int:
    """Write items.jsonl (documents with their sentences) and batch_NN.jsonl (one sentence a line)."""
    banned: set[str] = set()
    triggers: list[str] = []
    for folder in args.exclude:
        texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.txt"))}
        banned |= {g for text in texts.values() for line in text.split("\n") for g in grams(line)}
        if (gold := folder / "claims.jsonl").exists():
            triggers += [
                texts[r["document"]][slice(*r["trigger"])] for r in read_lines(gold) if r.get("trigger")
            ]
    pool = [p for name, text in corpus_texts(args.corpora) for p in passages(name, text)]
    chosen = choose(pool, banned, triggers, args.seed, args.sentences)
    items = [{"doc": f"{p.document}.{p.start}", "src": "corpora", "sents": p.sentences()} for p in chosen]
    write_lines(args.out / "items.jsonl", items)
    batch: list[Row] = []
    batches = [batch]
    for passage in chosen:
        if len(batch) >= args.batch_size:
            batch = []
            batches.append(batch)
        batch += readable(passage)
    for number, rows in enumerate(batches):
        write_lines(args.out / f"batch_{number:02d}.jsonl", rows)
    print(f"{len(chosen)} passages, {sum(map(len, batches))} sentences, {len(batches)} batches in {args.out}")
    return 0


def readable(passage: Passage) -> list[Row]:
    sentences = passage.sentences()
    return [
        {
            "id": name,
            "text": text,
            "before": " ".join([f"[{passage.before}]", *(t for _, t in sentences[:k])]),
        }
        for k, (name, text) in enumerate(sentences)
    ]


def pack(args: argparse.Namespace) -> int:
    """Check annotated rows against their batch and write the sound ones as stand-off rows; 1 on any fault."""
    texts = {r["id"]: r["text"] for r in read_lines(args.batch)}
    rows: dict[str, Row] = {}
    faults: list[str] = []
    for row in read_lines(args.annotated):
        name = row.get("id", "")
        if name not in texts or name in rows:
            faults.append(f"{name}: {'annotated twice' if name in rows else 'not in the batch'}")
            continue
        claims = []
        for number, claim in enumerate(row.get("claims", [])):
            try:
                claims.append(anchor(claim, texts[name]))
            except UnusableError as error:
                faults.append(f"{name} claim {number} ({claim.get('p')} {claim.get('t')!r}): {error}")
        rows[name] = {"sentence": name, "sha1": sha1(texts[name]), "claims": claims}
    for fault in faults:
        print(fault, file=sys.stderr)
    left = [name for name in texts if name not in rows]
    count = sum(len(r["claims"]) for r in rows.values())
    print(
        f"{len(rows)} sentences, {count} claims, {len(faults)} faults, {len(left)} sentences not annotated",
        end="",
    )
    print(f" (next: {left[0]})" if left else "")
    if args.out:
        write_lines(args.out, [rows[name] for name in texts if name in rows])
    return 1 if faults else 0


def unpack(args: argparse.Namespace) -> int:
    """Write OUT/text/<document>.txt, a sentence a line, and OUT/claims.jsonl in the exchange format."""
    wanted: dict[str, dict[tuple[int, int], Row]] = {}
    for path in args.rows:
        for row in read_lines(path):
            document, span = row["sentence"].rsplit(":", 1)
            start, end = map(int, span.split("-"))
            wanted.setdefault(document, {})[start, end] = row
    (args.out / "text").mkdir(parents=True, exist_ok=True)
    exported: list[Row] = []
    missing = set(wanted)
    stale = 0
    for document, text in corpus_texts(args.corpora):
        groups: dict[int, list[tuple[str, Row]]] = {}
        for (start, end), row in sorted(wanted.get(document, {}).items()):
            sentence = text[start:end]
            if sha1(sentence) != row["sha1"]:
                stale += 1
                continue
            groups.setdefault(text.rfind("\n", 0, start) + 1, []).append((sentence, row))
        for at, sentences in groups.items():
            name = f"{document}.{at}"
            (args.out / "text" / f"{name}.txt").write_text(
                "".join(f"{s}\n" for s, _ in sentences), encoding="utf-8"
            )
            exported += exchange(name, sentences)
        missing.discard(document)
    write_lines(args.out / "claims.jsonl", exported)
    print(
        f"{sum('predicate' in r for r in exported)} claims, {stale} sentences whose text differs, "
        f"{len(missing)} documents not in the corpora"
    )
    return 1 if stale or missing else 0


def exchange(document: str, sentences: list[tuple[str, Row]]) -> Iterator[Row]:
    yield {"document": document, "claims": 0}
    at = 0
    for text, row in sentences:

        def shift(span: list[int], by: int = at) -> list[int]:
            return [span[0] + by, span[1] + by]

        def named(span: list[int], by: int = at, inside: str = text) -> Row:
            return {"name": inside[slice(*span)], "span": shift(span, by)}

        for number, claim in enumerate(row["claims"]):
            lists = {k: [named(s) for s in claim[k]] for k in ("subjects", "objects", "places", "times")}
            yield {
                "id": f"{row['sentence']}#{number}",
                "document": document,
                "predicate": claim["predicate"],
                "trigger": shift(claim["trigger"]),
                **lists,
                "polarity": claim["polarity"],
                "modality": claim["modality"],
                "sources": [
                    {**named(s["span"]), "cue": s["cue"] and shift(s["cue"])} for s in claim["sources"]
                ],
                "quantities": [{**q, "span": shift(q["span"])} for q in claim["quantities"]],
                "evidence": [at, at + len(text)],
            }
        at += len(text) + 1


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    sampling = commands.add_parser("sample", help=sample.__doc__)
    sampling.add_argument("--corpora", type=Path, required=True)
    sampling.add_argument(
        "--exclude", type=Path, action="append", default=[], help="folder of texts; repeatable"
    )
    sampling.add_argument("--out", type=Path, required=True, help="a folder outside the repository")
    sampling.add_argument("--seed", default="1")
    sampling.add_argument("--sentences", type=int, default=6000)
    sampling.add_argument("--batch-size", type=int, default=250)
    sampling.set_defaults(run=sample)
    packing = commands.add_parser("pack", help=pack.__doc__)
    packing.add_argument("annotated", type=Path)
    packing.add_argument("--batch", type=Path, required=True)
    packing.add_argument("--out", type=Path, help="without it, the rows are only checked")
    packing.set_defaults(run=pack)
    unpacking = commands.add_parser("unpack", help=unpack.__doc__)
    unpacking.add_argument("rows", type=Path, nargs="+")
    unpacking.add_argument("--corpora", type=Path, required=True)
    unpacking.add_argument("--out", type=Path, required=True)
    unpacking.set_defaults(run=unpack)
    args = parser.parse_args()
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
