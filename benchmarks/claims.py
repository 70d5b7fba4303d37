"""Claim figures of an export, all claims and those above the reader's display threshold.

``benchmarks/claims.py --scorer claims.py --gold claims.jsonl --export FOLDER``: the scorer is a script that takes
a gold and a predicted file of claims and prints JSON with ``--json``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import entente.read


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--export", type=Path, required=True)
    a = ap.parse_args()
    threshold = entente.read.load().threshold
    lines = (a.export / "claims.jsonl").read_text("utf8").splitlines()
    shown = [line for line in lines if json.loads(line)["confidence"] >= threshold]
    for name, rows in (("all claims", lines), (f"displayed (confidence >= {threshold})", shown)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "claims.jsonl"
            path.write_text("\n".join(rows) + "\n", "utf8")
            done = subprocess.run(
                [sys.executable, str(a.scorer), str(a.gold), str(path), "--json"],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
        figures = json.loads(done.stdout)
        print(f"{name}: {figures['rows']}")
        for level in ("trigger", "typed", "pair", "claim", "sourced"):
            print(f"  {level:8s}", " ".join(f"{k} {v:.3f}" for k, v in figures[level].items()))


if __name__ == "__main__":
    main()
