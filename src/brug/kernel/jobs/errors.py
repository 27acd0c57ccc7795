"""Say what went wrong without saying with whom."""

import traceback
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent.parent


def describe(error: BaseException) -> str:
    """Return kind and place of an error in our code, without its message: that may name people."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    kind = type(error).__name__
    if not ours:
        return kind
    place = Path(ours[-1].filename).relative_to(_PACKAGE).as_posix()
    return f"{kind} in {place}, line {ours[-1].lineno} ({ours[-1].name})"[:500]


def where(error: BaseException) -> str:
    """Return the lines of code through which an error came, for the log; without its message."""
    return "".join(traceback.format_tb(error.__traceback__))
