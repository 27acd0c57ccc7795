"""What may be paid back to a volunteer in a calendar year, over all groups of the house.

Law of 3 July 2005 on the rights of volunteers, art. 10 (and art. 38, § 1, first subparagraph, 23°,
of the Income Tax Code 1992): a fixed amount needs no proof up to a ceiling a day and a year; fixed
amounts and real costs do not go together, but real travel does, for so many kilometres a year.
The figures are data (``AllowanceCeiling``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brug.volunteers.enums import ClaimKind

# From this share of a ceiling on, who claims and who approves are warned.
WARN_FROM = Decimal("0.8")


@dataclass(frozen=True)
class Ceiling:
    """What the law allows on a day, in euro; ``travel_km`` beside fixed amounts."""

    per_day: Decimal
    per_year: Decimal
    travel_km: int
    may_mix: bool = False


@dataclass(frozen=True)
class Cost:
    """Something claimed: its kind, day, amount in euro; kilometres for travel."""

    kind: ClaimKind
    day: date
    amount: Decimal
    km: int = 0


@dataclass(frozen=True)
class Used:
    """How much of the ceilings of a calendar year is used; amounts in euro."""

    flat: Decimal
    km: int
    left: Decimal
    km_left: int
    is_near: bool


def used(costs: Sequence[Cost], ceiling: Ceiling, year: int) -> Used:
    """Return how much of a calendar year's ceilings is used."""
    of_year = [cost for cost in costs if cost.day.year == year]
    flat = sum((cost.amount for cost in of_year if cost.kind == ClaimKind.FLAT), Decimal(0))
    km = sum(cost.km for cost in of_year if cost.kind == ClaimKind.TRAVEL)
    has_flat = flat > 0
    near = flat >= WARN_FROM * ceiling.per_year or (
        has_flat and km >= WARN_FROM * ceiling.travel_km
    )
    return Used(
        flat=flat,
        km=km,
        left=max(ceiling.per_year - flat, Decimal(0)),
        km_left=max(ceiling.travel_km - km, 0),
        is_near=near,
    )


def obstacles(asked: Cost, past: Sequence[Cost], ceiling: Ceiling) -> tuple[str, ...]:
    """Return why a cost may not be paid back beside the past ones: codes, none where it may.

    'day' and 'year': above the ceiling of fixed amounts; 'mixed': fixed amounts and real costs in
    one calendar year; 'kilometres': more than may come beside fixed amounts.
    """
    of_year = [cost for cost in past if cost.day.year == asked.day.year]
    together = [*of_year, asked]
    found = []
    if asked.kind == ClaimKind.FLAT:
        flat = [cost for cost in together if cost.kind == ClaimKind.FLAT]
        on_day = sum((cost.amount for cost in flat if cost.day == asked.day), Decimal(0))
        if on_day > ceiling.per_day:
            found.append("day")
        if sum((cost.amount for cost in flat), Decimal(0)) > ceiling.per_year:
            found.append("year")
    kinds = {cost.kind for cost in together}
    both = {ClaimKind.FLAT, ClaimKind.REAL}
    if not ceiling.may_mix and asked.kind in both and both <= kinds:
        found.append("mixed")
    if ClaimKind.FLAT in kinds and asked.kind in (ClaimKind.FLAT, ClaimKind.TRAVEL):
        km = sum(cost.km for cost in together if cost.kind == ClaimKind.TRAVEL)
        if km > ceiling.travel_km:
            found.append("kilometres")
    return tuple(found)
