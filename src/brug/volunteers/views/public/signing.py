"""Read and sign an agreement, by the link in a mail; as volunteer or as parent."""
# messages: public

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from brug.kernel import tokens
from brug.kernel.desk.pages import try_it
from brug.kernel.paper import blocks_of
from brug.volunteers.enums import Signer, Way
from brug.volunteers.forms.signing import SignForm
from brug.volunteers.models import Agreement, Involvement
from brug.volunteers.queries.deeds import certificate_pdf
from brug.volunteers.queries.papers import agreement_pdf
from brug.volunteers.services import signing
from brug.volunteers.services.signing import Signing


@never_cache
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is agreed, and take a name; a visit alone does nothing."""
    try:
        agreement, signer = signing.read_link(token)
    except tokens.LinkError:
        return _broken(request)
    form = SignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_it(
        form, lambda: signing.sign_by_link(token=token, signing=signing_of(form, Way.LINK))
    ):
        agreement.refresh_from_db()
    pdf_url = reverse("volunteers:agreement-pdf", args=[token])
    return sign_page(request, agreement, signer, form, pdf_url)


@require_GET
@never_cache
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Give along what was sent to sign, with the signatures so far."""
    try:
        agreement, _signer = signing.read_link(token)
    except tokens.LinkError:
        return _broken(request)
    return pdf_response(agreement)


def signing_of(form: SignForm, way: Way) -> Signing:
    """Return what somebody does who fills in the form."""
    told = form.cleaned_data
    return Signing(told["name"], told["fingerprint"], way, get_language() or "nl")


def sign_page(
    request: HttpRequest, agreement: Agreement, signer: Signer, form: SignForm, pdf_url: str
) -> HttpResponse:
    """Show an agreement to who signs it, or what it was signed with."""
    is_guardian = signer == Signer.GUARDIAN
    context = {
        "agreement": agreement,
        "blocks": blocks_of(agreement.body),
        "language": agreement.text.language,
        "is_guardian": is_guardian,
        "is_signed": (agreement.guardian_signed_at if is_guardian else agreement.signed_at),
        "form": form,
        "pdf_url": pdf_url,
    }
    status = 422 if form.errors else 200
    return render(request, "volunteers/public/sign.html", context, status=status)


def pdf_response(agreement: Agreement) -> HttpResponse:
    """Return an agreement as a file to keep."""
    response = HttpResponse(agreement_pdf(agreement), content_type="application/pdf")
    day = f"{agreement.asked_at:%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="{agreement.kind}-{day}.pdf"'
    return response


def certificate_response(involvement: Involvement) -> HttpResponse:
    """Return a certificate of what somebody did as a file to keep."""
    response = HttpResponse(certificate_pdf(involvement), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response


def _broken(request: HttpRequest) -> HttpResponse:
    return render(request, "volunteers/public/link_broken.html", status=410)
