"""Schedules: jobs that run by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from brug.kernel.registries.base import Registry, RegistryError


@dataclass(frozen=True)
class Schedule:
    """A job by the clock.

    Either ``every`` so much time, or daily at ``at_hour`` (0-23, in the house's time zone).
    ``run`` takes nothing and must be idempotent.
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

    def slot(self, now: datetime) -> str:
        """Return the name of the turn that ``now`` (aware, house's zone) falls in.

        Equal names are one turn: two workers that meet in it run the job once.
        """
        if self.every is not None:
            number = int(now.timestamp() // self.every.total_seconds())
            return f"{self.name}#{number}"
        day = now.date() if now.hour >= (self.at_hour or 0) else now.date() - timedelta(days=1)
        return f"{self.name}#{day.isoformat()}"


schedules: Registry[Schedule] = Registry("schedule")
