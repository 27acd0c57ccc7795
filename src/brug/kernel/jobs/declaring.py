"""Declare functions that run in the background."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.functional import Promise

from brug.kernel.registries.jobs import JobKind, Retry, job_kinds

F = TypeVar("F", bound=Callable[..., Any])


def job(
    name: str, label: str | Promise = "", *, retry: Retry | None = None, is_repeatable: bool = True
) -> Callable[[F], F]:
    """Register the decorated function as the job ``name``; it stays an ordinary function.

    ``label`` says in words what it does, for the desk. ``is_repeatable=False`` where it must not be
    done again by itself in a restored backup (``JobKind``).

    Raises:
        RegistryError: the name is taken or misnamed, or the function takes more than keywords.
    """

    def register(function: F) -> F:
        kind = JobKind(
            name=name,
            run=function,
            label=label,
            retry=retry or Retry(),
            is_repeatable=is_repeatable,
        )
        job_kinds.register(kind)
        return function

    return register
