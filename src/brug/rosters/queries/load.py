"""How much each volunteer does: shifts behind and ahead, hours, times not come."""

from datetime import timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from brug.kernel.periods import Period, today
from brug.rosters.enums import AssignmentState
from brug.rosters.models import Assignment, Volunteer

WEEKS = 4


def with_load(volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
    """Add ``behind``, ``ahead`` (shifts of four weeks), ``minutes``, ``absences`` of this year."""
    own = Assignment.objects.filter(volunteer=OuterRef("pk"), shift__cancelled_at=None)
    held = own.filter(state__in=[AssignmentState.PLANNED, AssignmentState.PRESENT])
    day, span = today(), timedelta(days=7 * WEEKS)
    year = own.within(Period.year(day.year))
    return volunteers.annotate(
        behind=_count(held.within(Period(day - span, day))),
        ahead=_count(held.within(Period(day, day + span))),
        minutes=Coalesce(
            Subquery(
                year.order_by().values("volunteer").annotate(total=Sum("minutes")).values("total")
            ),
            0,
        ),
        absences=_count(year.filter(state=AssignmentState.NO_SHOW)),
    )


def _count(rows: QuerySet[Assignment]) -> Coalesce:
    counted = rows.order_by().values("volunteer").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
