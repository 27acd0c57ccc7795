"""A refused file beside what is wrong with it: the lines around each fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from brug.plan.document import Problem

AROUND = 2  # lines shown before and after a faulty one
LONGEST_LINE = 240  # characters; a longer one is cut, the fault is named anyway


@dataclass(frozen=True)
class FileLine:
    """A line of the file, its number from 1, and what is wrong with it.

    ``follows_gap`` tells that lines before it are left out.
    """

    number: int
    text: str
    problems: tuple[Problem, ...]
    follows_gap: bool


def lines_around(text: str, problems: Sequence[Problem]) -> list[FileLine]:
    """Return the faulty lines with their neighbours, in the order of the file.

    A fault beyond the last line (the file ends too early) shows at the last line.
    """
    lines = text.splitlines() or [""]
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        by_line.setdefault(min(max(problem.line, 1), len(lines)), []).append(problem)
    wanted = {
        number
        for line in by_line
        for number in range(line - AROUND, line + AROUND + 1)
        if 1 <= number <= len(lines)
    }
    return [
        FileLine(
            number=number,
            text=_cut(lines[number - 1]),
            problems=tuple(by_line.get(number, ())),
            follows_gap=number > 1 and number - 1 not in wanted,
        )
        for number in sorted(wanted)
    ]


def _cut(line: str) -> str:
    """The line without what cannot be shown, and not too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    return plain if len(plain) <= LONGEST_LINE else plain[:LONGEST_LINE] + "…"
