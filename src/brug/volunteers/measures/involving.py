"""Figures about volunteers of the house."""

from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Column, Measure, Nature, Unit, measures
from brug.volunteers.enums import PaperKind
from brug.volunteers.links import involvement_url
from brug.volunteers.models import Agreement, HourEntry, Involvement


def _rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("person", "task", "initiative__organisation", "region")


def _present(period: Period) -> QuerySet[Any]:
    return _rows(Involvement.objects.on(period.last_day))


def _signed(period: Period) -> QuerySet[Any]:
    """Those who are there on the last day and had signed by then."""
    papers = Agreement.objects.complete().filter(
        kind=PaperKind.NOTE, signed_at__lt=period.instants()[1]
    )
    return _present(period).filter(pk__in=papers.values("involvement"))


def _left(period: Period) -> QuerySet[Any]:
    return _rows(Involvement.objects.left_within(period))


def _hours(period: Period) -> QuerySet[Any]:
    return HourEntry.objects.within(period).select_related(
        "involvement__person", "involvement__task", "involvement__initiative__organisation"
    )


def _named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return records.filter(pk__in=Involvement.objects.visible_to(actor).order_by().values("pk"))


def _hours_named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    seen = Involvement.objects.visible_to(actor).order_by()
    return records.filter(involvement__in=seen.values("pk"))


def _mark() -> str:
    """Changes whenever somebody begins, leaves, signs, or has a paper taken back."""
    told = Involvement.objects.aggregate(
        count=Count("pk"), last=Max("pk"), ended=Count("ended_on"), day=Max("ended_on")
    ) | Agreement.objects.aggregate(
        papers=Count("pk"),
        signed=Max("signed_at"),
        parents=Max("guardian_signed_at"),
        back=Max("taken_back_at"),
    )
    return "|".join(str(value) for value in told.values())


def _hours_mark() -> str:
    told = HourEntry.objects.aggregate(count=Count("pk"), last=Max("pk"), total=Sum("hours"))
    return "|".join(str(value) for value in told.values())


_COLUMNS = (
    Column(_("Who"), lambda one: one.person, is_personal=True),
    Column(_("Role"), lambda one: one.task),
    Column(_("Group"), lambda one: one.place),
    Column(_("Began"), lambda one: one.began_on),
    Column(_("Left"), lambda one: one.ended_on or ""),
)

for _name, _label, _explanation, _nature, _records, _moment, _phrases in (
    (
        "present",
        _("Volunteers of the house"),
        _("Volunteers who are there on the last day; somebody at two places counts twice."),
        Nature.LEVEL,
        _present,
        "",
        ("volunteers of the house", "internal volunteers"),
    ),
    (
        "signed",
        _("Volunteers with a signed agreement"),
        _("Volunteers who are there on the last day and signed their agreement."),
        Nature.LEVEL,
        _signed,
        "",
        ("volunteers with agreement", "volunteers with a signed agreement"),
    ),
    (
        "left",
        _("Volunteers who left"),
        _("Volunteers of the house who left, on the day they did."),
        Nature.FLOW,
        _left,
        "ended_on",
        ("volunteers who left",),
    ),
):
    measures.register(
        Measure(
            name=f"volunteers.{_name}",
            label=_label,
            explanation=_explanation,
            unit=Unit.TIMES,
            nature=_nature,
            records=_records,
            aggregate=Count("pk"),
            columns=_COLUMNS,
            watermark=_mark,
            region="region",
            moment=_moment,
            phrases={phrase: {} for phrase in _phrases},
            link=lambda one: involvement_url(one.public_id),
            named_to=_named_to,
            permission="volunteers.view_involvement",
            export_permission="volunteers.export",
        )
    )
measures.register(
    Measure(
        name="volunteers.hours",
        label=_("Hours of volunteers"),
        explanation=_("Hours that volunteers of the house gave, on their day."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_hours,
        aggregate=Sum("hours"),
        columns=(
            Column(_("Day"), lambda one: one.day),
            Column(_("Who"), lambda one: one.involvement.person, is_personal=True),
            Column(_("Role"), lambda one: one.involvement.task),
            Column(_("Hours"), lambda one: one.hours),
        ),
        watermark=_hours_mark,
        region="involvement__region",
        moment="day",
        phrases={"hours of volunteers": {}, "volunteer hours": {}},
        link=lambda one: involvement_url(one.involvement.public_id),
        named_to=_hours_named_to,
        permission="volunteers.view_involvement",
        export_permission="volunteers.export",
    )
)
