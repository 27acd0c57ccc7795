"""Sign up as a volunteer, and confirm it."""
# messages: public

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from brug.kernel import tokens
from brug.kernel.visitors import is_too_often
from brug.people.enums import Place
from brug.people.web_door import came_through, proof
from brug.volunteers.forms.public import SignUpForm
from brug.volunteers.services import signing_up

_RATES = "20/m/ip,100/h/ip,5/h/key"


@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Take in a candidate; the answer is the same for everybody."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take_in(request, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("volunteers:asked"))
    status = 422 if form.errors else 200
    return render(request, "volunteers/public/sign_up.html", {"form": form}, status=status)


def _take_in(request: HttpRequest, form: SignUpForm) -> None:
    address = form.cleaned_data["email"].lower()
    if is_too_often(request, "volunteers_sign_up", _RATES, address):
        return
    signing_up.sign_up(
        arrival=replace(form.arrival, language=get_language() or "nl"),
        wish=form.wish,
        may_ask=form.cleaned_data["may_ask"],
        proof=proof(request, Place.SIGN_UP),
        came=came_through(request),
    )


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "volunteers/public/asked.html")


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Begin the search once its reader clicks; a visit alone does nothing."""
    try:
        if request.method == "POST":
            candidate = signing_up.confirm(token=token, proof=proof(request, Place.MAIL_LINK))
            return render(request, "volunteers/public/confirmed.html", {"candidate": candidate})
        candidate = signing_up.read_candidate(token)
    except tokens.LinkError:
        return render(request, "volunteers/public/link_broken.html", status=410)
    return render(request, "volunteers/public/confirm.html", {"candidate": candidate})
