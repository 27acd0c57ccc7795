"""What a yearly report says, as plain values in one language: every format is made from this."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from brug.plan.enums import Judgement


@dataclass(frozen=True)
class RegionFigure:
    """An indicator in one working region."""

    region: str
    target: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    judgement: Judgement


@dataclass(frozen=True)
class HistoryPoint:
    """An indicator in one earlier period or this one."""

    label: str
    actual: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class ManualFigure:
    """A figure that somebody entered, with where it comes from."""

    day: date
    value: Decimal
    source: str
    entered_by: str
    region: str = ""


@dataclass(frozen=True)
class ReportIndicator:
    """An indicator as it stood. ``unit`` is '', 'eur', 'percent' or 'present' (1: it is there);
    ``rule`` is the judgement in words.

    ``measure`` names the measure that counts it; where there is none ``needs`` says what would be
    needed.
    """

    code: str
    title: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    judgement: Judgement
    rule: str
    measure: str = ""
    needs: str = ""
    regions: tuple[RegionFigure, ...] = ()
    history: tuple[HistoryPoint, ...] = ()
    manual: tuple[ManualFigure, ...] = ()


@dataclass(frozen=True)
class ReportAction:
    """An action of the year: who does what until when, and how it stands."""

    title: str
    owner: str
    due: date | None
    state: str
    is_late: bool = False


@dataclass(frozen=True)
class ReportReview:
    """What was judged of an objective after a quarter."""

    quarter: int
    judgement: Judgement
    text: str
    by: str
    day: date


@dataclass(frozen=True)
class ReportObjective:
    """An operational objective with all that belongs to it; ``above`` is the strategic one."""

    code: str
    title: str
    above_code: str
    above_title: str
    indicators: tuple[ReportIndicator, ...]
    actions: tuple[ReportAction, ...] = ()
    reviews: tuple[ReportReview, ...] = ()

    def count(self, *judgements: Judgement) -> int:
        """Return how many indicators have one of ``judgements``."""
        return sum(one.judgement in judgements for one in self.indicators)


@dataclass(frozen=True)
class YearReport:
    """A year of a plan as it stood on ``as_of``."""

    organisation: str
    plan_title: str
    first: int
    last: int
    year: int
    as_of: date
    language: str
    objectives: tuple[ReportObjective, ...]
    findings: tuple[str, ...] = field(default=())

    def indicators(self) -> Iterator[ReportIndicator]:
        """Yield every indicator in the order of the plan."""
        for objective in self.objectives:
            yield from objective.indicators

    def count(self, *judgements: Judgement) -> int:
        """Return how many indicators have one of ``judgements``."""
        return sum(objective.count(*judgements) for objective in self.objectives)
