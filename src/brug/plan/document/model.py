"""A plan as it was read: plain values, without Django's database.

Two documents are equal when they say the same, wherever the lines stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Union

from brug.plan.document.errors import Problem
from brug.plan.document.text import Text
from brug.plan.enums import Direction, IndicatorKind

Fact = Union[Decimal, str, bool, date, "Facts"]
Facts = Mapping[str, Fact]
ByYear = Mapping[int, Decimal]

# The kinds of money that a line of the budget holds, in the order of the file.
LINE_KINDS = ("personnel", "operating_indexed", "operating_fixed", "operating_once")
# The kinds that a printed plan shows.
PRINTED_KINDS = ("personnel", "operating")


@dataclass(frozen=True)
class Practice:
    """A core practice and the roles of the plan that it plays."""

    name: str
    roles: tuple[str, ...]
    title: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Indicator:
    """A measured promise.

    `target` is the number that the kind asks for: the number itself (yearly, by_year), the
    growth in number or percent, or the percentage. `targets` gives single years their own
    number. `regions` divides a yearly target: "equal", "none" or numbers by region code.
    """

    code: str
    what: Text
    kind: IndicatorKind
    target: Decimal | None = None
    targets: ByYear = field(default_factory=dict)
    by: int | None = None
    baseline: ByYear = field(default_factory=dict)
    direction: Direction = Direction.RISING
    unit: str = ""
    measured: Text = field(default_factory=Text)
    measure: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    role: str = ""
    practice: str = ""
    ambition: str = ""
    regions: str | Mapping[str, Decimal] = "equal"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Objective:
    """A strategic objective, or an operational one below it; `code` is whole: SD1.OD2."""

    code: str
    title: Text
    indicators: tuple[Indicator, ...] = ()
    operational: tuple["Objective", ...] = ()
    line: int = field(default=0, compare=False)

    def walk(self) -> Iterator["Objective"]:
        """This objective and all below it, in the order of the plan."""
        yield self
        for child in self.operational:
            yield from child.walk()


@dataclass(frozen=True)
class BudgetLine:
    """Money (euro) by kind and year, and staff, of one objective."""

    objective: str
    fte: ByYear = field(default_factory=dict)
    seconded: Decimal | None = None
    amounts: Mapping[str, ByYear] = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    def total(self, kinds: tuple[str, ...], year: int) -> Decimal | None:
        """The sum of some kinds in a year; None where none of them has an amount."""
        given = [self.amounts[kind][year] for kind in kinds if year in self.amounts.get(kind, {})]
        return sum(given, Decimal(0)) if given else None


@dataclass(frozen=True)
class GrowthRules:
    """How amounts grow from year to year; fractions, 0.03 is three percent."""

    personnel_growth: Decimal | None = None
    goods_and_services_growth: Decimal | None = None
    fixed_lines_do_not_grow: bool | None = None
    rounding: str = ""


@dataclass(frozen=True)
class Budget:
    """The money of the plan, as far as its file tells it."""

    rules: GrowthRules = GrowthRules()
    years: tuple[int, ...] = ()
    lines: tuple[BudgetLine, ...] = ()
    printed_lines: tuple[BudgetLine, ...] = ()
    printed_totals: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    printed_overhead: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    staffing: Mapping[int, Mapping[str, Mapping[str, Decimal]]] = field(default_factory=dict)
    available_fte: Mapping[str, Decimal] = field(default_factory=dict)
    socio_cultural_share: Facts = field(default_factory=dict)
    income: Facts = field(default_factory=dict)
    reserves: Facts = field(default_factory=dict)
    depreciation_years: Facts = field(default_factory=dict)
    planned_investment: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class PlanDocument:
    """A whole plan. `regions` are the codes of the working regions that its targets are divided
    over (none: all of them). `lines` tells the line of a key's path, for messages; `remarks` tell
    what was understood though it should be written better.
    """

    first: int
    last: int
    title: Text = field(default_factory=Text)
    source: str = ""
    language: str = "en"
    ambitions: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    choices: tuple[Text, ...] = ()
    roles: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    practices: tuple[Practice, ...] = ()
    objectives: tuple[Objective, ...] = ()
    budget: Budget | None = None
    history: Facts = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    remarks: tuple[Problem, ...] = field(default=(), compare=False)

    def all_objectives(self) -> list[Objective]:
        """Every objective, in the order of the plan."""
        return [found for top in self.objectives for found in top.walk()]

    def indicators(self) -> list[Indicator]:
        """Every indicator, in the order of the plan."""
        return [one for objective in self.all_objectives() for one in objective.indicators]
