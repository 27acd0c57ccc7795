"""What a table shows of a record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands under it: ``value(record)`` is text, number, day, bool or None.

    ``width`` is in letters, for workbooks.
    """

    heading: str | Promise
    value: Callable[[Any], object]
    width: int = 22
