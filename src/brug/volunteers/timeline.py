"""What the volunteers room tells of a person's history."""
# messages: public

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.periods import noon_of
from brug.kernel.registries.timeline import TimelineEntry, TimelineSource, timeline_sources
from brug.volunteers.links import candidate_url, involvement_url
from brug.volunteers.models import Candidate, Involvement, Placement, Proposal


def _entries(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    # A person has a handful of these in a lifetime: all are read, then cut.
    searches = list(_candidacies(person_id, actor))
    found = [*searches, *_involvements(person_id, actor)]
    if searches:
        # Proposals and placements came out of a search.
        found += [*_proposals(person_id, actor), *_placements(person_id, actor)]
    in_time = [entry for entry in found if until is None or entry.when <= until]
    in_time.sort(key=lambda entry: entry.when, reverse=True)
    yield from in_time[:limit]


def _candidacies(person_id: int, actor: Actor) -> Iterator[TimelineEntry]:
    rows = Candidate.objects.visible_to(actor).filter(person_id=person_id)
    for row in rows.order_by("-signed_up_at", "-pk"):
        yield TimelineEntry(
            when=row.confirmed_at or row.signed_up_at,
            text=_("Signed up as a volunteer"),
            icon="hands",
            url=_url(row, actor),
            detail=str(row.get_state_display()),
        )


def _proposals(person_id: int, actor: Actor) -> Iterator[TimelineEntry]:
    rows = Proposal.objects.visible_to(actor).filter(candidate__person_id=person_id)
    for row in rows.select_related("opening__initiative__organisation", "candidate"):
        yield TimelineEntry(
            when=row.made_at,
            text=_("A place was proposed: %(opening)s, %(initiative)s")
            % {"opening": row.opening, "initiative": row.opening.initiative},
            icon="speech",
            url=_url(row.candidate, actor),
            detail=str(row.get_state_display()),
        )


def _placements(person_id: int, actor: Actor) -> Iterator[TimelineEntry]:
    rows = Placement.objects.visible_to(actor).filter(person_id=person_id)
    for row in rows.select_related("proposal__opening__initiative__organisation", "candidate"):
        where = {"initiative": row.proposal.opening.initiative}
        yield TimelineEntry(
            when=_at(row.started_on),
            text=_("Started at %(initiative)s") % where,
            icon="hands",
            url=_url(row.candidate, actor),
        )
        if row.ended_on:
            yield TimelineEntry(
                when=_at(row.ended_on),
                text=_("Stopped at %(initiative)s") % where,
                icon="close",
                url=_url(row.candidate, actor),
            )


def _involvements(person_id: int, actor: Actor) -> Iterator[TimelineEntry]:
    rows = Involvement.objects.visible_to(actor).filter(person_id=person_id)
    for row in rows.select_related("task", "initiative__organisation").prefetch_related(
        "agreements"
    ):
        url = involvement_url(row.public_id) if actor.user is not None else ""
        yield TimelineEntry(
            when=_at(row.began_on),
            text=_("Began as a volunteer: %(role)s") % {"role": row.task},
            icon="hands",
            url=url,
            detail=row.place,
        )
        for paper in row.agreements.all():
            if paper.signed_at:
                text = _("Signed: %(paper)s") % {"paper": paper.get_kind_display()}
                yield TimelineEntry(when=paper.signed_at, text=text, icon="check", url=url)
        if row.ended_on:
            yield TimelineEntry(
                when=_at(row.ended_on),
                text=_("Left as a volunteer: %(role)s") % {"role": row.task},
                icon="close",
                url=url,
            )


def _at(day: date) -> datetime:
    return min(noon_of(day), timezone.now())


def _url(candidate: Candidate, actor: Actor) -> str:
    return candidate_url(candidate.public_id) if actor.user is not None else ""


timeline_sources.register(
    TimelineSource(name="volunteers.guiding", label=gettext_lazy("Volunteering"), entries=_entries)
)
