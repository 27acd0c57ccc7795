"""From where one looks at a plan: which year, as of which day, which region."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from brug.kernel.models import Region
from brug.kernel.periods import Period, today
from brug.plan.models import Plan
from brug.plan.queries import newest_counted_day


@dataclass(frozen=True)
class Viewpoint:
    """``as_of`` always lies in ``year`` or on the last day before it."""

    plan: Plan
    year: int
    as_of: date
    region: Region | None
    day_is_chosen: bool = False

    @classmethod
    def of(cls, request: HttpRequest, slug: str) -> "Viewpoint":
        """Read the viewpoint of a request on a plan.

        Raises:
            Http404: there is no such plan, or no such working region.
        """
        return cls.at_plan(request, get_object_or_404(Plan, slug=slug))

    @classmethod
    def at_plan(cls, request: HttpRequest, plan: Plan) -> "Viewpoint":
        """Read the viewpoint of a request; what is not asked for is now and everywhere.

        A year without a day is seen from its end, or while it runs from today; from the day before
        until the figures of today are counted.

        Raises:
            Http404: there is no such working region.
        """
        asked = _day(request.GET.get("as_of", ""))
        year = _year(request.GET.get("year", ""), plan, asked or today())
        return cls(
            plan=plan,
            year=year,
            as_of=_within(asked or newest_counted_day(plan, today()), year),
            region=_region(request.GET.get("region", "")),
            day_is_chosen=asked is not None and asked in Period.year(year) and asked != today(),
        )

    @cached_property
    def regions(self) -> list[Region]:
        """The working regions, in the order of their names."""
        return sorted(self.plan.working_regions(), key=lambda region: region.name)

    def at(self, *, year: int | None = None, region: Region | None = None) -> "Viewpoint":
        """Return the same place seen for another year, or another region."""
        if year is not None and year != self.year:
            as_of = _within(newest_counted_day(self.plan, today()), year)
            return replace(self, year=year, as_of=as_of, day_is_chosen=False, region=region)
        return replace(self, region=region)

    @property
    def query(self) -> str:
        """The viewpoint as the end of an address: '' or '?year=2027&region=limburg'."""
        parts: dict[str, str] = {}
        if self.year != _year("", self.plan, today()):
            parts["year"] = str(self.year)
        if self.day_is_chosen:
            parts["as_of"] = self.as_of.isoformat()
        if self.region is not None:
            parts["region"] = self.region.code
        return f"?{urlencode(parts)}" if parts else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _year(text: str, plan: Plan, day: date) -> int:
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else day.year
    return min(max(wanted, plan.first), plan.last)


def _within(day: date, year: int) -> date:
    """Return the day; outside the year, its last day or the last day before it."""
    period = Period.year(year)
    if day in period:
        return day
    return period.last_day if day > period.last_day else date(year - 1, 12, 31)


def _region(code: str) -> Region | None:
    if not code:
        return None
    return get_object_or_404(Region.objects.working_regions(), code=code)
