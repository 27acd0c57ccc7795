"""Where a postal code lies."""

from dataclasses import dataclass

from brug.kernel.models import Region
from brug.kernel.regions.queries import postal_code


@dataclass(frozen=True)
class Place:
    """A municipality, and the middle of the postal code in degrees where that is known."""

    region: Region | None
    lat: float | None
    lon: float | None


def place_of(code: str) -> Place:
    """Return where a Belgian postal code lies; nowhere where nobody knows it."""
    row = postal_code(code)
    if row is None:
        return Place(None, None, None)
    lat, lon = (row.lat, row.lon) if row.lat is not None else (row.region.lat, row.region.lon)
    return Place(row.region, lat, lon)
