"""Schedules: jobs that run by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class Schedule:
    """A job by the clock.

    Either ``every`` so much time (a minute or more), or daily at ``at_hour`` (0-23, in the house's
    time zone). ``run`` takes nothing, is idempotent, and runs inside one transaction: what takes
    more than a second asks for a job (``jobs.enqueue``) that works in parts.
    """

    name: str
    label: str | Promise
    run: Callable[[], object]
    every: timedelta | None = None
    at_hour: int | None = None

    def check(self) -> None:
        """Raise RegistryError unless exactly one rhythm is given."""
        if (self.every is None) == (self.at_hour is None):
            raise RegistryError(f"schedule '{self.name}' needs either 'every' or 'at_hour'")
        if self.every is not None and self.every < timedelta(minutes=1):
            raise RegistryError(f"schedule '{self.name}' comes more often than each minute")
        if self.at_hour is not None and not 0 <= self.at_hour <= 23:
            raise RegistryError(f"schedule '{self.name}': a day has no hour {self.at_hour}")

    def slot(self, now: datetime) -> str:
        """Return the name of the turn that ``now`` (aware, house's zone) falls in.

        Equal names are one turn: two workers that meet in it run the job once.
        """
        if self.every is not None:
            number = int(now.timestamp() // self.every.total_seconds())
            return f"{self.name}#{number}"
        day = now.date() if now.hour >= (self.at_hour or 0) else now.date() - timedelta(days=1)
        return f"{self.name}#{day.isoformat()}"

    def next_turn(self, now: datetime) -> datetime:
        """Return when the turn after that of ``now`` (aware, house's zone) begins."""
        if self.every is not None:
            seconds = self.every.total_seconds()
            return datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, tz=now.tzinfo)
        today = now.replace(hour=self.at_hour or 0, minute=0, second=0, microsecond=0)
        return today if today > now else today + timedelta(days=1)


schedules: Registry[Schedule] = Registry("schedule")
