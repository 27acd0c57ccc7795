"""How the indicators of a plan stand: the one answer for screens, reports, API and commands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from brug.kernel.models import Region
from brug.kernel.periods import Period, today
from brug.plan.enums import Judgement
from brug.plan.figures.by_hand import evidence_by_hand
from brug.plan.figures.counted import Count, unit_of
from brug.plan.figures.series import Series
from brug.plan.figures.shelf import Shelf, Taken, Wanted
from brug.plan.links import indicator_url
from brug.plan.models import WHOLE, Indicator, Measurement, Plan
from brug.plan.rules import Evidence, Outlook, Promise, outlook, regional_outlook
from brug.plan.rules.freshness import EXACT, Patience
from brug.plan.wording import sentence


@dataclass(frozen=True)
class IndicatorStatus:
    """An indicator in a year, seen from a day.

    `measure` is empty where figures come by hand (`by_hand`) or nothing fills it. `as_of` is the
    day up to which the figure tells; `taken_at` the moment at which it was taken or entered.
    `period` is the span of the records behind it (None by hand). `final_target` and `target_year`
    belong to promises "by a year".
    """

    indicator: Indicator
    year: int
    as_of: date
    unit: str
    measure: str
    by_hand: bool
    outlook: Outlook
    actual: Decimal | None
    taken_at: datetime | None
    period: Period | None
    url: str
    region: Region | None = None

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def target(self) -> Decimal | None:
        """What the year must reach."""
        return self.outlook.target.value

    @property
    def final_target(self) -> Decimal | None:
        """What must be reached in the end, for a promise "by a year"."""
        return self.outlook.target.final

    @property
    def target_year(self) -> int | None:
        """The year of `final_target`."""
        return self.outlook.target.final_year

    @property
    def forecast(self) -> Decimal | None:
        """What the end of the year is heading for."""
        return self.outlook.forecast.value

    @property
    def judgement(self) -> Judgement:
        """How it stands."""
        return self.outlook.verdict.judgement

    @property
    def target_rule(self) -> str:
        """Why the target is what it is, in the active language."""
        return sentence(self.outlook.target.explanation, self.unit)

    @property
    def forecast_rule(self) -> str:
        """Where the forecast comes from, in the active language."""
        return sentence(self.outlook.forecast.explanation, self.unit)

    @property
    def judgement_rule(self) -> str:
        """Why it is judged so, in the active language."""
        return sentence(self.outlook.verdict.explanation, self.unit)


def indicator_status(
    plan: Plan,
    year: int,
    as_of: date,
    region: Region | None = None,
    *,
    patience: Patience = EXACT,
    codes: Sequence[str] = (),
) -> list[IndicatorStatus]:
    """All standing indicators in the order of the plan, for the whole or for one working region.

    `codes` narrows to some indicators; empty: all of them.

    Reads a few queries where the figures are on the shelf; takes those that are missing, or older
    than `patience` allows, from the records.
    """
    key = region.pk if region else WHOLE
    shelf = Shelf(patience, region_key=key)
    return Reading(plan, [year], as_of, shelf=shelf, codes=codes).of_year(year, region)


def status_by_region(
    plan: Plan, year: int, as_of: date, *, patience: Patience = EXACT, codes: Sequence[str] = ()
) -> dict[Region, list[IndicatorStatus]]:
    """The same for every working region at once; `codes` narrows to some indicators."""
    reading = Reading(plan, [year], as_of, shelf=Shelf(patience), codes=codes)
    return {region: reading.of_year(year, region) for region in reading.regions}


class Reading:
    """The indicators of a plan with the evidence for some years, read once for all regions."""

    def __init__(
        self,
        plan: Plan,
        years: Sequence[int],
        as_of: date,
        *,
        shelf: Shelf,
        codes: Sequence[str] = (),
    ) -> None:
        self.plan = plan
        self.years = years
        self.as_of = as_of
        self.shelf = shelf
        self.codes = codes
        self._wholes: dict[tuple[int, int], tuple[Promise, Evidence, Outlook]] = {}

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The standing indicators, each with its objective and binding."""
        rows = Indicator.objects.standing().filter(plan=self.plan)
        if self.codes:
            rows = rows.filter(code__in=self.codes)
        found = list(rows.select_related("objective", "binding").order_by("position"))
        for one in found:
            one.plan = self.plan
        return found

    @cached_property
    def regions(self) -> list[Region]:
        """The working regions that the plan is about."""
        return list(self.plan.working_regions())

    @cached_property
    def counts(self) -> dict[tuple[int, int], Count]:
        """What to take from records, by indicator and year."""
        return {
            (one.pk, year): Count.of(one, series, year, self.as_of)
            for one in self.indicators
            if (series := series_of(one)) is not None
            for year in self.years
        }

    def wanted(self) -> list[Wanted]:
        """Every span that is to be taken from records, once."""
        spans = (wanted for one in self.counts.values() for wanted in one.wanted())
        return list(dict.fromkeys(spans))

    @cached_property
    def taken(self) -> dict[Wanted, Taken]:
        """The figures of all of them."""
        return self.shelf.get(self.wanted())

    @cached_property
    def measurements(self) -> dict[int, list[Measurement]]:
        """Figures by hand, by indicator, newest first."""
        found: dict[int, list[Measurement]] = defaultdict(list)
        counted = {pk for pk, _year in self.counts}
        by_hand = [one.pk for one in self.indicators if one.pk not in counted]
        rows = Measurement.objects.standing().filter(indicator__in=by_hand)
        for row in rows.order_by("-measured_on", "-pk"):
            found[row.indicator_id].append(row)
        return found

    def of_year(self, year: int, region: Region | None = None) -> list[IndicatorStatus]:
        """Every indicator in one of the years, for the whole or for one working region."""
        return [self.status(one, year, region) for one in self.indicators]

    def status(
        self, indicator: Indicator, year: int, region: Region | None = None
    ) -> IndicatorStatus:
        """One indicator in one of the years, for the whole or for one working region."""
        count = self.counts.get((indicator.pk, year))
        promise, evidence, seen = self._whole(indicator, year)
        unit = promise.unit
        if region is not None:
            evidence = self.evidence(indicator, year, region.pk)
            seen = regional_outlook(
                promise,
                year,
                seen.target,
                region=region.code,
                count=len(self.regions) if region in self.regions else 0,
                evidence=evidence,
            )
        code = region.code if region else ""
        return IndicatorStatus(
            indicator=indicator,
            year=year,
            as_of=evidence.as_of,
            unit=unit,
            measure=count.series.measure_name if count else "",
            by_hand=not count and evidence.actual is not None,
            outlook=seen,
            actual=evidence.actual,
            taken_at=self._taken_at(indicator, count),
            period=count.windows.actual if count else None,
            url=indicator_url(self.plan.slug, indicator.code, self.as_of, code),
            region=region,
        )

    def _whole(self, indicator: Indicator, year: int) -> tuple[Promise, Evidence, Outlook]:
        """The promise with its unit, and how the whole stands: every region asks for it anew."""
        key = (indicator.pk, year)
        if key not in self._wholes:
            count = self.counts.get(key)
            unit = indicator.unit or (unit_of(count.series.measure) if count else "")
            promise = replace(indicator.promise(), unit=unit)
            evidence = self.evidence(indicator, year)
            self._wholes[key] = promise, evidence, outlook(promise, year, evidence)
        return self._wholes[key]

    def evidence(self, indicator: Indicator, year: int, region_key: int = WHOLE) -> Evidence:
        """What is known of an indicator in one of the years; 31 December is part of its year."""
        count = self.counts.get((indicator.pk, year))
        if count is not None:
            found = count.evidence(self.taken, region_key)
        else:
            rows = self.measurements.get(indicator.pk, [])
            found = evidence_by_hand(indicator, rows, year, self.as_of, region_key)
        seen_from = max(self.as_of, today())
        return replace(found, is_running=seen_from <= Period.year(year).last_day)

    def _taken_at(self, indicator: Indicator, count: Count | None) -> datetime | None:
        if count is not None:
            actual = count.windows.actual
            return self.taken[count.series, actual].computed_at if actual else None
        rows = self.measurements.get(indicator.pk, [])
        return max((row.entered_at for row in rows), default=None)


def series_of(indicator: Indicator) -> Series | None:
    """The series of an indicator's binding; None where it is unbound or the measure is gone."""
    binding = getattr(indicator, "binding", None)
    if binding is None or not binding.measure:
        return None
    series = Series.of(binding.measure, binding.filters)
    return series if series.is_known else None


def oldest_taking(statuses: Iterable[IndicatorStatus]) -> datetime | None:
    """The oldest moment among the figures from records: what a page says as its "as of"."""
    moments = [one.taken_at for one in statuses if one.measure and one.taken_at]
    return min(moments, default=None)
