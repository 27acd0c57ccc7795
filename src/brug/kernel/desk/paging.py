"""Pages of long lists that cost the same wherever one is."""

from collections.abc import Callable

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from brug.kernel.numbers import figure_text

MOST_PAGED = 20_000
MOST_COUNTED = 5_000
MOST_FOUND = 2_000


class DeskPaginator(WagtailPaginator):
    """Pages of keys; the list reads the records of the page that is shown.

    A whole list is counted to its end and paged up to ``MOST_PAGED`` rows, since a database reads
    all rows before those of a page. One that is ``narrowed`` is counted up to ``MOST_COUNTED``; one
    that is ``searched`` is read once, up to ``MOST_FOUND`` keys, which gives count and page
    together. Beyond that ``has_too_many`` is true and the first pages can be reached.
    """

    narrowed = False
    searched = False
    count_all: Callable[[], int] | None = None

    @property
    def most(self) -> int:
        """How many can be reached."""
        if self.searched:
            return MOST_FOUND
        return MOST_COUNTED if self.narrowed else MOST_PAGED

    @cached_property
    def _found(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: self.most + 1])

    @cached_property
    def counted(self) -> int:
        """How many there are; in a list that is narrowed, at most one more than can be reached."""
        if self.searched:
            return len(self._found)
        if self.narrowed:
            return int(self.object_list.order_by()[: self.most + 1].count())
        return self.count_all() if self.count_all else self.object_list.order_by().count()

    @property
    def has_too_many(self) -> bool:
        """Whether there are more than can be reached."""
        return self.counted > self.most

    @property
    def count(self) -> int:
        """How many rows can be reached."""
        return min(self.counted, self.most)

    def keys(self, number: int) -> list[int]:
        """Return the keys of a page."""
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        if self.searched:
            return self._found[start:end]
        return list(self.object_list.values_list("pk", flat=True)[start:end])

    @cached_property
    def count_in_words(self) -> str:
        """How many there are, for readers."""
        if self.narrowed and self.has_too_many:
            return _("more than %(count)s") % {"count": figure_text(self.most)}
        return figure_text(self.counted)

    @cached_property
    def items_count_label(self) -> str:
        """How many there are of what."""
        return f"{self.count_in_words} {self.verbose_name_plural}"
