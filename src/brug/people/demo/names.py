"""Fictional names: of here, and of people who came from elsewhere, in Latin letters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from anyascii import anyascii
from faker.providers.person.fr_BE import Provider as French
from faker.providers.person.nl_BE import Provider as Dutch
from faker.providers.person.uk_UA import Provider as Ukrainian

_FILE = Path(__file__).parent / "data" / "newcomer-names.json"


@dataclass(frozen=True)
class Origin:
    """Names of one origin; languages that people write in, repeated as weights, and speak."""

    share: float
    first: Sequence[str]
    last: Sequence[str]
    languages: Sequence[str]
    speaks: str = ""


def origins() -> list[Origin]:
    """Return all origins; their shares add up to one."""
    newcomers = json.loads(_FILE.read_text(encoding="utf-8"))
    shares = {
        "arabic": 0.045,
        "dari": 0.035,
        "pashto": 0.012,
        "tigrinya": 0.012,
        "somali": 0.008,
        "kurdish": 0.01,
        "lingala": 0.008,
    }
    made = [
        Origin(shares[name], n["first"], n["last"], n["languages"], n["speaks"])
        for name, n in newcomers.items()
    ]
    ukrainian = Origin(
        0.03,
        _latin([*Ukrainian.first_names_female, *Ukrainian.first_names_male]),
        _latin(Ukrainian.last_names),
        ["uk", "uk", "nl", "en"],
        "uk",
    )
    french = Origin(0.07, list(French.first_names), list(French.last_names), ["fr"])
    rest = 1 - sum(origin.share for origin in [*made, ukrainian, french])
    dutch = Origin(rest, list(Dutch.first_names), list(Dutch.last_names), ["nl"] * 40 + ["en"])
    return [dutch, french, ukrainian, *made]


def _latin(names: Sequence[Any]) -> list[str]:
    return sorted({anyascii(name).replace("'", "") for name in names})


class Names:
    """Draws names, with their origin, from one pair of dice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._origins = origins()
        self._shares = [origin.share for origin in self._origins]

    def draw(self, count: int) -> list[tuple[str, str, Origin]]:
        """Return first name, last name and origin of ``count`` people."""
        pick = self._random.choice
        drawn = self._random.choices(self._origins, self._shares, k=count)
        return [(pick(origin.first), pick(origin.last), origin) for origin in drawn]
