"""Say what went wrong without saying with whom."""

import traceback


def describe(error: BaseException) -> str:
    """Return kind and place of an error in our code, without its message: that may name people."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/brug/" in frame.filename] or list(frames)
    kind = type(error).__name__
    if not ours:
        return kind
    place = ours[-1].filename.rpartition("/brug/")[2]
    return f"{kind} in {place}, line {ours[-1].lineno} ({ours[-1].name})"[:500]


def where(error: BaseException) -> str:
    """Return the lines of code through which an error came, for the log; without its message."""
    return "".join(traceback.format_tb(error.__traceback__))
