"""Finding regions and measuring between them."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.db.models import Q

from brug.kernel.folding import fold
from brug.kernel.models import PostalCode, Region

EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
_FEW = 200  # codes; more than this and one read of the country's whole table is cheaper


class Located(Protocol):
    """Anything with coordinates in degrees (a region, a postal code, a group)."""

    @property
    def lat(self) -> float | None:
        """Latitude."""

    @property
    def lon(self) -> float | None:
        """Longitude."""


def clean_postal_code(code: str, country: str = "BE") -> str:
    """Return a code as the table keeps it: 'b-9000 ' is '9000', '1012 ab' is '1012AB'.

    What cannot be a code becomes ''.
    """
    plain = re.sub(r"\s+", "", fold(code)).upper()
    plain = re.sub(
        rf"^(?:{re.escape(country[:1].upper())}|{re.escape(country.upper())})-", "", plain
    )
    return plain if re.fullmatch(r"[0-9A-Z-]{1,12}", plain, re.ASCII) else ""


def postal_code(code: str, country: str = "BE", place: str | None = None) -> PostalCode | None:
    """Return the postal code's row; of a code that two municipalities share the one with ``place``.

    The main one where no place is given or none of that name is known. Its ``lat`` and ``lon`` are
    finer than its region's.
    """
    cleaned = clean_postal_code(code, country)
    if not cleaned:
        return None
    rows = PostalCode.objects.filter(country=fold(country).upper()[:2], code=cleaned)
    found = list(rows.select_related("region__working_region").order_by("-is_main", "pk"))
    return _choose(found, place) if found else None


def region_for_postal_code(
    code: str, country: str = "BE", place: str | None = None
) -> Region | None:
    """Return the municipality of a postal code, as ``postal_code`` chooses; None: not known."""
    row = postal_code(code, country, place)
    return row.region if row else None


def regions_for_postal_codes(codes: Iterable[str], country: str = "BE") -> dict[str, Region]:
    """Return the main municipality of each known code, by the code as given; one query."""
    given = {code: clean_postal_code(code, country) for code in codes}
    wanted = set(given.values()) - {""}
    index = PostalIndex(country, wanted if len(wanted) <= _FEW else None)
    found = {code: index.region(cleaned) for code, cleaned in given.items() if cleaned}
    return {code: region for code, region in found.items() if region}


class PostalIndex:
    """A country's postal codes in memory, for imports of many rows: no query a row."""

    def __init__(self, country: str = "BE", codes: Iterable[str] | None = None) -> None:
        self.country = country
        rows = PostalCode.objects.filter(country=fold(country).upper()[:2])
        if codes is not None:
            rows = rows.filter(code__in=codes)
        self._rows: Mapping[str, list[PostalCode]] = defaultdict(list)
        for row in rows.select_related("region__working_region").order_by("-is_main", "pk"):
            self._rows[row.code].append(row)

    def find(self, code: str, place: str | None = None) -> PostalCode | None:
        """Return the row that ``postal_code`` would."""
        found = self._rows.get(clean_postal_code(code, self.country))
        return _choose(found, place) if found else None

    def region(self, code: str, place: str | None = None) -> Region | None:
        """Return the region that ``region_for_postal_code`` would."""
        row = self.find(code, place)
        return row.region if row else None


def _choose(rows: Sequence[PostalCode], place: str | None) -> PostalCode:
    if place and len(rows) > 1:
        wanted = fold(place)
        for row in rows:
            if wanted in row.region.search_text.split(" | "):
                return row
        for row in rows:
            if wanted in (fold(name) for name in row.places):
                return row
    return rows[0]


def distance_km(a: Located, b: Located) -> float | None:
    """Return the great-circle distance in kilometres; None where a coordinate is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def ancestors(region: Region) -> list[Region]:
    """Return the regions that this one lies in, the country first; itself not."""
    steps = range(Region.steplen, len(region.path), Region.steplen)
    return list(Region.objects.filter(path__in=[region.path[:end] for end in steps]))


def within(region: Region, field: str = "region") -> Q:
    """Return the condition that a record's ``field`` is the region or lies in it, as one join."""
    return Q(**{f"{field}__path__startswith": region.path})
