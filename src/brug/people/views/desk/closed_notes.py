"""Closed notes: read one, with a reason; hand them over with all that is known of a person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brug.kernel.desk.pages import try_it
from brug.people.forms.desk.acts import WhyForm
from brug.people.models import Note
from brug.people.models.note import READ_CLOSED
from brug.people.services.closed_notes import read_closed_note
from brug.people.services.privacy import export_person
from brug.people.views.archive import archive
from brug.people.views.desk.page import find, page


@never_cache
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Ask why, then show the text once; no browser keeps the page."""
    actor, contact = find(request, public_id, READ_CLOSED)
    note = get_object_or_404(
        Note.objects.closed_to(actor).select_related("author"), contact=contact, pk=key
    )
    form = WhyForm(request.POST or None)
    told: list[str] = []

    def act() -> None:
        why = form.cleaned_data["why"]
        told.append(read_closed_note(actor=actor, note_id=note.pk, why=why))

    if request.method == "POST":
        try_it(form, act)
    return page(
        request,
        "closed_note.html",
        title=_("Closed note"),
        contact=contact,
        form=form,
        note=note,
        told=told[0] if told else None,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask why, then give all that is known of a person with the closed notes in it."""
    actor, contact = find(request, public_id, READ_CLOSED)
    form = WhyForm(request.POST or None)
    files: list[bytes] = []

    def act() -> None:
        why = form.cleaned_data["why"]
        told = export_person(actor=actor, person_id=contact.pk, closed_why=why)
        files.append(archive(contact, told))

    if request.method == "POST" and try_it(form, act):
        name = content_disposition_header(as_attachment=True, filename=f"{contact.public_id}.zip")
        return HttpResponse(
            files[0], content_type="application/zip", headers={"Content-Disposition": name or ""}
        )
    return page(
        request,
        "act.html",
        title=_("All data, with closed notes"),
        about=_("First be sure that whoever asks is this person."),
        contact=contact,
        form=form,
        verb=_("Take it along"),
    )
