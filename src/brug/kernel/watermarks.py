"""Short texts that change whenever rows are added, and when the newest go."""

from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery
from wagtail.models import ModelLogEntry

# Keys are handed out before their transaction commits: a late one fills a gap among the newest.
GAPS = 1000


def newest(rows: QuerySet[Any]) -> str:
    """Return the highest key, and how many of the last thousand there are."""
    highest = Subquery(rows.order_by("-pk").values("pk")[:1])
    told = (
        rows.order_by().filter(pk__gt=highest - GAPS).aggregate(highest=Max("pk"), many=Count("pk"))
    )
    return f"{told['highest'] or 0}.{told['many']}"


def audit_watermark() -> str:
    """Return a text that changes whenever a service of any room leaves an audit line."""
    return newest(ModelLogEntry.objects.order_by())
