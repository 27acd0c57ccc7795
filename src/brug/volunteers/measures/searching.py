"""Figures about searches and placements."""

from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Column, Measure, Nature, Unit, measures
from brug.volunteers.links import candidate_url
from brug.volunteers.models import Candidate, Placement


def _placed(period: Period) -> QuerySet[Any]:
    return Placement.objects.started_within(period).select_related(
        "candidate", "person", "region", "proposal__opening__initiative__organisation"
    )


def _signed_up(period: Period) -> QuerySet[Any]:
    return Candidate.objects.confirmed_within(period).select_related("person", "region")


def _placements_named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    seen = Candidate.objects.visible_to(actor).order_by()
    return records.filter(candidate__in=seen.values("pk"))


def _candidates_named_to(records: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return records.filter(pk__in=Candidate.objects.visible_to(actor).order_by().values("pk"))


def _placements_mark() -> str:
    """Changes with each start, and with each one that is undone."""
    told = Placement.objects.aggregate(
        count=Count("pk"), last=Max("pk"), day=Max("started_on"), noted=Max("noted_at")
    )
    return "|".join(str(value) for value in told.values())


def _candidates_mark() -> str:
    told = Candidate.objects.aggregate(
        count=Count("pk"), last=Max("confirmed_at"), signed=Max("signed_up_at")
    )
    return "|".join(str(value) for value in told.values())


measures.register(
    Measure(
        name="volunteers.placed",
        label=_("Volunteers placed"),
        explanation=_(
            "Candidates who started at a group, on the day they began; somebody who starts at two "
            "groups counts twice. By region: where the group is."
        ),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_placed,
        aggregate=Count("pk"),
        columns=(
            Column(_("Started"), lambda one: one.started_on),
            Column(_("Who"), lambda one: one.person, is_personal=True),
            Column(_("Group"), lambda one: one.proposal.opening.initiative),
            Column(_("What"), lambda one: one.proposal.opening),
            Column(_("Municipality"), lambda one: one.region or ""),
        ),
        watermark=_placements_mark,
        permission="volunteers.view_candidate",
        export_permission="volunteers.export",
        region="region",
        moment="started_on",
        phrases={"new volunteers placed": {}, "volunteers placed": {}},
        link=lambda one: candidate_url(one.candidate.public_id),
        named_to=_placements_named_to,
    )
)
measures.register(
    Measure(
        name="volunteers.signed_up",
        label=_("Candidates who signed up"),
        explanation=_("People who signed up as a volunteer and confirmed it."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=_signed_up,
        aggregate=Count("pk"),
        columns=(
            Column(_("Confirmed"), lambda one: one.confirmed_at),
            Column(_("Who"), lambda one: one.person, is_personal=True),
            Column(_("State"), lambda one: one.get_state_display()),
            Column(_("Municipality"), lambda one: one.region or ""),
        ),
        watermark=_candidates_mark,
        permission="volunteers.view_candidate",
        export_permission="volunteers.export",
        region="region",
        moment="confirmed_at",
        phrases={"candidate volunteers": {}},
        link=lambda one: candidate_url(one.public_id),
        named_to=_candidates_named_to,
    )
)
