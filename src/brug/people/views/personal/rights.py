"""Take one's data along, or be forgotten."""
# messages: public

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.people.models import Contact
from brug.people.services import privacy
from brug.people.views.archive import archive
from brug.people.views.personal import session
from brug.people.views.personal.session import personal


@require_POST
@personal
def download(_request: HttpRequest, person: Contact) -> HttpResponse:
    """Give all that is known as one file: to read (HTML) and for machines (JSON)."""
    told = privacy.export_person(actor=Actor.person(person.pk), person_id=person.pk)
    response = HttpResponse(archive(person, told), content_type="application/zip")
    name = f"my-data-{timezone.localdate().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@personal
def forget(request: HttpRequest, person: Contact) -> HttpResponse:
    """Show what will be lost; forget the person once they say so."""
    if request.method == "POST":
        privacy.erase_person(
            actor=Actor.person(person.pk), person_id=person.pk, reason="asked on their own page"
        )
        session.leave(request)
        return render(request, "people/personal/forgotten.html")
    lost = privacy.what_will_be_lost(person.pk)
    return render(request, "people/personal/forget.html", {"person": person, "lost": lost})
