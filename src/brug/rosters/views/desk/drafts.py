"""Drafts of a roster: the list, and asking for another one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.tables import FORMS, Column
from brug.rosters.forms.days import DraftForm
from brug.rosters.models import Draft, Service
from brug.rosters.services import drafting
from brug.rosters.views.desk.page import list_taken, page, week_crumb

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
        return HttpResponseRedirect(draft_url(made[0]))
    drafts = list(Draft.objects.visible_to(actor).prefetch_related("services")[:_MOST])
    title = _("Plan a roster")
    return list_taken(request, actor, title, _DRAFT_COLUMNS, drafts) or page(
        request,
        "drafts.html",
        title=title,
        trail=(week_crumb(),),
        form=form,
        drafts=[(one, names_of(one)) for one in drafts],
        forms=FORMS if drafts and actor.may("rosters.export") else (),
    )


def names_of(draft: Draft) -> str:
    """Return the names of a draft's services."""
    return ", ".join(one.name for one in draft.services.all())


_DRAFT_COLUMNS = (
    Column(_("From"), lambda one: one.first_day, 13),
    Column(_("Up to and including"), lambda one: one.period.last_day, 13),
    Column(_("Services"), names_of, 36),
    Column(_("State"), lambda one: one.get_state_display(), 22),
    Column(_("Covered"), lambda one: one.figures.get("covered"), 10),
    Column(_("Places"), lambda one: one.figures.get("wanted"), 10),
    Column(_("Published"), lambda one: one.published_at, 18),
)


def draft_url(draft: Draft) -> str:
    """Return the address of a draft's page."""
    return reverse("rosters_drafts:show", args=[draft.public_id])


def find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Draft]:
    """Return a draft to who plans its services."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    return actor, get_object_or_404(Draft.objects.visible_to(actor), public_id=public_id)
