"""Pages of the records behind a figure."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from brug.kernel.kept import kept
from brug.kernel.registries.measures import Measure, to_decimal

ROWS_OF_A_PAGE = 50


class KeptPages(Paginator):  # type: ignore[type-arg]
    """Pages whose count and figure are kept while the measure's watermark is the same.

    ``asked`` is all that narrows the records, each part by its text. Counting some hundred thousand
    records takes longer than all the rest of the page.
    """

    def __init__(self, measure: Measure, records: QuerySet[Any], *asked: object) -> None:
        super().__init__(records, ROWS_OF_A_PAGE)
        self.measure = measure
        self.records = records
        self.asked = asked

    @cached_property
    def known(self) -> tuple[int, Decimal]:
        """How many records there are, and what they come to."""
        watermark = (self.measure.name, *self.asked, self.measure.watermark())
        return kept("plan.records", *watermark, reckon=self._reckoned)

    def _reckoned(self) -> tuple[int, Decimal]:
        found = self.records.order_by().aggregate(figure=self.measure.aggregate)
        return super().count, to_decimal(found["figure"])

    @property
    def count(self) -> int:
        """The number of records."""
        return self.known[0]

    def page(self, number: int | str) -> "Page[Any]":
        """Return a page; what lies before it is passed over by key, without reading the rows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = list(self.records.values_list("pk", flat=True)[first : first + self.per_page])
        rows = {one.pk: one for one in self.records.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)

    @property
    def figure(self) -> Decimal:
        """The measure's figure of them."""
        return self.known[1]
