"""What can be wrong with a file of regions."""

from pathlib import Path


class RegionFileError(ValueError):
    """A file cannot be loaded; the message names the file, the place in it, and the reason."""

    def __init__(self, path: Path, reason: str, *, line: int | None = None, at: str = "") -> None:
        place = f", line {line}" if line else ""
        item = f", {at}" if at else ""
        super().__init__(f"{path.name}{place}{item}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
