"""Jobs: functions that run in the background."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError

# Words of ``jobs.enqueue`` that an argument of a job cannot be called.
_RESERVED = {"name", "key", "run_after"}
_LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True)
class Retry:
    """How often a failing job is tried, and how long it waits in between.

    The wait starts with ``first_wait`` and is multiplied by ``factor`` each time, up to a day.
    """

    attempts: int = 5
    first_wait: timedelta = timedelta(seconds=30)
    factor: int = 4

    def wait(self, attempts: int) -> timedelta | None:
        """Return how long to wait after so many failed attempts; None: give up."""
        if attempts >= self.attempts:
            return None
        wait = self.first_wait
        for _ in range(attempts - 1):
            wait = min(wait * self.factor, _LONGEST_WAIT)
        return wait


@dataclass(frozen=True)
class JobKind:
    """A function that can run in the background, and how it is retried.

    ``run`` takes plain JSON as keyword arguments only. It works inside the transaction that also
    marks the job done, so it must not wait for other machines; whatever it does to the database
    happens exactly once. ``is_repeatable``: it may be done once more in a backup that is restored,
    although the old installation may have done it since; else it waits there for a person.
    """

    name: str
    run: Callable[..., Any]
    label: str | Promise = ""
    retry: Retry = field(default_factory=Retry)
    is_repeatable: bool = True

    def check(self) -> None:
        """Raise RegistryError where its function cannot be called with JSON by keyword."""
        for argument in inspect.signature(self.run).parameters.values():
            if argument.kind is not inspect.Parameter.KEYWORD_ONLY:
                raise RegistryError(f"job '{self.name}': '{argument.name}' is not keyword-only")
            if argument.name in _RESERVED:
                raise RegistryError(f"job '{self.name}': '{argument.name}' is taken")
        if self.retry.attempts < 1:
            raise RegistryError(f"job '{self.name}' is never tried")


job_kinds: Registry[JobKind] = Registry("job")


def job_in_words(name: str) -> str | Promise:
    """Return what a job does; its name where nobody declares it any more."""
    return (job_kinds.get(name).label or name) if name in job_kinds else name
