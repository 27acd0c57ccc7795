"""The language in which the command line speaks; without Django."""

import os
from collections.abc import Mapping

SPOKEN = ("en", "nl", "fr")
# In the order in which POSIX asks them: the first that says something decides.
_SAY = ("LC_ALL", "LC_MESSAGES", "LANG")


def shell_language(environment: Mapping[str, str] | None = None) -> str:
    """Return the language of a shell where the house speaks it, else English."""
    said = os.environ if environment is None else environment
    first = next((said[name] for name in _SAY if said.get(name)), "")
    code = first[:2].lower()
    return code if code in SPOKEN else SPOKEN[0]
