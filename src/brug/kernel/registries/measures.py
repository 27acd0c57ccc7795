"""Measures: figures over the records of a room, for the plan.

A measure is a QuerySet with an aggregate. The figure and the list behind it come from the same
QuerySet and so cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Aggregate, QuerySet
from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.access.permissions import permissions
from brug.kernel.periods import Period
from brug.kernel.registry import Registry, RegistryError

Text = str | Promise
Filters = Mapping[str, str]


class Unit(Enum):
    """What a figure counts."""

    PEOPLE = "people"
    TIMES = "times"
    EURO = "euro"
    PERCENT = "percent"


class Nature(Enum):
    """How a figure relates to time.

    FLOW adds up over a period (placements of a year). WINDOW looks back from a day over a fixed
    number of months (sympathisers). LEVEL stands at a day (members).
    """

    FLOW = "flow"
    WINDOW = "window"
    LEVEL = "level"


@dataclass(frozen=True)
class Filter:
    """A filter that an indicator may set on a measure.

    ``apply`` takes the QuerySet and the filter's text and returns the narrowed QuerySet; it raises
    ValueError with a sentence for people where the text makes no sense.
    """

    label: Text
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    choices: Callable[[], list[tuple[str, Text]]] | None = None


@dataclass(frozen=True)
class Column:
    """One column of the list behind a figure: a heading and how to read it from a record.

    ``is_personal``: it tells who somebody is, and stays empty for whom ``Measure.named_to`` keeps
    out; so does the record's link.
    """

    label: Text
    value: Callable[[Any], object]
    is_personal: bool = False


@dataclass(frozen=True)
class Measure:
    """A figure that a room offers.

    ``records(period)`` returns the records that count in the half-open period, newest first where
    listed; for a WINDOW the period already is the window. ``aggregate`` makes the figure.
    ``region`` and ``practice`` are lookups from the record to ``kernel.Region`` and
    ``kernel.Practice`` (empty: the measure has no such dimension). ``phrases`` are the words, in
    lower case, by which a plan file is likely to call it. ``watermark`` returns a short text that
    changes whenever the records may have changed, cheaply. ``moment`` is the lookup of the day or
    moment by which ``records`` of a FLOW are chosen; with it several periods are taken in one pass.
    ``permission`` is the right to see the records, ``export_permission`` the right to take them
    along; the figure itself comes with the plan. ``named_to(records, actor)`` narrows records to
    those whose personal columns the actor may read: a record counts where it happened, even when
    its person has moved out of the actor's sight since.
    """

    name: str
    label: Text
    explanation: Text
    unit: Unit
    nature: Nature
    records: Callable[[Period], QuerySet[Any]]
    aggregate: Aggregate
    columns: tuple[Column, ...]
    watermark: Callable[[], str]
    permission: str
    export_permission: str
    region: str = ""
    practice: str = ""
    moment: str = ""
    window_months: int = 12
    filters: Mapping[str, Filter] = field(default_factory=dict)
    phrases: Mapping[str, Filters] = field(default_factory=dict)
    link: Callable[[Any], str] | None = None
    named_to: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None

    @property
    def name_at(self) -> int:
        """The place of the column that names a record: the first that tells who, else the first."""
        personal = (place for place, one in enumerate(self.columns) if one.is_personal)
        return next(personal, 0)

    def check(self) -> None:
        """Raise RegistryError where a part is missing, or names what there is not."""
        if not self.columns:
            raise RegistryError(f"measure '{self.name}' shows no columns of its records")
        for right in (self.permission, self.export_permission):
            if right not in permissions:
                raise RegistryError(f"measure '{self.name}': nobody declared '{right}'")
        if self.named_to is None and any(column.is_personal for column in self.columns):
            raise RegistryError(f"measure '{self.name}' does not say who may read its names")
        for phrase, filters in self.phrases.items():
            if phrase != phrase.lower():
                raise RegistryError(f"measure '{self.name}': phrase '{phrase}' is not lower case")
            if unknown := set(filters) - set(self.filters):
                raise RegistryError(f"measure '{self.name}': unknown filters {sorted(unknown)}")

    def narrowed(
        self,
        period: Period,
        filters: Filters | None = None,
        *,
        region_path: str = "",
        practice: str = "",
    ) -> QuerySet[Any]:
        """Return the records that make the figure, narrowed by filters, region and practice.

        ``region_path`` is the tree path of a region: that region and all below it count.

        Raises:
            ValueError: an unknown filter, or a dimension that the measure does not have.
        """
        records = self.records(period)
        for name, text in (filters or {}).items():
            if name not in self.filters:
                raise ValueError(f"measure '{self.name}' has no filter '{name}'")
            records = self.filters[name].apply(records, text)
        if region_path:
            if not self.region:
                raise ValueError(f"measure '{self.name}' is not kept by region")
            records = records.filter(**{f"{self.region}__path__startswith": region_path})
        if practice:
            if not self.practice:
                raise ValueError(f"measure '{self.name}' is not kept by core practice")
            records = records.filter(**{f"{self.practice}__code": practice})
        return records

    def figure(
        self,
        period: Period,
        filters: Filters | None = None,
        *,
        region_path: str = "",
        practice: str = "",
    ) -> Decimal:
        """Return the figure of ``narrowed`` with the same arguments."""
        records = self.narrowed(period, filters, region_path=region_path, practice=practice)
        return to_decimal(records.order_by().aggregate(figure=self.aggregate)["figure"])

    def figures_by_region(
        self, period: Period, filters: Filters | None = None, *, practice: str = ""
    ) -> dict[int | None, Decimal]:
        """Return the figure of each working region (by its key) in one query; None: no region.

        Distinct people may count in several regions, so the parts can exceed the whole.

        Raises:
            ValueError: the measure is not kept by region.
        """
        if not self.region:
            raise ValueError(f"measure '{self.name}' is not kept by region")
        key = f"{self.region}__working_region_id"
        rows = (
            self.narrowed(period, filters, practice=practice)
            .order_by()
            .values_list(key)
            .annotate(figure=self.aggregate)
        )
        return {region: to_decimal(value) for region, value in rows}


def to_decimal(value: object) -> Decimal:
    """Return a database figure as Decimal; nothing counted is zero."""
    return Decimal(0) if value is None else Decimal(str(value))


measures: Registry[Measure] = Registry("measure")
