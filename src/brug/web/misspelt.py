"""Settings that nobody reads: misspelt, most often."""

from collections.abc import Iterable
from difflib import get_close_matches

from brug.web.environment import Environment

# Read by tests and tools alone.
_OTHERS = {"BRUG_CHROMIUM", "BRUG_SHOTS_DIR"}


def unknown_settings(names: Iterable[str]) -> dict[str, str]:
    """Return those of ``names`` that look like a setting and are none, with what was meant ('')."""
    known = {name.upper() for name in Environment.model_fields}
    unknown = sorted(
        name for name in names if name.upper().startswith("BRUG_") and name.upper() not in known
    )
    return {
        name: next(iter(get_close_matches(name.upper(), known, n=1)), "")
        for name in unknown
        if name not in _OTHERS
    }
