"""Retention: what a room lets go of once nobody needs it any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError

Due = Callable[[datetime], "QuerySet[Any]"]


@dataclass(frozen=True)
class RetentionKind:
    """Records of one kind, and how they are let go.

    ``due(moment)`` returns those not used since a moment and that nothing protects; ``protected``
    returns, by reason in words, those that are as old and stay all the same. ``whole()`` counts all
    of the kind: a run that would take a large share of them waits for a person. ``let_go(key)``
    deletes or anonymises one record, in the caller's transaction, so that figures survive.
    ``line(record)`` is what a preview shows of one. ``months`` is the term proposed at first.

    ``watermark()`` is a short text that changes whenever other records may be due or protected: the
    page then shows kept counts. None: counting costs little.
    """

    name: str
    label: str | Promise
    explanation: str | Promise
    months: int
    due: Due
    protected: Callable[[datetime], Mapping[str | Promise, "QuerySet[Any]"]]
    whole: Callable[[], int]
    let_go: Callable[[int], object]
    line: Callable[[Any], str]
    watermark: Callable[[], str] | None = None

    def check(self) -> None:
        """Raise RegistryError where the term is none."""
        if self.months < 1:
            raise RegistryError(f"retention kind '{self.name}' has a term of no month")


retention_kinds: Registry[RetentionKind] = Registry("retention kind")
