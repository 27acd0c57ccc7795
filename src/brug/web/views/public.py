"""Public pages of the house itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation


def to_own_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor without language to the home page in theirs."""
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponseRedirect(reverse("public:home"))


def home(request: HttpRequest) -> HttpResponse:
    """Show the public home page."""
    return render(request, "web/public/home.html")
