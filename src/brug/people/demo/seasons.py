"""When things happen in a movement's year."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from brug.kernel.periods import Period, add_months

# How often people give single gifts, month by month: before the holidays most of all.
_GIVING = (1.1, 0.7, 0.7, 0.7, 0.8, 1.3, 0.5, 0.5, 0.9, 1.0, 1.4, 3.8)
# Online actions: Choose Solidarity in spring, World Refugee Day in June, the walk, December.
_ACTING = (0.7, 0.9, 1.5, 1.1, 1.0, 2.6, 0.5, 0.5, 1.3, 1.2, 1.0, 1.6)
_HELPING = (1.0, 1.0, 1.1, 1.0, 1.1, 1.1, 0.6, 0.6, 1.2, 1.1, 1.1, 0.9)
_SPONSORING_DAYS = 70


@dataclass(frozen=True)
class Year:
    """Twelve months that end yesterday (0) or one or two years before."""

    number: int
    period: Period
    walk: date


def years(today: date) -> list[Year]:
    """Return the three years of the movement, newest first."""
    return [_year(number, today) for number in range(3)]


def _year(number: int, today: date) -> Year:
    # The newest begins where the window of 'the last twelve months' begins, so it holds all of it.
    start = add_months(today + timedelta(days=1), -12 * (number + 1))
    end = today if number == 0 else add_months(today + timedelta(days=1), -12 * number)
    walks = [walk_day(year) for year in range(start.year, end.year + 1)]
    # Where the calendar leaves a year without a walk, its first day stands in.
    return Year(number, Period(start, end), next((d for d in walks if start <= d < end), start))


def walk_day(year: int) -> date:
    """Return the day of the sponsored walk: the last Sunday of September."""
    last = date(year, 9, 30)
    return last - timedelta(days=(last.weekday() + 1) % 7)


class Dice:
    """Draws moments within a year, each kind of act by its season."""

    def __init__(self, random: Random, year: Year) -> None:
        self._random = random
        self.year = year
        self._zone = timezone.get_default_timezone()
        self._days = [year.period.start + timedelta(days=n) for n in range(year.period.days)]
        first_sponsored = year.walk - timedelta(days=_SPONSORING_DAYS)
        self._sponsoring_days = [
            first_sponsored + timedelta(days=n) for n in range(_SPONSORING_DAYS + 12)
        ]
        # Half of all sponsors come in the last ten days.
        self._sponsoring = [
            6.0 if 0 <= (year.walk - day).days < 10 else 1.0 for day in self._sponsoring_days
        ]

    def giving(self, count: int) -> list[datetime]:
        """Moments of single gifts."""
        return self._by_month(_GIVING, count)

    def acting(self, count: int) -> list[datetime]:
        """Moments of online actions."""
        return self._by_month(_ACTING, count)

    def helping(self, count: int) -> list[datetime]:
        """Moments of volunteers' work."""
        return self._by_month(_HELPING, count)

    def sponsoring(self, count: int) -> list[datetime]:
        """Moments at which walkers are sponsored, in the ten weeks before the walk."""
        inside = self.year.period
        days = self._random.choices(self._sponsoring_days, self._sponsoring, k=count)
        return [self._moment(min(max(day, inside.start), inside.last_day)) for day in days]

    def walking(self, count: int) -> list[datetime]:
        """Moments on the day of the walk."""
        return [self._moment(self.year.walk, first=8, last=11) for _ in range(count)]

    def monthly(self) -> list[datetime]:
        """The same day of each month of the year, as a standing order does."""
        day = self._random.choice((1, 5, 10, 15, 20, 25))
        start = self.year.period.start
        first = (
            start.replace(day=day) if start.day <= day else add_months(start.replace(day=day), 1)
        )
        days = [add_months(first, n) for n in range(12)]
        return [self._moment(d, first=4, last=6) for d in days if d in self.year.period]

    def _by_month(self, weights: tuple[float, ...], count: int) -> list[datetime]:
        by_day = [weights[day.month - 1] for day in self._days]
        days = self._random.choices(self._days, by_day, k=count)
        return [self._moment(day) for day in days]

    def _moment(self, day: date, *, first: int = 7, last: int = 21) -> datetime:
        """A moment of a day between two hours, local time."""
        second = int((first + (last - first) * self._random.random()) * 3600)
        clock = time(second // 3600, second // 60 % 60, second % 60, tzinfo=self._zone)
        return datetime.combine(day, clock).astimezone(UTC)
