"""The public directory of initiatives."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from brug.kernel.folding import fold
from brug.kernel.models import PostalCode
from brug.kernel.periods import today
from brug.kernel.regions.queries import distance_km, postal_code
from brug.volunteers.models import Initiative


@dataclass(frozen=True)
class Found:
    """An initiative of the directory; ``km`` is how far it is from the place asked for."""

    initiative: Initiative
    km: int | None = None


def search(
    *, text: str = "", theme: str = "", language: str = "", near: str = "", seeking: bool = False
) -> list[Found]:
    """Return the listed initiatives that fit, the nearest first where a place is given.

    ``text`` is part of a name or municipality, ``near`` a postal code, ``seeking``: only those
    that look for somebody now. A constant number of queries.
    """
    rows = with_open_count(Initiative.objects.listed())
    if text.strip():
        wanted = fold(text)
        rows = rows.filter(
            Q(organisation__sort_name__contains=wanted) | Q(region__search_text__contains=wanted)
        )
    if theme:
        rows = rows.filter(themes__code=theme)
    if seeking:
        rows = rows.filter(seeks__gt=0)  # type: ignore[misc]
    listed = rows.select_related("organisation", "region").prefetch_related("themes")
    place = postal_code(near) if near.strip() else None
    found = [
        Found(one, _km(place, one))
        for one in listed.order_by("organisation__sort_name", "pk")
        if not language or language in one.languages
    ]
    if place:
        found.sort(key=lambda one: (one.km is None, one.km or 0))
    return found


def _km(place: PostalCode | None, initiative: Initiative) -> int | None:
    far = distance_km(place, initiative) if place else None
    return None if far is None else round(far)


def with_open_count(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Add ``seeks``: how many openings an initiative has today."""
    is_open = Q(openings__closed_at=None) & (
        Q(openings__until=None) | Q(openings__until__gte=today())
    )
    return rows.annotate(seeks=Count("openings", filter=is_open, distinct=True))


def open_data() -> Iterator[dict[str, object]]:
    """Yield the directory as open data: what everybody sees on its pages, no person."""
    for found in search():
        one = found.initiative
        yield {
            "id": str(one.public_id),
            "name": one.name,
            "postal_code": one.postal_code,
            "municipality": str(one.region or ""),
            "latitude": one.lat,
            "longitude": one.lon,
            "themes": [theme.code for theme in one.themes.all()],
            "languages": one.languages,
            "about": one.about,
            "looks_for": one.looks_for,
            "opening_hours": one.opening_hours,
            "website": one.website,
            "email": one.email,
            "openings": one.seeks,  # type: ignore[attr-defined]
        }
