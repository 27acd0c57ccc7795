"""Contacts that have (so many) rows elsewhere, asked in the way that costs least.

PostgreSQL knows from its statistics how to join: it gets EXISTS, or one grouped pass for counts and
sums. SQLite does as it is told: few rows are read first and their contacts looked up (IN); of many,
each contact is asked whether it has one and no more (EXISTS), which the index by person answers.
"""

from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import (
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Round
from django.db.models.lookups import GreaterThanOrEqual

# Rows that SQLite finds sooner by their own index than by asking every contact.
FEW = 2_000
_EURO = DecimalField(max_digits=14, decimal_places=2)


class HasRow(Exists):
    """EXISTS as it is written by hand.

    Django adds LIMIT 1, which SQLite minds for each contact anew: a tenth of a large count.
    PostgreSQL strikes it out.
    """

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.query.clear_limits()


def narrow_off_index(rows: QuerySet[Any], **filters: Any) -> QuerySet[Any]:
    """Narrow ``rows`` by filters (of the form ``field__in``) without leading SQLite to an index.

    It takes the index of the equality that stands first in its mind, also where another finds a
    thousandth of the rows.
    """
    if connection.vendor == "postgresql":
        return rows.filter(**filters)
    for name, value in filters.items():
        field = name.removesuffix("__in")
        plain = Coalesce(F(field), Value(""))
        rows = rows.alias(**{f"plain_{field}": plain}).filter(**{f"plain_{field}__in": value})
    return rows


def with_any(
    rows: QuerySet[Any],
    *,
    key: str = "person",
    by_index: QuerySet[Any] | None = None,
    few: int = FEW,
) -> Q:
    """Contacts with at least one of ``rows``; ``key`` leads from a row to its contact.

    ``by_index`` are rows of which these are a part and that an index finds; they tell how many
    there are at most. ``few``: of so many SQLite reads the rows first.
    """
    if are_few(rows if by_index is None else by_index, few):
        return Q(pk__in=rows.order_by().values(key))
    return Q(HasRow(rows.order_by().filter(**{key: OuterRef("pk")})))


def at_least(rows: QuerySet[Any], times: int, *, by_index: QuerySet[Any] | None = None) -> Q:
    """Contacts with at least so many rows, one or more."""
    if times == 1:
        return with_any(rows, by_index=by_index)
    if _is_grouped(rows if by_index is None else by_index):
        many = rows.order_by().values("person").annotate(times=Count("pk"))
        return Q(pk__in=many.filter(times__gte=times).values("person"))
    own = rows.order_by().filter(person=OuterRef("pk"))
    return Q(Exists(own[times - 1 : times]))


def total_at_least(rows: QuerySet[Any], amount: Decimal, *, by_index: QuerySet[Any]) -> Q:
    """Contacts whose rows' amounts come to at least so many euro, more than nothing."""
    total = Round(Sum("amount"), precision=2)
    if _is_grouped(by_index):
        sums = rows.order_by().values("person").annotate(total=total)
        return Q(pk__in=sums.filter(total__gte=amount).values("person"))
    own = rows.order_by().filter(person=OuterRef("pk")).values("person").annotate(total=total)
    known = Coalesce(Subquery(own.values("total"), output_field=_EURO), Decimal(0))
    return Q(GreaterThanOrEqual(known, amount))


def _is_grouped(rows: QuerySet[Any]) -> bool:
    return connection.vendor == "postgresql" or are_few(rows)


def are_few(rows: QuerySet[Any], few: int = FEW) -> bool:
    """Tell whether SQLite had better read these rows first; PostgreSQL knows by itself."""
    if connection.vendor == "postgresql":
        return False
    return not list(rows.order_by().values_list("pk", flat=True)[few : few + 1])
