"""Where the fictional people live: all municipalities of the working regions, by size."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db.models import F

from brug.kernel.models import PostalCode, RegionKind

_FILE = Path(__file__).parent / "data" / "weights.json"
_SMALL_TOWN = 15.0  # thousand people, where the file names no other number
_STREETS = (
    "Bruggestraat",
    "Lindelaan",
    "Kerkplein",
    "Stationsstraat",
    "Molenweg",
    "Schoolstraat",
    "Veldstraat",
    "Dorpsplein",
    "Kapellelaan",
    "Bosdreef",
    "Beekstraat",
    "Populierenlaan",
    "Akkerweg",
    "Wilgenlaan",
    "Markt",
    "Nieuwstraat",
    "Zandweg",
    "Hofstraat",
    "Eikenlaan",
    "Vaartkaai",
)


@dataclass(frozen=True)
class Place:
    """A postal code with a place name, its municipality and working region (keys)."""

    code: str
    city: str
    region_id: int
    working_region_id: int


class Places:
    """Draws places so that big towns come up more often, in proportion to their people."""

    def __init__(self, random: Random, areas: tuple[str, ...]) -> None:
        self._random = random
        weights = json.loads(_FILE.read_text(encoding="utf-8"))
        rows = (
            PostalCode.objects.filter(
                is_main=True,
                region__kind=RegionKind.MUNICIPALITY,
                region__working_region__code__in=areas,
            )
            .annotate(area=F("region__working_region_id"), nis=F("region__code"))
            .select_related("region")
            .order_by("code")
        )
        codes = list(rows)
        per_region: dict[int, int] = {}
        for row in codes:
            per_region[row.region_id] = per_region.get(row.region_id, 0) + 1
        self.all = [
            Place(
                row.code,
                row.places[0] if row.places else row.region.name_nl,
                row.region_id,
                row.area,
            )
            for row in codes
        ]
        self._weights = [
            weights.get(row.nis, _SMALL_TOWN) / per_region[row.region_id] for row in codes
        ]

    def draw(self, count: int) -> list[Place]:
        """Return ``count`` places, by size."""
        return self._random.choices(self.all, self._weights, k=count)

    def street(self) -> str:
        """Return a street and number."""
        return f"{self._random.choice(_STREETS)} {self._random.randint(1, 180)}"
