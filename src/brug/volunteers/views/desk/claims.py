"""Claims that wait, at the desk: approve or refuse each, or approve all that are in order."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.tables import Column
from brug.kernel.tables.responses import FORMS
from brug.volunteers.forms.paying import RefuseForm
from brug.volunteers.models import Claim
from brug.volunteers.queries.allowances import used_beside
from brug.volunteers.services import deciding
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.page import named_export, page

_RIGHT = "volunteers.approve_claim"
_MOST = 100


@require_GET
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Show what waits for approval, the oldest first, with what the year allows."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    rows = Claim.objects.visible_to(actor).waiting().filter(person__anonymised_at=None)
    joined = rows.select_related("person", "involvement__initiative__organisation")
    shown = list(joined.order_by("day", "pk")[:_MOST])
    columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("Group"), lambda one: one.involvement.place, 30),
        Column(_("Day"), lambda one: one.day, 13),
        Column(_("What"), lambda one: one.get_kind_display(), 24),
        Column(_("Amount"), lambda one: one.amount, 12),
        Column(_("What for"), lambda one: one.what, 40),
    )
    return named_export(request, _RIGHT, _("Claims that wait"), columns, shown) or page(
        request,
        "claims.html",
        title=_("Claims that wait"),
        trail=(involved_crumb(),),
        forms=FORMS,
        rows=used_beside(shown),
        refuse_form=RefuseForm(),
    )


@require_POST
def approve_all(request: HttpRequest) -> HttpResponse:
    """Approve the claims that were ticked."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    chosen = request.POST.getlist("claim")
    rows = Claim.objects.visible_to(actor).waiting().select_related("involvement")
    found = [one for one in rows if str(one.public_id) in set(chosen)]
    for one in found:
        deciding.decide(actor=actor, claim=one)
    said = ngettext("%(count)s claim approved.", "%(count)s claims approved.", len(found))
    messages.success(request, said % {"count": len(found)})
    return HttpResponseRedirect(reverse("volunteers_waiting:index"))


@require_POST
def decide(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Approve a claim, or refuse it with a reason."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    rows = Claim.objects.visible_to(actor).select_related("involvement")
    claim = get_object_or_404(rows, public_id=public_id)
    if act not in ("approve", "refuse"):
        raise Http404
    form = RefuseForm(request.POST) if act == "refuse" else forms.Form(request.POST)

    def do() -> str:
        deciding.decide(actor=actor, claim=claim, refusal=form.cleaned_data.get("refusal", ""))
        return _("Refused, and mailed with the reason.") if act == "refuse" else _("Approved.")

    do_and_say(request, form, do)
    return HttpResponseRedirect(reverse("volunteers_waiting:index"))
