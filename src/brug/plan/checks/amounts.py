"""The amounts of a plan side by side, and which of them are copies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from brug.plan.document.model import BudgetLine, ByYear, PlanDocument

KINDS = ("personnel", "operating")
_PARTS = {
    "personnel": ("personnel",),
    "operating": ("operating", "operating_indexed", "operating_fixed", "operating_once"),
}
# An amount that is no multiple of this (euro) is not repeated by chance.
_ROUND = Decimal(50)


@dataclass(frozen=True)
class Entry:
    """What one objective has: amounts by kind and year, FTE by year, staff that costs nothing."""

    objective: str
    amounts: Mapping[str, ByYear]
    fte: ByYear
    seconded: Decimal
    is_printed: bool

    def paid_fte(self, year: int) -> Decimal | None:
        """FTE that the organisation pays itself."""
        return self.fte[year] - self.seconded if year in self.fte else None


@dataclass(frozen=True)
class Ledger:
    """The entries of all objectives, and the objectives that should have one."""

    entries: tuple[Entry, ...]
    expected: frozenset[str]

    @classmethod
    def of(cls, document: PlanDocument) -> "Ledger":
        """The ledger of a plan; where an objective stands twice, its computed line goes first."""
        budget = document.budget
        entries: dict[str, Entry] = {}
        for line in budget.lines if budget else ():
            entries.setdefault(line.objective, _entry(line, is_printed=False))
        for line in budget.printed_lines if budget else ():
            entries.setdefault(line.objective, _entry(line, is_printed=True))
        leaves = {one.code for one in document.all_objectives() if not one.operational}
        order = {one.code: index for index, one in enumerate(document.all_objectives())}
        ordered = sorted(entries.values(), key=lambda entry: order[entry.objective])
        return cls(tuple(ordered), frozenset(leaves))

    def amounts(self, kind: str, year: int) -> dict[str, Decimal]:
        """The amounts of a kind and year by objective."""
        return {
            entry.objective: entry.amounts[kind][year]
            for entry in self.entries
            if year in entry.amounts[kind]
        }

    def is_complete(self, kind: str, year: int) -> bool:
        """Whether every objective without objectives below it has an amount."""
        return self.expected <= set(self.amounts(kind, year))


@dataclass(frozen=True)
class Copy:
    """The amounts that one objective repeats from another: (kind, year) pairs."""

    objective: str
    original: str
    cells: tuple[tuple[str, int], ...]


def _entry(line: BudgetLine, *, is_printed: bool) -> Entry:
    return Entry(
        objective=line.objective,
        amounts={kind: _yearly(line, _PARTS[kind]) for kind in KINDS},
        fte=line.fte,
        seconded=line.seconded or Decimal(0),
        is_printed=is_printed,
    )


def _yearly(line: BudgetLine, parts: tuple[str, ...]) -> dict[int, Decimal]:
    """Sums by year. Only a year in which every recurring part stands can be summed."""
    recurring = [
        line.amounts[part] for part in parts if part in line.amounts and part != "operating_once"
    ]
    years = set.intersection(*(set(part) for part in recurring)) if recurring else set()
    return {year: line.total(parts, year) or Decimal(0) for year in sorted(years)}


def find_copies(ledger: Ledger) -> list[Copy]:
    """Entries that repeat an amount to the cent which no equal staff explains."""
    found: dict[str, Copy] = {}
    entries = ledger.entries
    for index, first in enumerate(entries):
        for second in entries[index + 1 :]:
            cells = tuple(_shared_cells(first, second))
            if not cells:
                continue
            copy, original = _which_is_copy(ledger, first, second, cells)
            found.setdefault(copy.objective, Copy(copy.objective, original.objective, cells))
    return list(found.values())


def _shared_cells(first: Entry, second: Entry) -> Iterator[tuple[str, int]]:
    for kind in KINDS:
        for year, amount in first.amounts[kind].items():
            if second.amounts[kind].get(year) != amount or amount % _ROUND == 0:
                continue
            same_staff = first.paid_fte(year) == second.paid_fte(year) is not None
            if kind == "personnel" and same_staff:
                continue
            yield kind, year


def _which_is_copy(
    ledger: Ledger, first: Entry, second: Entry, cells: tuple[tuple[str, int], ...]
) -> tuple[Entry, Entry]:
    """(copy, original): where staff is repeated, the copy is the one whose FTE costs strangely.

    Else it is the printed one beside a computed one, else the later one of the plan.
    """
    kind, year = cells[0]
    others = [
        cost
        for entry in ledger.entries
        if entry not in (first, second) and (cost := _cost_of_fte(entry, year)) is not None
    ]
    costs = [cost for entry in (first, second) if (cost := _cost_of_fte(entry, year))]
    if kind == "personnel" and others and len(costs) == 2 and costs[0] != costs[1]:
        usual = Decimal(median(others))
        strange = [abs(cost - usual) for cost in costs]
        return (first, second) if strange[0] > strange[1] else (second, first)
    if first.is_printed and not second.is_printed:
        return first, second
    return second, first


def _cost_of_fte(entry: Entry, year: int) -> Decimal | None:
    fte = entry.paid_fte(year)
    cost = entry.amounts["personnel"].get(year)
    return cost / fte if fte and fte > 0 and cost is not None else None
