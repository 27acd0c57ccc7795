"""What is wrong with a plan file: every fault with its place, never only the first."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `line` counts from 1, `path` names the key (`period.first`)."""

    line: int
    path: str
    reason: str


class PlanFileError(ValueError):
    """The file is refused as a whole; `problems` holds every fault, in the order of the file."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = sorted(set(problems))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """The faults as `file:line: reason`, the form that editors jump to."""
        return [
            f"{self.name}:{problem.line}: "
            + (f"{problem.path}: " if problem.path else "")
            + problem.reason
            for problem in self.problems
        ]


class Log:
    """Collects faults while a file is read, so that one run tells them all."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def add(self, line: int, path: str, reason: str) -> None:
        """Note a fault; reading goes on."""
        self.problems.append(Problem(line=line, path=path, reason=reason))

    def remark(self, line: int, path: str, reason: str) -> None:
        """Note something that was understood all the same, and should be written better."""
        self.remarks.append(Problem(line=line, path=path, reason=reason))
