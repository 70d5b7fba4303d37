"""What one ``read`` did, for the person who started it: on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

from entente.model import Problem, ReadReport
from entente.tell.plain import visible
from entente.tell.words import counted

_LISTED = 50
"""Problems printed in full; the rest are counted by what was wrong."""


def draw(report: ReadReport, case: Path) -> None:
    """Print the counts and every problem with what to do about it."""
    print(text(report, case), file=sys.stderr)


def text(report: ReadReport, case: Path) -> str:
    """The report in lines: counts first, then problems, then the next step."""
    found = [
        f"Found {counted(report.gathered, 'document')}: {report.new:,} new, {report.read:,} read now.",
        f"The case {visible(str(case))} holds {counted(report.claims, 'claim')};"
        f" {counted(report.unread, 'document')} unread, {counted(report.copies, 'copy', 'copies')}.",
    ]
    if report.problems:
        found += ["", f"{counted(len(report.problems), 'input')} could not be read:"]
        found += [problem_line(problem) for problem in report.problems[:_LISTED]]
        if len(report.problems) > _LISTED:
            found.append(f"  and {len(report.problems) - _LISTED:,} more: entente doctor lists all")
    if report.unread:
        found.append("Unread documents are stored and searchable; entente documents says why each is unread.")
    if report.claims:
        found.append(f"Next: entente --case {visible(str(case))} brief")
    return "\n".join(found)


def problem_line(problem: Problem) -> str:
    """One problem: where, what, and what to do."""
    where = problem.path
    if problem.line is not None:
        where += f", line {problem.line}"
    if problem.field:
        where += f", field {problem.field}"
    what = problem.what if problem.what.endswith((".", "!", "?")) else f"{problem.what}."
    return "  " + visible(f"{where}: {what} {problem.advice}")
