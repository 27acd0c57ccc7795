"""Take one's data along, or ask to be forgotten."""
# messages: public

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.enums import RequestKind, RequestState
from brug.people.models import Contact
from brug.people.models.request_choices import RequestWay
from brug.people.services import privacy
from brug.people.services.requests import ending, noting
from brug.people.services.requests.noting import Asked
from brug.people.views.archive import archive
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
    """Show what will be lost; plan to forget the person once they say so.

    Till then it can be called back on the page, which stays open.
    """
    actor = Actor.person(person.pk)
    if request.method == "POST":
        asked = Asked(RequestKind.ERASURE, RequestWay.OWN_PAGE, today())
        wish = noting.note_request(actor=actor, person_id=person.pk, asked=asked)
        if wish.state == RequestState.OPEN:
            wish = ending.plan_erasure(actor=actor, request=wish)
        return render(request, "people/personal/forgotten.html", {"day": wish.runs_on})
    context = {
        "person": person,
        "lost": privacy.what_will_be_lost(person.pk),
        "days": settings.BRUG_ERASURE_WAIT_DAYS,
    }
    return render(request, "people/personal/forget.html", context)
