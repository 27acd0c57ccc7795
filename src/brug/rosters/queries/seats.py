"""Shifts with their seats: how many there are, who has them, which are open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from brug.rosters.models import Assignment, Need, Shift
from brug.rosters.wording import need_text


@dataclass
class NeedSeats:
    """A need of a shift with who has its seats."""

    need: Need
    number: int
    held: list[Assignment] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it asks for."""
        return need_text(self.need.role, self.need.languages)

    @property
    def missing(self) -> int:
        """How many seats nobody has."""
        return max(0, self.need.count - len(self.held))


@dataclass
class ShiftSeats:
    """A shift with its needs."""

    shift: Shift
    needs: list[NeedSeats]

    @property
    def missing(self) -> int:
        """How many seats nobody has."""
        return sum(one.missing for one in self.needs)

    @property
    def is_open(self) -> bool:
        """Whether somebody can still be found for what is missing."""
        return bool(self.missing) and not self.shift.cancelled_at and not self.shift.has_begun

    @property
    def wanted(self) -> int:
        """How many seats there are."""
        return sum(one.need.count for one in self.needs)


def with_needs(shifts: QuerySet[Shift]) -> QuerySet[Shift]:
    """Read shifts with their service and their needs with roles, in a fixed number of queries."""
    needs = Need.objects.select_related("role").order_by("pk")
    return shifts.select_related("service").prefetch_related(Prefetch("needs", needs))


def with_counts(shifts: QuerySet[Shift]) -> QuerySet[Any]:
    """Add ``wanted`` (seats) and ``taken`` (people on them)."""
    needs = Need.objects.filter(shift=OuterRef("pk")).order_by().values("shift")
    held = Assignment.objects.standing().filter(shift=OuterRef("pk")).order_by().values("shift")
    return shifts.annotate(
        wanted=Coalesce(Subquery(needs.annotate(n=Sum("count")).values("n")), 0),
        taken=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
    )


def short(shifts: QuerySet[Shift]) -> QuerySet[Any]:
    """Keep the shifts on which somebody is missing."""
    return with_counts(shifts).filter(taken__lt=F("wanted"))


def seats_of(shifts: Iterable[Shift]) -> list[ShiftSeats]:
    """Return shifts (read by ``with_needs``) with who has their seats, in one query."""
    listed = list(shifts)
    found = {
        need.pk: NeedSeats(need, number)
        for shift in listed
        for number, need in enumerate(shift.needs.all())
    }
    held = (
        Assignment.objects.standing()
        .filter(need__in=found)
        .select_related("volunteer__person")
        .order_by("volunteer__person__sort_name", "pk")
    )
    for one in held:
        found[one.need_id].held.append(one)
    return [ShiftSeats(one, [found[need.pk] for need in one.needs.all()]) for one in listed]


def missing_by_need(needs: Iterable[Need]) -> dict[int, int]:
    """Return for each need how many of its seats nobody has, in one query."""
    listed = list(needs)
    rows = Assignment.objects.standing().filter(need__in=listed)
    taken = Counter(rows.values_list("need", flat=True))
    return {need.pk: max(0, need.count - taken[need.pk]) for need in listed}
