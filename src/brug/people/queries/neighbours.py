"""Pages of contacts by name that cost the same wherever one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from brug.people.models import Contact
from brug.people.models.contact import ContactQuerySet

A_PAGE = 50


@dataclass(frozen=True)
class Neighbours:
    """Contacts that follow each other by name; which page that is of how many."""

    people: Sequence[Contact]
    number: int
    pages: int

    @property
    def has_previous(self) -> bool:
        """Whether others come before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether others follow."""
        return bool(self.people) and self.number < self.pages

    @property
    def previous_address(self) -> str:
        """The question part of the address of the page before."""
        edge = f"&before={self.people[0].pk}" if self.people and self.number > 2 else ""
        return f"?p={self.number - 1}{edge}"

    @property
    def next_address(self) -> str:
        """The question part of the address of the page after."""
        return f"?p={self.number + 1}&after={self.people[-1].pk}"


def neighbours(
    rows: ContactQuerySet, count: int, *, page: str = "", after: str = "", before: str = ""
) -> Neighbours:
    """Return a page of contacts by name; ``count``: how many there are, as was last reckoned.

    ``after`` and ``before`` are keys of contacts at the edge of the page that the reader leaves:
    the database begins there, in place of reading all earlier pages. Without them, or where that
    contact is gone, it counts its way to the page.
    """
    pages = max(1, -(-count // A_PAGE))
    number = min(max(int(page) if page.isdecimal() else 1, 1), pages)
    ordered = rows.order_by("sort_name", "pk")
    if edge := _edge(after):
        wanted = list(ordered.filter(_beyond(*edge)).values_list("pk", flat=True)[:A_PAGE])
    elif edge := _edge(before):
        back = rows.order_by("-sort_name", "-pk").filter(_short_of(*edge))
        wanted = list(back.values_list("pk", flat=True)[:A_PAGE])[::-1]
    else:
        start = (number - 1) * A_PAGE
        wanted = list(ordered.values_list("pk", flat=True)[start : start + A_PAGE])
    found = Contact.objects.select_related("region").in_bulk(wanted)
    # Who went between the two questions is left out.
    return Neighbours([found[key] for key in wanted if key in found], number, pages)


def _edge(key: str) -> tuple[str, int] | None:
    if not key.isdecimal() or len(key) > 18:
        return None
    return Contact.objects.filter(pk=int(key)).values_list("sort_name", "pk").first()


def _beyond(name: str, key: int) -> Q:
    """Later by name; said so that the index of names begins there."""
    return Q(sort_name__gte=name) & (Q(sort_name__gt=name) | Q(pk__gt=key))


def _short_of(name: str, key: int) -> Q:
    return Q(sort_name__lte=name) & (Q(sort_name__lt=name) | Q(pk__lt=key))
