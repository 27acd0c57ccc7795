"""Jobs that exist for one test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from brug.kernel.registries.jobs import JobKind, Retry, job_kinds

Declare = Callable[..., None]


@pytest.fixture
def declare() -> Iterator[Declare]:
    """Return a function that declares a job ``(name, run, retry=…)`` until the test is over."""
    made: list[str] = []

    def declare_one(name: str, run: Callable[..., Any], retry: Retry | None = None) -> None:
        job_kinds.register(JobKind(name=name, run=run, retry=retry or Retry()))
        made.append(name)

    yield declare_one
    for name in made:
        del job_kinds._entries[name]
