"""Payment runs at the desk: make one, take it to the bank, note that it is paid, or undo it."""

from uuid import UUID

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.tables import Column, export_of
from brug.kernel.tables.responses import FORMS
from brug.volunteers.models import Claim, PaymentRun
from brug.volunteers.queries.runs import transfers_of
from brug.volunteers.services import paying
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.lists import day
from brug.volunteers.views.desk.page import Crumb, page

_RIGHT = "volunteers.pay"


def _crumb() -> Crumb:
    return _("Payment runs"), reverse("volunteers_runs:index")


def _runs() -> QuerySet[PaymentRun]:
    return PaymentRun.objects.select_related("made_by").annotate(
        count=Count("claims"), total=Sum("claims__amount")
    )


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show the runs, and what waits for one."""
    Actor.of(request).require(_RIGHT)
    ready = Claim.objects.to_pay()
    without = ready.filter(person__volunteer_account=None)
    rows = list(_runs()[:200])
    columns = (
        Column(_("Made"), lambda one: one.made_at, 18),
        Column(_("State"), lambda one: one.get_state_display(), 16),
        Column(_("Claims"), lambda one: one.count, 9),
        Column(_("Amount"), lambda one: one.total, 12),
        Column(_("Paid"), lambda one: one.paid_at, 18),
    )
    return export_of(request, _("Payment runs"), columns, rows) or page(
        request,
        "runs.html",
        title=_("Payment runs"),
        trail=(involved_crumb(),),
        forms=FORMS,
        rows=rows,
        ready=ready.count(),
        total=ready.total(),
        without=without.count(),
    )


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a run of all that is ready."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    made: list[PaymentRun] = []

    def do() -> str:
        made.append(paying.make_run(actor=actor))
        return _("The run is ready: take it to the bank, then note that it is paid.")

    do_and_say(request, forms.Form(request.POST), do)
    if made:
        return HttpResponseRedirect(reverse("volunteers_runs:show", args=[made[0].public_id]))
    return HttpResponseRedirect(reverse("volunteers_runs:index"))


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show a run, a line for each volunteer; or give it along for the bank."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    run = get_object_or_404(_runs(), public_id=public_id)
    rows = transfers_of(run)
    columns = (
        Column(_("Name on the account"), lambda one: one.holder, 36),
        Column(_("IBAN"), lambda one: one.iban, 34),
        Column(_("Amount"), lambda one: one.amount, 12),
        Column(_("Message"), lambda one: one.message, 60),
    )
    if request.GET.get("export"):
        paying.note_run_taken(actor=actor, run=run)
    title = _("Payment run of %(day)s") % {"day": day(run.made_at)}
    return export_of(request, title, columns, rows) or page(
        request,
        "run.html",
        title=title,
        trail=(involved_crumb(), _crumb()),
        forms=FORMS,
        run=run,
        rows=rows,
    )


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Note that a run is paid, or undo it."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    run = get_object_or_404(PaymentRun, public_id=public_id)

    def do() -> str:
        if act == "paid":
            paying.mark_paid(actor=actor, run=run)
            return _("Noted as paid.")
        if act == "undo":
            paying.undo_run(actor=actor, run=run)
            return _("Undone: its claims wait for the next run.")
        raise Http404

    do_and_say(request, forms.Form(request.POST), do)
    return HttpResponseRedirect(reverse("volunteers_runs:index"))
