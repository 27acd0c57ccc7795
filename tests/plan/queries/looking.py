"""What the tests of queries share."""

from datetime import date, timedelta

from brug.plan.queries import IndicatorStatus, indicator_status
from tests.plan.world import act

SEPTEMBER = date(2026, 9, 30)


def status(plan, code="A1", as_of=SEPTEMBER, year=2026, **more) -> IndicatorStatus:
    """How one indicator stands."""
    return {one.id: one for one in indicator_status(plan, year, as_of, **more)}[code]


def acts(person, count, first=date(2026, 1, 1), **more) -> None:
    """One act a day, from a first day on."""
    for number in range(count):
        act(person, first + timedelta(days=number), **more)
