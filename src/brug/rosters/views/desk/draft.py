"""A draft of a roster: who stands where, what changes, what stays open and why."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.tables import FORMS, Column
from brug.rosters.enums import DraftState
from brug.rosters.models import Draft, DraftSeat, Shift, Volunteer
from brug.rosters.queries.seats import with_needs
from brug.rosters.queries.why import open_needs
from brug.rosters.views.desk.drafts import find, names_of
from brug.rosters.views.desk.page import drafts_crumb, list_taken, page, week_crumb
from brug.rosters.wording import need_text, why_open


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show a draft: who stands where, what changes, what stays open and why."""
    actor, draft = find(request, public_id)
    seats = list(
        draft.seats.select_related("volunteer__person", "need__role", "shift__service").order_by(
            "shift__starts", "shift", "need", "volunteer__person__sort_name", "pk"
        )
    )
    given = [one for one in seats if not one.is_barred]
    open_ = _open(draft, given) if draft.state == DraftState.READY else []
    return list_taken(request, actor, str(draft), _SEAT_COLUMNS, given) or page(
        request,
        "draft.html",
        title=str(draft),
        trail=(week_crumb(), drafts_crumb()),
        draft=draft,
        names=names_of(draft),
        shifts=_by_shift(given),
        barred=[one for one in seats if one.is_barred],
        open=open_,
        new=sum(one.is_new for one in given),
        refused=[one for one in given if one.refused],
        loads=_loads(given),
        people=_people(draft) if draft.state == DraftState.READY else [],
        forms=FORMS if given and actor.may("rosters.export") else (),
    )


_SEAT_COLUMNS = (
    Column(_("Service"), lambda one: one.shift.service.name, 24),
    Column(_("Day"), lambda one: one.shift.day, 13),
    Column(_("Hours"), lambda one: one.shift.hours, 13),
    Column(_("Needed"), lambda one: need_text(one.need.role, one.need.languages), 30),
    Column(_("Who"), lambda one: one.volunteer.person.name, 30),
    Column(_("New"), lambda one: _("yes") if one.is_new else "", 8),
    Column(_("Why not"), lambda one: one.refused, 40),
)


def _by_shift(seats: list[DraftSeat]) -> list[dict[str, Any]]:
    grouped: dict[int, list[DraftSeat]] = defaultdict(list)
    for one in seats:
        grouped[one.shift_id].append(one)
    return [{"shift": rows[0].shift, "seats": rows} for rows in grouped.values()]


def _open(draft: Draft, seats: list[DraftSeat]) -> list[dict[str, Any]]:
    rows = Shift.objects.standing().to_come().within(draft.period)
    shifts = list(with_needs(rows.filter(service__in=draft.services.all())))
    keys = [(one.shift_id, one.need_id, one.volunteer_id) for one in seats]
    return [
        {
            "shift": one.shift,
            "need_id": one.need.pk,
            "need": need_text(one.need.role, one.need.languages),
            "missing": one.missing,
            "able": ", ".join(one.able),
            "because": [] if one.able else why_open(one.because),
        }
        for one in open_needs(shifts, keys)
    ]


def _loads(seats: list[DraftSeat]) -> list[tuple[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for one in seats:
        counts[one.volunteer.person.name] += 1
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def _people(draft: Draft) -> list[Volunteer]:
    rows = Volunteer.objects.helping_in(*draft.services.all()).select_related("person")
    return list(rows.order_by("person__sort_name", "pk"))


@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far it is, for a page that asks again and again."""
    _actor, draft = find(request, public_id)
    return render(request, "rosters/desk/_progress.html", {"draft": draft})
