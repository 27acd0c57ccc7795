"""The doctor: looks at every part of an installation and says what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """What was found of one part, and, unless all is well, what to do."""

    part: str
    level: Level
    found: str
    advice: str = ""


def fine(part: str, found: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(part, Level.OK, found)


def warn(part: str, found: str, advice: str) -> Finding:
    """Return a finding that should be looked at."""
    return Finding(part, Level.WARNING, found, advice)


def fail(part: str, found: str, advice: str) -> Finding:
    """Return a finding that must be mended."""
    return Finding(part, Level.ERROR, found, advice)
