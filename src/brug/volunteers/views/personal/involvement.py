"""One's own page as a volunteer of the house: papers, and what one did."""
# messages: public

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.people.web_door import personal
from brug.volunteers.enums import Signer, Way
from brug.volunteers.forms.signing import SignForm
from brug.volunteers.models import Agreement, Involvement, Review
from brug.volunteers.queries.deeds import hours_of
from brug.volunteers.queries.welcome import documents_of
from brug.volunteers.services import signing
from brug.volunteers.views.public.signing import (
    certificate_response,
    pdf_response,
    sign_page,
    signing_of,
)


def own(person: Any, public_id: UUID) -> Involvement:
    """Return an involvement of the person whose page is open.

    Raises:
        Http404: it is somebody else's.
    """
    rows = Involvement.objects.filter(person=person).select_related(
        "person", "task", "initiative__organisation"
    )
    return get_object_or_404(rows, public_id=public_id)


@personal
def show(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show somebody their time as a volunteer."""
    involvement = own(person, public_id)
    context = {
        "involvement": involvement,
        "agreements": list(involvement.agreements.standing()),
        "documents": documents_of([involvement]),
        "hours": hours_of(involvement),
        "reviews": list(Review.objects.filter(involvement=involvement)),
        "person": person,
    }
    return render(request, "volunteers/personal/involvement.html", context)


def _agreement(person: Any, public_id: UUID) -> Agreement:
    rows = Agreement.objects.filter(involvement__person=person)
    return get_object_or_404(
        rows.select_related("text", "involvement__person"), public_id=public_id
    )


@personal
def sign(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Read an agreement and sign it on one's own page."""
    agreement = _agreement(person, public_id)
    form = SignForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        signing.sign(
            actor=Actor.person(person.pk),
            agreement=agreement,
            signing=signing_of(form, Way.PAGE),
        )

    if request.method == "POST" and try_it(form, do):
        agreement.refresh_from_db()
    pdf_url = reverse("volunteers:own-agreement-pdf", args=[public_id])
    return sign_page(request, agreement, Signer.VOLUNTEER, form, pdf_url)


@personal
def agreement_pdf(_request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Give along what one was sent and signed."""
    return pdf_response(_agreement(person, public_id))


@personal
def certificate(_request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Give along a certificate of what one did."""
    return certificate_response(own(person, public_id))
