"""Texts to sign: what is filled in, what is left open, and the fingerprint of what was sent."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

# What a text may name, and is filled in when it is sent.
PLACES = ("person", "role", "place", "began", "allowance", "organisation")
_NAMED = re.compile(r"\{([^{}]*)\}")
_OPEN = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Faults:
    """What keeps a text from being sent: names that nothing is filled in for, open facts."""

    unknown: tuple[str, ...]
    open_facts: tuple[str, ...]


def faults_of(body: str) -> Faults:
    """Return what is wrong with a text; facts of the house that are open stand in [brackets]."""
    unknown = [name for name in _NAMED.findall(body) if name not in PLACES]
    return Faults(tuple(unknown), tuple(_OPEN.findall(body)))


def filled_in(body: str, facts: Mapping[str, str]) -> str:
    """Return a text with its facts; what was filled in is not looked through again."""
    return _NAMED.sub(lambda found: facts.get(found.group(1), found.group(0)), body)


def fingerprint(title: str, body: str) -> str:
    """Return the SHA-256 of title, an empty line and body, in 64 hex digits."""
    return hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest()


def is_a_name(typed: str) -> bool:
    """Whether what somebody typed to sign can be a name: two letters at least, of any script."""
    return sum(letter.isalpha() for letter in typed) >= 2
