"""Public pages of the house itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from brug.people.api import public_figures
from brug.web.navigation import existing_url


def to_own_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor without language to the home page in theirs."""
    response: HttpResponse
    with translation.override(own_language(request)):
        response = HttpResponseRedirect(reverse("public:home"))
    response.headers["Vary"] = "Accept-Language"
    return response


def own_language(request: HttpRequest) -> str:
    """The house's language that fits the reader's browser best.

    Browsers call Dari `fa-AF`, `fa` or `prs`; Django knows the first two.
    """
    accepted = request.headers.get("accept-language", "").lower().replace("prs", "fa-af")
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return translation.get_language_from_request(request)


def home(request: HttpRequest) -> HttpResponse:
    """Show what the organisation is, where help is, how to take part."""
    return render(
        request,
        "web/public/home.html",
        {
            "figures": public_figures(),
            "join_url": existing_url("people:join"),
            "help_url": existing_url("volunteers:sign-up"),
            "my_url": existing_url("people:my"),
        },
    )


def privacy(request: HttpRequest) -> HttpResponse:
    """Show how the organisation handles what it knows of people."""
    return render(request, "web/public/privacy.html", {"my_url": existing_url("people:my")})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what was done so that everybody can use the pages, and where to tell what fails."""
    return render(request, "web/public/accessibility.html")
