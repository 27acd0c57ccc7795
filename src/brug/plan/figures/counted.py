"""Evidence from records: what a bound indicator's measure tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure, Nature, Unit
from brug.plan.enums import FigureNature
from brug.plan.figures.series import Series
from brug.plan.figures.shelf import Taken, Wanted
from brug.plan.models import WHOLE, Indicator
from brug.plan.rules import EarlierYear, Evidence
from brug.plan.rules.windows import Windows, need_of, windows_for

_UNITS = {Unit.EURO: "eur", Unit.PERCENT: "percent"}


def nature_of(measure: Measure) -> FigureNature:
    """How the rules treat a measure's figures."""
    if measure.unit is Unit.PERCENT:
        return FigureNature.SHARE
    return FigureNature.FLOW if measure.nature is Nature.FLOW else FigureNature.LEVEL


def unit_of(measure: Measure) -> str:
    """The unit in the plan's words, for indicators whose file names none."""
    return _UNITS.get(measure.unit, "")


@dataclass(frozen=True)
class Count:
    """A bound indicator's series, and the spans that its year needs."""

    series: Series
    windows: Windows

    @classmethod
    def of(cls, indicator: Indicator, series: Series, year: int, as_of: date) -> "Count":
        """What to take for an indicator's year."""
        measure = series.measure
        need = need_of(indicator.promise(), year)
        windows = windows_for(measure.nature, measure.window_months, year, as_of, need)
        return cls(series, windows)

    def wanted(self) -> list[Wanted]:
        """All spans to take."""
        return [(self.series, period) for period in self.windows.all()]

    def evidence(self, found: Mapping[Wanted, Taken], region_key: int = WHOLE) -> Evidence:
        """The evidence for the whole or a region.

        A year without a single record is taken for a year that nobody recorded, not for a zero.
        """
        windows = self.windows

        def value(period: Period) -> Decimal:
            return found[self.series, period].value(region_key)

        whole = {year: value(period) for year, period in windows.whole.items()}
        ago = value(windows.a_year_ago) if windows.a_year_ago else Decimal(0)
        return Evidence(
            nature=nature_of(self.series.measure),
            as_of=windows.as_of,
            actual=value(windows.actual) if windows.actual else None,
            known={year: figure for year, figure in whole.items() if figure},
            earlier=[
                EarlierYear(value(period), whole[year])
                for year, period in windows.until_day.items()
                if whole[year]
            ],
            a_year_ago=ago or None,
        )
