"""Texts to sign at the desk: what is in force, drafts, publishing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.paper import blocks_of
from brug.kernel.tables import Column, export_of
from brug.kernel.tables.responses import FORMS
from brug.volunteers.enums import PaperKind
from brug.volunteers.forms.papers import DraftForm, PublishForm
from brug.volunteers.models import PaperText
from brug.volunteers.models.agreement import PAPER_LANGUAGES
from brug.volunteers.rules.papers import faults_of
from brug.volunteers.services import paper_texts
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.page import Crumb, page

_RIGHT = "volunteers.manage_papers"


def _crumb() -> Crumb:
    return _("Texts to sign"), reverse("volunteers_papers:index")


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show the texts, drafts first."""
    Actor.of(request).require(_RIGHT)
    rows = list(
        PaperText.objects.select_related("published_by").order_by(
            "kind", "language", "published_at", "-valid_from"
        )
    )
    columns = (
        Column(_("What"), lambda one: one.get_kind_display(), 36),
        Column(_("Language"), lambda one: one.get_language_display(), 12),
        Column(_("Title"), lambda one: one.title, 40),
        Column(_("In force from"), lambda one: one.valid_from, 13),
        Column(_("Published"), lambda one: one.published_at, 18),
    )
    return export_of(request, _("Texts to sign"), columns, rows) or page(
        request,
        "papers.html",
        title=_("Texts to sign"),
        trail=(involved_crumb(),),
        forms=FORMS,
        rows=rows,
        kinds=[(kind.value, kind.label, PAPER_LANGUAGES) for kind in PaperKind],
    )


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a version as volunteers read it."""
    Actor.of(request).require(_RIGHT)
    text = get_object_or_404(PaperText, public_id=public_id)
    return page(
        request,
        "paper.html",
        title=text.title,
        trail=(involved_crumb(), _crumb()),
        text=text,
        blocks=blocks_of(text.body),
        open_facts=faults_of(text.body).open_facts,
        publish_form=PublishForm(),
    )


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Write the draft of a text; it begins with what is in force."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    if kind not in PaperKind.values or language not in dict(PAPER_LANGUAGES):
        raise Http404
    rows = PaperText.objects.filter(kind=kind, language=language)
    present = rows.filter(published_at=None).first() or rows.order_by("-valid_from").first()
    initial = {"title": present.title, "body": present.body} if present else {}
    form = DraftForm(request.POST or None, initial=initial)
    made: list[PaperText] = []

    def do() -> None:
        told = form.cleaned_data
        made.append(
            paper_texts.write_draft(
                actor=actor,
                kind=PaperKind(kind),
                language=language,
                title=told["title"],
                body=told["body"],
            )
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("The draft is kept."))
        url = reverse("volunteers_papers:show", args=[made[0].public_id])
        return HttpResponseRedirect(url)
    title = f"{PaperKind(kind).label} ({language})"
    return page(request, "form.html", title=title, trail=(involved_crumb(), _crumb()), form=form)


@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a draft in force."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    text = get_object_or_404(PaperText, public_id=public_id)
    form = PublishForm(request.POST)

    def do() -> str:
        paper_texts.publish(actor=actor, text=text, valid_from=form.cleaned_data["valid_from"])
        return _("Published: it is sent from that day on.")

    do_and_say(request, form, do)
    return HttpResponseRedirect(reverse("volunteers_papers:show", args=[public_id]))
