"""From where one looks at a plan: which year, as of which day, which region."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brug.kernel.models import Region
from brug.kernel.periods import Period, today
from brug.plan.models import Plan
from brug.plan.queries import newest_counted_day
from brug.plan.rules.asking import asked
from brug.plan.wording import sentence


@dataclass(frozen=True)
class Viewpoint:
    """``as_of`` lies in ``year``, or before it where that is still to come; never in the future.

    ``faults`` say what was asked for and cannot be; the rest stands in its place.
    """

    plan: Plan
    year: int
    as_of: date
    region: Region | None
    day_is_chosen: bool = False
    faults: tuple[str, ...] = ()

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
        wanted = asked(
            plan.years,
            today(),
            year=request.GET.get("year", ""),
            day=request.GET.get("as_of", ""),
        )
        day = wanted.day
        year = wanted.year or _nearest(plan, day or today())
        return cls(
            plan=plan,
            year=year,
            as_of=_within(day or newest_counted_day(plan, today()), year),
            region=_region(request.GET.get("region", "")),
            day_is_chosen=day is not None and day in Period.year(year) and day != today(),
            faults=tuple(sentence(one) for one in wanted.faults),
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
    def is_to_come(self) -> bool:
        """Whether the year has not begun, so that it holds promises only."""
        return self.as_of < Period.year(self.year).start

    @property
    def notice(self) -> str:
        """What was asked for and cannot be, and what is shown instead; '' where all can be."""
        if not self.faults:
            return ""
        words = {"year": self.year, "day": date_format(self.as_of, "j F Y")}
        shown = _("You see %(year)s as it stands on %(day)s.") % words
        return " ".join([*self.faults, shown])

    @property
    def query(self) -> str:
        """The viewpoint as the end of an address: '' or '?year=2027&region=limburg'."""
        parts: dict[str, str] = {}
        if self.year != _nearest(self.plan, today()):
            parts["year"] = str(self.year)
        if self.day_is_chosen:
            parts["as_of"] = self.as_of.isoformat()
        if self.region is not None:
            parts["region"] = self.region.code
        return f"?{urlencode(parts)}" if parts else ""


def _nearest(plan: Plan, day: date) -> int:
    """Return the day's year, or the year of the plan that lies nearest."""
    return min(max(day.year, plan.first), plan.last)


def _within(day: date, year: int) -> date:
    """Return the day; after the year, its last day: then nothing of it changes any more."""
    return min(day, Period.year(year).last_day)


def _region(code: str) -> Region | None:
    if not code:
        return None
    return get_object_or_404(Region.objects.working_regions(), code=code)
