"""What can be done with a draft of a roster."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.rosters.models import Draft, Need, Volunteer
from brug.rosters.services import draft_changes, drafting, publishing
from brug.rosters.views.desk.drafts import draft_url, find


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Work a draft out again, put somebody in, take somebody out, publish it, throw it away."""
    actor, draft = find(request, public_id)
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
    return HttpResponseRedirect(draft_url(draft))


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
    draft_changes.put_in(actor=actor, draft=draft, need=found, volunteer=volunteer)


def _take_out(actor: Actor, draft: Draft, request: HttpRequest) -> None:
    seat = draft.seats.filter(pk__in=_keys(request, "seat")).first()
    if seat is not None:
        draft_changes.take_out(actor=actor, draft=draft, seat=seat)
