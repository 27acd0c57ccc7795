"""Who does what in which year: sets of heads, before anything is written."""

from dataclasses import dataclass, field
from random import Random

from brug.people.demo.sizes import Size

_YEARS = 3


@dataclass
class Crowd:
    """Heads (indexes of people) by what they do; lists hold one entry a year, newest first.

    Everybody in ``active`` does at least one thing of a sympathiser in that year. ``single`` and
    ``sponsors`` give beside ``monthly``; together they are the givers of that year.
    """

    active: list[list[int]] = field(default_factory=list)
    single: list[list[int]] = field(default_factory=list)
    sponsors: list[list[int]] = field(default_factory=list)
    walkers: list[list[int]] = field(default_factory=list)
    online: list[list[int]] = field(default_factory=list)
    monthly: list[int] = field(default_factory=list)
    volunteers: list[int] = field(default_factory=list)

    def givers(self, year: int) -> set[int]:
        """Everybody who gives in a year."""
        return {*self.monthly, *self.single[year], *self.sponsors[year]}


def gather(random: Random, size: Size) -> Crowd:
    """Divide the people over what they do, year by year; most stay from one year to the next."""
    heads = list(range(size.people))
    random.shuffle(heads)
    crowd = Crowd()
    loyal = heads[: size.monthly_givers + size.volunteers]
    crowd.monthly = loyal[: size.monthly_givers]
    crowd.volunteers = loyal[size.monthly_givers :]
    previous: list[int] = []
    for year in range(_YEARS):
        crowd.active.append(_active(random, heads, loyal, previous, size.active[year]))
        previous = crowd.active[year]
    for year in range(_YEARS):
        _give(random, crowd, size, year)
        _walk_and_act(random, crowd, size, year, loyal)
    return crowd


def _active(
    random: Random, heads: list[int], loyal: list[int], newer: list[int], count: int
) -> list[int]:
    """The active of a year: three in four of the year after it, and others who left since."""
    if not newer:
        return heads[:count]
    core = set(loyal)
    known = set(newer)
    others = [head for head in heads if head not in known]
    left = min(len(others), count - count * 3 // 4)
    stayed = random.sample([head for head in newer if head not in core], count - len(core) - left)
    return [*loyal, *stayed, *random.sample(others, left)]


def _give(random: Random, crowd: Crowd, size: Size, year: int) -> None:
    """Choose the givers beside the monthly ones: some once or twice, some as sponsor, some both."""
    monthly = set(crowd.monthly)
    pool = [head for head in crowd.active[year] if head not in monthly]
    if year:
        # Who gave in the year after is likely to have given before as well.
        later = set(crowd.single[year - 1]) | set(crowd.sponsors[year - 1])
        pool.sort(key=lambda head: (head in later) * 0.5 + random.random(), reverse=True)
    else:
        random.shuffle(pool)
    givers = pool[: size.giving[year] - size.monthly_givers]
    random.shuffle(givers)
    cut, overlap = len(givers) * 45 // 100, len(givers) * 6 // 100
    crowd.single.append(givers[: cut + overlap])
    crowd.sponsors.append(givers[cut:])


def _walk_and_act(random: Random, crowd: Crowd, size: Size, year: int, loyal: list[int]) -> None:
    """Choose walkers and online actors; whoever does nothing else acts online."""
    givers = crowd.givers(year)
    busy = givers | set(loyal)
    rest = [head for head in crowd.active[year] if head not in busy]
    half = size.walkers // 2
    walkers = random.sample(rest, half) + random.sample(sorted(givers), size.walkers - half)
    crowd.walkers.append(walkers)
    walking = set(walkers)
    idle = [head for head in rest if head not in walking]
    keen = random.sample(crowd.active[year], len(crowd.active[year]) // 6)
    crowd.online.append(sorted({*idle, *keen}))
