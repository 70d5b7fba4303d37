"""Time and memory of one corpus read into one case, and the time of each list on that case.

``scale.py CORPUS [--case FILE] [--workers N] [--encoder DOCUMENTS]`` prints Markdown. CORPUS is whatever
``entente read`` takes. The case must not exist yet; with ``--lists-only`` it must, and only the lists are timed.

Memory is looked at once a second in ``/proc`` (Linux): the proportional set size (Pss: shared pages divided among
those who share them) summed over the process and its descendants, and the plain sum of resident sizes beside it. Each
list runs three times from interpreter start with its default limits; the middle time is told.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import entente
from entente.read import load
from entente.read.network import Network
from entente.store import Store, documents

REPOSITORY = Path(__file__).parent.parent
LOOK_SECONDS = 1.0
MIB = 1 << 20


def run(case: Path, *words: str) -> list[str]:
    """The command that a user would type, by this interpreter."""
    return [sys.executable, "-m", "entente", "--case", str(case), *words]


# ------------------------------------------------------------------------------------------------- reading


def read(case: Path, corpus: str, workers: int, log: Path) -> tuple[dict[str, str], float]:
    """Read the corpus: the figures by name, and the seconds of processor time alone."""
    started, pss, rss = time.monotonic(), 0, 0
    with log.open("wb") as said:
        process = subprocess.Popen(run(case, "read", corpus, "--workers", str(workers)), stderr=said)
        while process.poll() is None:
            now = [memory(pid) for pid in tree(process.pid)]
            pss, rss = max(pss, sum(m[0] for m in now)), max(rss, sum(m[1] for m in now))
            time.sleep(LOOK_SECONDS)
    seconds, used = time.monotonic() - started, os.times()
    if process.returncode not in (0, 3):
        raise SystemExit(f"the reading ended with {process.returncode}:\n{log.read_text('utf-8')[-2000:]}")
    spent = used.children_user + used.children_system
    return {
        "workers": str(workers),
        "wall time": f"{seconds:,.0f} s ({seconds / 60:.1f} min)",
        "processor time": f"{spent:,.0f} s",
        "peak memory, all processes (Pss)": f"{pss // MIB:,} MiB",
        "peak memory, sum of resident sizes": f"{rss // MIB:,} MiB",
        "size of the case": f"{case.stat().st_size / MIB:,.0f} MiB",
        "exit code": str(process.returncode),
    }, spent


def tree(pid: int) -> Iterator[int]:
    """A process and its descendants that still run."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def memory(pid: int) -> tuple[int, int]:
    """Proportional and resident size of one process in bytes; nothing where it has just ended."""
    try:
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0, 0
    sizes = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", rolled, re.M))
    return int(sizes.get("Pss", 0)) * 1024, int(sizes.get("Rss", 0)) * 1024


# ------------------------------------------------------------------------------------------------- lists


def lists(case: Path) -> dict[str, str]:
    """Middle time of three runs of each list, and of one brief."""
    with entente.open(case) as opened:
        name = opened.actors(limit=1)[0].name
        claims, relations = opened.claims(limit=1), opened.relations(limit=1)
        events, disputes = opened.events(limit=1), opened.disputes(limit=1)
    ids = [found[0].id for found in (claims, relations, events, disputes) if found]
    commands = [[kind] for kind in ("actors", "claims", "relations", "events", "disputes", "documents")]
    commands += [[kind, "--about", name] for kind in ("claims", "relations", "events", "disputes")]
    commands += [["claims", "--place", name], ["search", "ceasefire"], ["search", '"prime minister"']]
    commands += [["show", one] for one in (*ids, name)]
    timed = {" ".join(words): timing(run(case, *words), 3) for words in commands}
    return {
        name: f"{seconds:.2f} s"
        for name, seconds in (timed | {"brief": timing(run(case, "brief"), 1)}).items()
    }


def timing(command: list[str], times: int) -> float:
    """Middle wall time of several runs of a command that must succeed."""
    taken = []
    for _ in range(times):
        started = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.monotonic() - started)
    return statistics.median(taken)


# ------------------------------------------------------------------------------------------------- encoder


def encoder(case: Path, count: int) -> tuple[int, float, int]:
    """Sentences in the case, seconds that the bare network takes for one, and sentences timed.

    The network alone, in this process, on sentences of documents spread evenly over the case.
    """
    reader = load()
    with as_file(files("entente.read").joinpath("weights")) as weights:
        network = Network(weights)
    store = Store(case, create=False)
    with store.reading() as connection:
        keys = list(documents.keys(connection).values())
        chosen = documents.load(connection, keys[:: max(1, len(keys) // count)])
    store.close()
    texts = [(document.text, reader.read(document).sentences) for document in chosen if document.readable]
    sentences = sum(len(spans) for _, spans in texts)
    started = time.monotonic()
    for text, spans in texts:
        network.label(text, spans)
    seconds = time.monotonic() - started
    return round(sentences / len(chosen) * len(keys)), seconds / sentences, sentences


# ------------------------------------------------------------------------------------------------- report


def machine() -> str:
    """Processor, cores, memory, system and Python of this machine."""
    model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    cores = len(os.sched_getaffinity(0))
    name = model[1] if model else platform.machine()
    return f"{name}, {cores} cores, {size:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit that was measured, marked where the tree differs from it."""
    said = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    return subprocess.run(said, capture_output=True, text=True, check=False).stdout.strip() or "no repository"


def table(title: str, rows: dict[str, str]) -> str:
    """Two columns of Markdown."""
    lines = [f"| {title} | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--case", type=Path, help="where to make the case; a temporary folder unless said")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--encoder", type=int, default=200, metavar="DOCUMENTS", help="0: leave this out")
    parser.add_argument("--lists-only", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = chosen.case or Path(folder) / "scale.db"
        if case.exists() != chosen.lists_only:
            parser.error(f"{case} {'exists already' if case.exists() else 'does not exist'}")
        about = {"machine": machine(), "load before": f"{os.getloadavg()[0]:.1f}", "commit": commit()}
        about["date"] = dt.datetime.now(dt.UTC).date().isoformat()
        done, spent = dict[str, str](), 0.0
        if not chosen.lists_only:
            done, spent = read(case, chosen.corpus, chosen.workers, Path(folder) / "log")
        with entente.open(case) as opened:
            held = opened.overview()
        about["reader"] = held.reader
        counts = {
            name: f"{getattr(held, name):,}" for name in ("documents", "actors", "claims", "shown", "events")
        }
        counts |= {name: f"{getattr(held, name):,}" for name in ("relations", "disputes", "copies")}
        if chosen.encoder:
            sentences, each, sample = encoder(case, chosen.encoder)
            done["sentences (estimated)"] = f"{sentences:,}"
            done["bare network, one process"] = f"{each * 1000:.2f} ms a sentence (on {sample:,})"
            done["bare network, all sentences"] = f"{sentences * each:,.0f} s of one processor"
            if spent:
                done["whole reading over bare network"] = (
                    f"{spent / (sentences * each):.2f} times (processor time)"
                )
        parts = [
            ("Measured", about),
            ("The case", counts),
            ("Reading", done),
            ("From interpreter start", lists(case)),
        ]
        print("\n\n".join(table(title, rows) for title, rows in parts))


if __name__ == "__main__":
    main()
