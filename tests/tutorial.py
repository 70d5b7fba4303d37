"""Runs the commands of docs/tutorial.md; `python tests/tutorial.py` also writes their real output into it.

In a `console` block each line that begins with `$ ` is a command, run in one folder that holds a copy of
samples/; the lines below it are what it printed. An id in a `show` or `reject` command is written again from
the listing that stands before it, because ids follow the reader.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b(?P<kind>[cr])[0-9a-f]{12}\b")


def run(text: str) -> str:
    """The tutorial with the output that its commands give now.

    Raises:
        RuntimeError: if a command fails; the message is the command and what it printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "samples")
        printed = [""]

        def block(match: re.Match[str]) -> str:
            lines = []
            for command in re.findall(r"^\$ (.*)$", match.group(), re.MULTILINE):
                current = _with_ids_of(printed[-1], command)
                printed.append(_output(current, Path(folder)))
                lines += [f"$ {current}", *(line.rstrip() for line in printed[-1].splitlines())]
            return "\n".join(lines) + "\n"

        return _BLOCK.sub(block, text)


def _with_ids_of(listing: str, command: str) -> str:
    for old in _ID.finditer(command):
        new = next((match for match in _ID.finditer(listing) if match["kind"] == old["kind"]), old)
        command = command.replace(old.group(), new.group())
    return command


def _output(command: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    settings = {"PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "ENTENTE_CASE": "libya.db"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, **settings, "ENTENTE_AUTHOR": "A. Analyst"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}")
    return done.stdout


if __name__ == "__main__":
    TUTORIAL.write_text(run(TUTORIAL.read_text("utf-8")), "utf-8")
