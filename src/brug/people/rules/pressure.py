"""How often somebody may be asked: ceilings over a sliding number of days. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from brug.people.enums import AskKind


@dataclass(frozen=True)
class Ceiling:
    """A rule: in any ``days`` days asks weigh at most ``most``; kinds without weight are exempt."""

    name: str
    most: int
    days: int
    weights: Mapping[str, int]
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def weight(self, kind: str) -> int:
        """Return how much an ask of a kind weighs."""
        return self.weights.get(kind, 0)


@dataclass(frozen=True)
class Asked:
    """An ask that was made or is planned."""

    at: datetime
    kind: str


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may be asked; if not, by which rule ('' for a wish for quiet), until when.

    ``free_at`` is the first moment at which it would be allowed, as things stand now.
    """

    may: bool
    rule: str = ""
    free_at: datetime | None = None


def load(ceiling: Ceiling, asks: Iterable[Asked], at: datetime) -> int:
    """Return the weight of the fullest span of the rule's days that holds ``at``."""
    span = timedelta(days=ceiling.days)
    near = [(ask.at, ceiling.weight(ask.kind)) for ask in asks if at - span < ask.at < at + span]
    # A span is fullest where it begins with an ask, or with the moment itself.
    starts = {at, *(when for when, _weight in near if when <= at)}
    return max(
        sum(weight for when, weight in near if start <= when < start + span) for start in starts
    )


def left(ceiling: Ceiling, asks: Iterable[Asked], at: datetime) -> int:
    """Return how much more asking the rule allows at a moment."""
    return max(0, ceiling.most - load(ceiling, asks, at))


def judge(
    ceilings: Iterable[Ceiling],
    asks: Sequence[Asked],
    kind: str,
    at: datetime,
    quiet_until: date | None = None,
) -> Verdict:
    """Tell whether one more ask of a kind at ``at`` keeps every rule that is in force then.

    A wish for quiet goes before every rule; a confirmation or answer is no ask and always allowed.
    """
    in_force = [one for one in ceilings if one.holds_on(at.date())]
    if kind == AskKind.CONFIRMATION:
        return Verdict(may=True)
    if quiet_until and at.date() < quiet_until:
        free = at.replace(year=quiet_until.year, month=quiet_until.month, day=quiet_until.day)
        return Verdict(may=False, free_at=free)
    for ceiling in in_force:
        weight = ceiling.weight(kind)
        if weight and load(ceiling, asks, at) + weight > ceiling.most:
            return Verdict(may=False, rule=ceiling.name, free_at=_free(ceiling, asks, kind, at))
    return Verdict(may=True)


def _free(ceiling: Ceiling, asks: Sequence[Asked], kind: str, at: datetime) -> datetime | None:
    """The first moment from ``at`` on at which the rule would allow one more; None: never."""
    span = timedelta(days=ceiling.days)
    room = ceiling.most - ceiling.weight(kind)
    later = sorted(ask.at + span for ask in asks if ask.at + span > at)
    return next((when for when in later if load(ceiling, asks, when) <= room), None)


def held_back(ceilings: Sequence[Ceiling], asks: Sequence[Asked], since: datetime) -> int:
    """Return how many of a person's asks from ``since`` on the rules would have held back.

    Asks are weighed in the order of their moments; one that is held back weighs no more.
    """
    kept: list[Asked] = []
    count = 0
    for ask in sorted(asks, key=lambda one: one.at):
        if judge(ceilings, kept, ask.kind, ask.at).may:
            kept.append(ask)
        else:
            count += ask.at >= since
    return count
