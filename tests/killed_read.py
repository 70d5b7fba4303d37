"""Run by the kill tests as a process of its own: read a folder into a case, with rules."""

import sys
from pathlib import Path

import entente
from rule_reader import RuleReader

if __name__ == "__main__":
    with entente.open(sys.argv[1]) as case:
        case.read(Path(sys.argv[2]), reader=RuleReader(), workers=int(sys.argv[3]))
