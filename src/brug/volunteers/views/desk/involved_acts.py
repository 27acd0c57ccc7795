"""What can be done on a volunteer's page at the desk: one button, one act."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.periods import today
from brug.volunteers.enums import LeaveReason, PaperKind
from brug.volunteers.forms.hours import HoursForm
from brug.volunteers.forms.papers import AskForm
from brug.volunteers.forms.parting import HeldForm, PartForm, PlanForm
from brug.volunteers.forms.welcome import SeenForm
from brug.volunteers.links import involvement_url
from brug.volunteers.models import Involvement, WelcomeStep
from brug.volunteers.services import (
    agreements,
    documents,
    hours,
    parting,
    reviewing,
    welcoming,
)
from brug.volunteers.views.desk.involvement import find
from brug.volunteers.views.public.signing import certificate_response, pdf_response

Told = Mapping[str, Any]
Act = Callable[[Actor, Involvement, Told], str]


def _ask(actor: Actor, involvement: Involvement, told: Told) -> str:
    agreements.ask(
        actor=actor,
        involvement=involvement,
        kind=PaperKind(told["kind"]),
        guardian_email=told["guardian_email"],
    )
    return _("Sent: a mail with a link to sign is on its way.")


def _seen(actor: Actor, involvement: Involvement, told: Told) -> str:
    documents.note_seen(actor=actor, involvement=involvement, **told)
    return _("Noted that you saw it. We keep no copy.")


def _plan(actor: Actor, involvement: Involvement, told: Told) -> str:
    reviewing.plan_review(actor=actor, involvement=involvement, **told)
    return _("Planned: a mail with the day is on its way.")


def _held(actor: Actor, involvement: Involvement, told: Told) -> str:
    reviewing.hold_review(actor=actor, involvement=involvement, **told)
    return _("Noted.")


def _hours(actor: Actor, involvement: Involvement, told: Told) -> str:
    hours.note_hours(actor=actor, involvement=involvement, given=hours.Given(**told))
    return _("Noted.")


def _part(actor: Actor, involvement: Involvement, told: Told) -> str:
    reason = LeaveReason(told["reason"])
    parting.part(actor=actor, involvement=involvement, **{**told, "reason": reason})
    return _("Goodbye is said; a mail with thanks is on its way.")


ACTS: dict[str, tuple[type[forms.Form], Act]] = {
    "ask": (AskForm, _ask),
    "seen": (SeenForm, _seen),
    "plan": (PlanForm, _plan),
    "held": (HeldForm, _held),
    "hours": (HoursForm, _hours),
    "part": (PartForm, _part),
}


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Do one thing for a volunteer."""
    actor, involvement = find(request, public_id)
    if act not in ACTS:
        raise Http404
    form_class, do = ACTS[act]
    form = form_class(request.POST)
    do_and_say(request, form, lambda: do(actor, involvement, form.cleaned_data))
    return HttpResponseRedirect(involvement_url(involvement.public_id))


@require_POST
def act_on_agreement(request: HttpRequest, public_id: UUID, key: UUID, act: str) -> HttpResponse:
    """Mail an agreement again, or take it back."""
    actor, involvement = find(request, public_id)
    agreement = get_object_or_404(involvement.agreements, public_id=key)

    def do() -> str:
        if act == "again":
            agreements.ask(actor=actor, involvement=involvement, kind=PaperKind(agreement.kind))
            return _("Sent: a mail with a link to sign is on its way.")
        if act == "take-back":
            agreements.take_back(actor=actor, agreement=agreement)
            return _("Taken back.")
        raise Http404

    do_and_say(request, forms.Form(request.POST), do)
    return HttpResponseRedirect(involvement_url(involvement.public_id))


@require_POST
def act_on_step(request: HttpRequest, public_id: UUID, code: str, act: str) -> HttpResponse:
    """Tick a step of welcome, or take the tick back."""
    actor, involvement = find(request, public_id)
    step = get_object_or_404(WelcomeStep, code=code)

    def do() -> str:
        if act == "done":
            welcoming.tick(actor=actor, involvement=involvement, step=step, done_on=today())
            return _("Noted.")
        if act == "undone":
            welcoming.untick(actor=actor, involvement=involvement, step=step)
            return _("Taken back.")
        raise Http404

    do_and_say(request, forms.Form(request.POST), do)
    return HttpResponseRedirect(involvement_url(involvement.public_id))


@require_GET
def agreement_pdf(request: HttpRequest, public_id: UUID, key: UUID) -> HttpResponse:
    """Give along what was sent and signed."""
    _actor, involvement = find(request, public_id)
    rows = involvement.agreements.select_related("text")
    return pdf_response(get_object_or_404(rows, public_id=key))


@require_GET
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give along a certificate of what somebody did."""
    _actor, involvement = find(request, public_id)
    return certificate_response(involvement)
