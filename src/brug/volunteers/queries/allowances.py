"""What was claimed by somebody in a calendar year, and how much of the ceilings is used."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from brug.kernel.periods import Period
from brug.volunteers.enums import ClaimKind
from brug.volunteers.models import AllowanceCeiling, Claim, Involvement
from brug.volunteers.rules.allowances import Ceiling, Cost, Used, used


def costs_of(person_id: int, year: int) -> list[Cost]:
    """Return what counts of somebody in a calendar year, over all groups of the house."""
    period = Period.year(year)
    rows = Claim.objects.counting().filter(person_id=person_id, day__gte=period.start)
    return [_cost(row) for row in rows.filter(day__lt=period.end)]


def _cost(row: Claim) -> Cost:
    return Cost(ClaimKind(row.kind), row.day, row.amount, row.km or 0)


def ceiling_for(involvement: Involvement, day: date) -> Ceiling | None:
    """Return the ceilings for a volunteer on a day; None where none are known.

    The raised one is theirs only for what the law names; it holds for the involvement.
    """
    return _ceiling(AllowanceCeiling.objects.on(day), involvement)


def _ceiling(found: AllowanceCeiling | None, involvement: Involvement) -> Ceiling | None:
    if found is None:
        return None
    raised = involvement.has_raised_ceiling
    return Ceiling(
        per_day=found.per_day,
        per_year=found.per_year_raised if raised else found.per_year,
        travel_km=found.travel_km,
        may_mix=found.may_mix,
    )


def used_by(involvement: Involvement, day: date) -> Used | None:
    """Return how much of the year's ceilings a volunteer used; None where none are known."""
    ceiling = ceiling_for(involvement, day)
    if ceiling is None:
        return None
    return used(costs_of(involvement.person_id, day.year), ceiling, day.year)


def used_beside(claims: Sequence[Claim]) -> list[tuple[Claim, Used | None]]:
    """Return claims, each with how much of its year is used; two queries however many."""
    ceilings = list(AllowanceCeiling.objects.order_by("-valid_from"))
    costs: dict[int, list[Cost]] = defaultdict(list)
    people = {claim.person_id for claim in claims}
    for row in Claim.objects.counting().filter(person__in=people):
        costs[row.person_id].append(_cost(row))
    found = []
    for claim in claims:
        known = next((one for one in ceilings if one.valid_from <= claim.day), None)
        ceiling = _ceiling(known, claim.involvement)
        year = claim.day.year
        found.append((claim, used(costs[claim.person_id], ceiling, year) if ceiling else None))
    return found
