"""A request about somebody's data: noted, handled, answered."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.periods import today
from brug.people.enums import RequestKind
from brug.people.forms.desk.requests import AnswerForm, ExtendForm, IdentityForm, RequestForm
from brug.people.models import RightsRequest
from brug.people.rules.rights import may_extend
from brug.people.services.requests import ending, noting
from brug.people.views.desk.page import find, page
from brug.people.views.desk.request_list import identity_of, time_left

Act = Callable[[Actor, RightsRequest, dict[str, object]], object]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what somebody asks about their data."""
    actor, contact = find(request, public_id, noting.RIGHT)
    form = RequestForm(request.POST or None)
    made: list[RightsRequest] = []

    def act() -> None:
        made.append(noting.note_request(actor=actor, person_id=contact.pk, asked=form.asked))

    if request.method == "POST" and try_it(form, act):
        messages.success(request, _("Noted, with the day by which we answer."))
        return HttpResponseRedirect(reverse("people_requests:show", args=[made[0].pk]))
    return page(
        request,
        "act.html",
        title=_("Note a request about data"),
        contact=contact,
        form=form,
        verb=_("Note it"),
    )


def _find(request: HttpRequest, key: int) -> tuple[Actor, RightsRequest]:
    actor = Actor.of(request)
    actor.require(noting.RIGHT)
    seen = RightsRequest.objects.visible_to(actor).select_related("person", "handler")
    return actor, get_object_or_404(seen, pk=key)


@require_GET
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show a request: what is asked, by when, how far it is, and what can be done."""
    actor, wish = _find(request, key)
    return page(
        request,
        "request.html",
        title=str(wish.get_kind_display()),
        breadcrumbs=[
            {"url": reverse("people_requests:index"), "label": _("Requests about data")},
            {"url": "", "label": str(wish)},
        ],
        wish=wish,
        time_left=time_left(wish),
        identity=identity_of(wish),
        is_erasure=wish.kind == RequestKind.ERASURE,
        identity_form=IdentityForm(initial={"identity": wish.identity}),
        extend_form=ExtendForm() if may_extend(wish.received_on, today()) else None,
        answer_form=AnswerForm(kind=wish.kind),
        may={
            "export": actor.may("people.export_contact"),
            "erase": actor.may("people.delete_contact"),
            "change": actor.may("people.change_contact"),
        },
    )


def _answer(actor: Actor, wish: RightsRequest, told: dict[str, object]) -> object:
    return ending.answer(
        actor=actor,
        request=wish,
        is_granted=told["answer"] == "done",
        outcome=str(told["outcome"]),
    )


_ACTS: Mapping[str, tuple[type[forms.Form], Act]] = {
    "take": (forms.Form, lambda actor, wish, _told: noting.take_up(actor=actor, request=wish)),
    "identity": (
        IdentityForm,
        lambda actor, wish, told: noting.check_identity(
            actor=actor, request=wish, identity=str(told["identity"])
        ),
    ),
    "extend": (
        ExtendForm,
        lambda actor, wish, told: noting.extend(
            actor=actor,
            request=wish,
            months=int(str(told["months"])),
            reason=str(told["reason"]),
        ),
    ),
    "answer": (AnswerForm, _answer),
    "plan": (forms.Form, lambda actor, wish, _t: ending.plan_erasure(actor=actor, request=wish)),
    "call-back": (forms.Form, lambda actor, wish, _t: ending.call_back(actor=actor, request=wish)),
    "lift": (forms.Form, lambda actor, wish, _told: ending.lift(actor=actor, request=wish)),
}


@require_POST
def act(request: HttpRequest, key: int, act: str) -> HttpResponse:
    """Do one thing with a request; what cannot be is told on its page.

    Raises:
        Http404: there is no such act.
    """
    actor, wish = _find(request, key)
    if act not in _ACTS:
        raise Http404(act)
    kind, do = _ACTS[act]
    form = kind(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([text for texts in form.errors.values() for text in texts])
        do(actor, wish, form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("people_requests:show", args=[wish.pk]))
