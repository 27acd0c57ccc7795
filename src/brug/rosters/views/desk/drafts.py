"""Plan a roster: asked for, worked out in the background, looked at, changed, published."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.tables import FORMS, Column
from brug.rosters.enums import DraftState
from brug.rosters.forms.desk import DraftForm
from brug.rosters.models import Draft, DraftSeat, Need, Service, Shift, Volunteer
from brug.rosters.queries.seats import with_needs
from brug.rosters.queries.why import open_needs
from brug.rosters.services import drafting, publishing
from brug.rosters.views.desk.page import drafts_crumb, list_taken, page, week_crumb
from brug.rosters.wording import need_text, why_open

_MOST = 20  # drafts on the list


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """Show drafts, and ask for another one."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    services = Service.objects.visible_to(actor).open()
    form = DraftForm(request.POST or None, services=services)
    made: list[Draft] = []

    def do() -> None:
        chosen = list(form.cleaned_data["services"])
        made.append(drafting.ask_draft(actor=actor, services=chosen, period=form.period))

    if request.method == "POST" and try_it(form, do):
        return HttpResponseRedirect(_url(made[0]))
    drafts = list(Draft.objects.visible_to(actor).prefetch_related("services")[:_MOST])
    title = _("Plan a roster")
    return list_taken(request, actor, title, _DRAFT_COLUMNS, drafts) or page(
        request,
        "drafts.html",
        title=title,
        trail=(week_crumb(),),
        form=form,
        drafts=[(one, _names(one)) for one in drafts],
        forms=FORMS if drafts and actor.may("rosters.export") else (),
    )


def _names(draft: Draft) -> str:
    return ", ".join(one.name for one in draft.services.all())


_DRAFT_COLUMNS = (
    Column(_("From"), lambda one: one.first_day, 13),
    Column(_("Up to and including"), lambda one: one.period.last_day, 13),
    Column(_("Services"), _names, 36),
    Column(_("State"), lambda one: one.get_state_display(), 22),
    Column(_("Covered"), lambda one: one.figures.get("covered"), 10),
    Column(_("Places"), lambda one: one.figures.get("wanted"), 10),
    Column(_("Published"), lambda one: one.published_at, 18),
)


def _url(draft: Draft) -> str:
    return reverse("rosters_drafts:show", args=[draft.public_id])


def _find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Draft]:
    actor = Actor.of(request)
    actor.require("rosters.plan")
    return actor, get_object_or_404(Draft.objects.visible_to(actor), public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show a draft: who stands where, what changes, what stays open and why."""
    actor, draft = _find(request, public_id)
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
        names=_names(draft),
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
    _actor, draft = _find(request, public_id)
    return render(request, "rosters/desk/_progress.html", {"draft": draft})


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Work a draft out again, put somebody in, take somebody out, publish it, throw it away."""
    actor, draft = _find(request, public_id)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "again": (lambda: _again(actor, draft, request), _("It is worked out again.")),
        "put": (lambda: _put(actor, draft, request), _("Put in, and pinned.")),
        "take-out": (lambda: _take_out(actor, draft, request), _("Taken out.")),
        "publish": (
            lambda: publishing.publish(actor=actor, draft=draft),
            _("Published. Whoever has a new shift hears it by mail."),
        ),
        "drop": (lambda: drafting.drop_draft(actor=actor, draft=draft), _("Thrown away.")),
    }
    if act not in acts:
        raise Http404(act)
    do, said = acts[act]
    is_done = do_and_say(request, forms.Form(request.POST), do, said)
    if act == "drop" and is_done:
        return HttpResponseRedirect(reverse("rosters_drafts:index"))
    return HttpResponseRedirect(_url(draft))


def _keys(request: HttpRequest, name: str) -> list[int]:
    return [int(key) for key in request.POST.getlist(name) if key.isdigit()]


def _again(actor: Actor, draft: Draft, request: HttpRequest) -> None:
    drafting.ask_again(
        actor=actor, draft=draft, pinned=_keys(request, "pin"), barred=_keys(request, "bar")
    )


def _put(actor: Actor, draft: Draft, request: HttpRequest) -> None:
    need = Need.objects.select_related("shift__service").filter(pk__in=_keys(request, "need"))
    volunteer = Volunteer.objects.filter(pk__in=_keys(request, "volunteer")).first()
    found = need.filter(shift__service__in=draft.services.all()).first()
    if found is None or volunteer is None:
        raise forms.ValidationError(_("Choose somebody first."))
    drafting.put_in(actor=actor, draft=draft, need=found, volunteer=volunteer)


def _take_out(actor: Actor, draft: Draft, request: HttpRequest) -> None:
    seat = draft.seats.filter(pk__in=_keys(request, "seat")).first()
    if seat is not None:
        drafting.take_out(actor=actor, draft=draft, seat=seat)
