"""A series: one measure with its filters, shared by all indicators that are bound alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from brug.kernel.registries.measures import Measure, measures
from brug.plan.catalogue import split_practice


@dataclass(frozen=True)
class Series:
    """A measure by name, with its filters as canonical text (empty: none)."""

    measure_name: str
    filters_text: str = ""

    @classmethod
    def of(cls, measure_name: str, filters: Mapping[str, str]) -> "Series":
        """The series of a binding."""
        text = json.dumps(dict(sorted(filters.items())), ensure_ascii=False) if filters else ""
        return cls(measure_name, text)

    @property
    def is_known(self) -> bool:
        """Whether the house still has that measure (a room may have been taken out)."""
        return self.measure_name in measures

    @cached_property
    def measure(self) -> Measure:
        """The registered measure.

        Raises:
            UnknownEntry: the house no longer has it.
        """
        return measures.get(self.measure_name)

    @cached_property
    def filters(self) -> tuple[dict[str, str], str]:
        """The measure's own filters, and the code of the core practice."""
        chosen = json.loads(self.filters_text) if self.filters_text else {}
        return split_practice(chosen)
