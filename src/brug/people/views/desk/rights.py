"""A person's rights, answered by staff: all that is known of them, and forgetting them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.desk.pages import try_it
from brug.people.forms.desk.acts import EraseForm
from brug.people.services.privacy import erase_person, export_person, what_will_be_lost
from brug.people.views.archive import archive
from brug.people.views.desk.page import find, page


@require_POST
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give all that every room knows of a person, to read and for machines."""
    actor, contact = find(request, public_id, "people.export_contact")
    told = export_person(actor=actor, person_id=contact.pk)
    return HttpResponse(
        archive(contact, told),
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"{contact.public_id}.zip"
            )
        },
    )


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what will be lost, ask for the reason, and forget a person."""
    actor, contact = find(request, public_id, "people.delete_contact")
    if contact.anonymised_at is not None:
        raise Http404
    form = EraseForm(request.POST or None)
    if request.method == "POST" and try_it(
        form,
        lambda: erase_person(actor=actor, person_id=contact.pk, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("Forgotten. The figures stay as they were."))
        return HttpResponseRedirect(reverse("people_contacts:index"))
    words = {
        "addresses": _("E-mail addresses, telephone numbers and postal addresses"),
        "consents": _("Consents with their proof"),
        "relations": _("Relations with others"),
        "engagements": _("Acts that stay in the figures, without a name"),
    }
    lost = [(words.get(name, name), count) for name, count in what_will_be_lost(contact.pk).items()]
    return page(
        request,
        "erase.html",
        title=_("Forget %(name)s") % {"name": contact.name},
        contact=contact,
        form=form,
        lost=lost,
    )
