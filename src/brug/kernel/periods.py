"""Half-open periods and the days on which people work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` up to, but not including, ``end``, in the house's time zone.

    Raises:
        ValueError: the end lies before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> "Period":
        """Return the calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """Return a quarter, 1 to 4, of a calendar year.

        Raises:
            ValueError: there is no such quarter.
        """
        if quarter not in (1, 2, 3, 4):
            raise ValueError(f"a year has quarters 1 to 4, not {quarter}")
        start = date(year, 3 * quarter - 2, 1)
        return cls(start, add_months(start, 3))

    @classmethod
    def months_until(cls, day: date, months: int) -> "Period":
        """Return the ``months`` months that end with (and include) ``day``."""
        end = day + timedelta(days=1)
        return cls(add_months(end, -months), end)

    @property
    def days(self) -> int:
        """The number of days in it."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def until(self, day: date) -> "Period":
        """Return the part up to and including ``day``; empty where it has not begun."""
        end = min(self.end, day + timedelta(days=1))
        return Period(self.start, max(self.start, end))

    def instants(self) -> tuple[datetime, datetime]:
        """Return the first instant and the first instant after it, in UTC."""
        zone = timezone.get_default_timezone()
        first = datetime.combine(self.start, time.min, tzinfo=zone)
        after = datetime.combine(self.end, time.min, tzinfo=zone)
        return first.astimezone(UTC), after.astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or the month's last day if shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))


@lru_cache(maxsize=64)
def public_holidays(year: int, country: str) -> frozenset[date]:
    """Return the legal holidays of a country and year (source: the ``holidays`` package)."""
    # It takes 4 MB, and few processes ever count working days.
    import holidays  # noqa: PLC0415

    return frozenset(holidays.country_holidays(country, years=year))


def is_working_day(day: date) -> bool:
    """Tell whether ``day`` is a Monday to Friday that is no legal holiday here."""
    return day.weekday() < 5 and day not in public_holidays(day.year, settings.HOLIDAY_COUNTRY)


def working_days(period: Period) -> Iterator[date]:
    """Yield the working days of a period, in order."""
    for offset in range(period.days):
        day = period.start + timedelta(days=offset)
        if is_working_day(day):
            yield day


def today() -> date:
    """Return the day it is in the house's time zone."""
    return timezone.localdate()


def noon_of(day: date) -> datetime:
    """Return noon of a day in the house's time zone: for what is known by the day alone."""
    return timezone.make_aware(datetime.combine(day, time(12)))
