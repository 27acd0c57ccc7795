"""What the people did, as lines for the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random

from brug.people.demo.crowd import Crowd
from brug.people.demo.seasons import Dice, Year
from brug.people.demo.ways import Ways
from brug.people.enums import EngagementKind as Kind

_MONTHLY = [Decimal(n) for n in (5, 7, 10, 10, 10, 15, 15, 20, 25, 40)]
_SINGLE = [Decimal(n) for n in (10, 15, 20, 25, 25, 30, 40, 40, 50, 50, 75, 100, 150, 250)]
_SPONSORED = [Decimal(n) for n in (5, 10, 10, 15, 20, 20, 25, 25, 30, 40, 50, 100)]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody (an index of people) did."""

    head: int
    kind: Kind
    at: datetime
    practice: str = ""
    way: int | None = None
    amount: Decimal | None = None


def deeds_of_year(random: Random, crowd: Crowd, year: Year, ways: Ways) -> Iterator[Deed]:
    """Yield all that happened in a year, in no order."""
    dice = Dice(random, year)
    yield from _gifts(random, crowd, dice, ways)
    yield from _walk(random, crowd, dice, ways)
    yield from _online(random, crowd, dice, ways)
    yield from _volunteering(random, crowd, dice)
    yield from _beside(random, crowd, dice, ways)


def _gifts(random: Random, crowd: Crowd, dice: Dice, ways: Ways) -> Iterator[Deed]:
    for head in crowd.monthly:
        amount = _MONTHLY[head % len(_MONTHLY)]
        for at in dice.monthly():
            yield Deed(head, Kind.GIFT, at, amount=amount)
    heads = _repeated(random, crowd.single[dice.year.number], (70, 22, 8))
    for head, at in zip(heads, dice.giving(len(heads)), strict=True):
        yield Deed(head, Kind.GIFT, at, way=ways.of_gift(random, at), amount=random.choice(_SINGLE))


def _walk(random: Random, crowd: Crowd, dice: Dice, ways: Ways) -> Iterator[Deed]:
    walk = "refugee-walk"
    heads = _repeated(random, crowd.sponsors[dice.year.number], (80, 15, 5))
    for head, at in zip(heads, dice.sponsoring(len(heads)), strict=True):
        yield Deed(
            head, Kind.SPONSORED, at, walk, ways.of_walk(random, at), random.choice(_SPONSORED)
        )
    walkers = crowd.walkers[dice.year.number]
    for head, at in zip(walkers, dice.walking(len(walkers)), strict=True):
        yield Deed(head, Kind.WALKED, at, walk, ways.of_walk(random, at))


def _online(random: Random, crowd: Crowd, dice: Dice, ways: Ways) -> Iterator[Deed]:
    heads = _repeated(random, crowd.online[dice.year.number], (48, 26, 14, 8, 4))
    for head, at in zip(heads, dice.acting(len(heads)), strict=True):
        practice = "world-refugee-day" if at.month == 6 else "choose-solidarity"
        yield Deed(head, Kind.ONLINE_ACTION, at, practice, ways.of_action(random, at))


def _volunteering(random: Random, crowd: Crowd, dice: Dice) -> Iterator[Deed]:
    places = ("samen-gastvrij", "samen-gastvrij", "samen-gastvrij", "we-welcome", "startpunt")
    heads = _repeated(random, crowd.volunteers, (0, 3, 5, 8, 10, 12, 14, 14, 12, 9, 7, 6))
    for head, at in zip(heads, dice.helping(len(heads)), strict=True):
        yield Deed(head, Kind.VOLUNTEERED, at, places[head % len(places)])


def _beside(random: Random, crowd: Crowd, dice: Dice, ways: Ways) -> Iterator[Deed]:
    """What makes nobody a sympathiser by itself: coming to a gathering, asking something."""
    active = crowd.active[dice.year.number]
    for share, kind, practice in (
        (0.06, Kind.ATTENDED, "network-events-for-volunteers"),
        (0.015, Kind.ASKED, "sharing-information"),
        (0.002, Kind.TOLD_STORY, "connecting-stories"),
    ):
        heads = random.sample(active, max(1, int(len(active) * share)))
        for head, at in zip(heads, dice.helping(len(heads)), strict=True):
            yield Deed(head, kind, at, practice, ways.of_action(random, at))


def _repeated(random: Random, heads: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Each head once or more; ``weights`` say how likely once, twice and so on is."""
    times = random.choices(range(1, len(weights) + 1), weights, k=len(heads))
    return [head for head, n in zip(heads, times, strict=True) for _ in range(n)]
