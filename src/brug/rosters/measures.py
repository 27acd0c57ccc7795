"""Figures of the rosters room for the plan."""

from typing import Any

from django.db.models import (
    Count,
    F,
    FloatField,
    Max,
    QuerySet,
    Sum,
)
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Column, Measure, Nature, Unit, measures
from brug.rosters.enums import AssignmentState
from brug.rosters.links import shift_url
from brug.rosters.models import Assignment, Shift
from brug.rosters.queries.seats import with_counts
from brug.rosters.wording import hours_text


def _begun(period: Period) -> QuerySet[Any]:
    rows = Shift.objects.standing().within(period).filter(starts__lte=timezone.now())
    return rows.select_related("service", "service__region")


def _covered(period: Period) -> QuerySet[Any]:
    return with_counts(_begun(period)).filter(wanted__gt=0, taken__gte=F("wanted"))


def _short(period: Period) -> QuerySet[Any]:
    return with_counts(_begun(period)).filter(taken__lt=F("wanted"))


def _present(period: Period) -> QuerySet[Any]:
    return _seats(period).filter(state=AssignmentState.PRESENT)


def _absent(period: Period) -> QuerySet[Any]:
    return _seats(period).filter(state=AssignmentState.NO_SHOW)


def _seats(period: Period) -> QuerySet[Any]:
    return Assignment.objects.within(period).select_related(
        "volunteer__person", "shift__service__region"
    )


def _named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return records.filter(pk__in=Assignment.objects.visible_to(actor).order_by().values("pk"))


def _shifts_named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return records.filter(pk__in=Shift.objects.visible_to(actor).order_by().values("pk"))


def _mark() -> str:
    """Changes with each seat and each shift, and with the day: shifts begin by themselves."""
    seats = Assignment.objects.aggregate(count=Count("pk"), last=Max("changed_at"))
    shifts = Shift.objects.aggregate(
        count=Count("pk"), last=Max("pk"), off=Count("cancelled_at"), wanted=Sum("needs__count")
    )
    day = timezone.localdate().isoformat()
    return "|".join(str(one) for one in (*seats.values(), *shifts.values(), day))


_SHIFT_COLUMNS = (
    Column(_("Day"), lambda one: one.day),
    Column(_("Service"), lambda one: one.service),
    Column(_("Hours"), lambda one: one.hours),
)
_SEAT_COLUMNS = (
    Column(_("Day"), lambda one: one.shift.day),
    Column(_("Who"), lambda one: one.volunteer.person, is_personal=True),
    Column(_("Service"), lambda one: one.shift.service),
)

for _name, _label, _explanation, _records in (
    (
        "shifts_covered",
        _("Shifts covered"),
        _("Shifts that began with somebody on each place. By region: that of the service."),
        _covered,
    ),
    (
        "shifts_short",
        _("Shifts on which somebody was missing"),
        _("Shifts that began with a place that nobody had. By region: that of the service."),
        _short,
    ),
):
    measures.register(
        Measure(
            name=f"rosters.{_name}",
            label=_label,
            explanation=_explanation,
            unit=Unit.TIMES,
            nature=Nature.FLOW,
            records=_records,
            aggregate=Count("pk"),
            columns=_SHIFT_COLUMNS,
            watermark=_mark,
            permission="rosters.view",
            export_permission="rosters.export",
            region="service__region",
            moment="day",
            link=lambda one: shift_url(one.public_id),
            named_to=_shifts_named_to,
        )
    )

measures.register(
    Measure(
        name="rosters.shifts_done",
        label=_("Times somebody stood on a shift"),
        explanation=_("Each time that somebody was there. By region: that of the service."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_present,
        aggregate=Count("pk"),
        columns=(
            *_SEAT_COLUMNS,
            Column(_("Hours"), lambda one: hours_text(one.minutes or 0)),
        ),
        watermark=_mark,
        permission="rosters.view",
        export_permission="rosters.export",
        region="shift__service__region",
        moment="shift__day",
        link=lambda one: shift_url(one.shift.public_id),
        named_to=_named_to,
    )
)
measures.register(
    Measure(
        name="rosters.hours",
        label=_("Hours given by volunteers"),
        explanation=_("Hours that people were there, to a hundredth. By region: of the service."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_present,
        # As a float before it is divided: whole minutes would give whole hours on SQLite.
        aggregate=Sum(Cast("minutes", FloatField()) / 60.0),
        columns=(*_SEAT_COLUMNS, Column(_("Hours"), lambda one: hours_text(one.minutes or 0))),
        watermark=_mark,
        permission="rosters.view",
        export_permission="rosters.export",
        region="shift__service__region",
        moment="shift__day",
        phrases={"volunteer hours": {}, "hours of volunteers": {}},
        link=lambda one: shift_url(one.shift.public_id),
        named_to=_named_to,
    )
)
measures.register(
    Measure(
        name="rosters.no_shows",
        label=_("Times somebody did not come"),
        explanation=_("Who stood on a shift, did not come and had not said so."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_absent,
        aggregate=Count("pk"),
        columns=_SEAT_COLUMNS,
        watermark=_mark,
        permission="rosters.view",
        export_permission="rosters.export",
        region="shift__service__region",
        moment="shift__day",
        link=lambda one: shift_url(one.shift.public_id),
        named_to=_named_to,
    )
)
