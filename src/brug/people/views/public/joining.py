"""Sign up for news and other mails."""
# messages: public

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.visitors import is_too_often
from brug.people.enums import Channel, Place
from brug.people.forms.personal import JoinForm
from brug.people.models import Purpose
from brug.people.services import joining
from brug.people.services.intake import Arrival
from brug.people.views.visitors import came_through, proof

_RATES = "20/m/ip,100/h/ip,5/h/key"


@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Take in who wants to hear of us; the answer is the same for everybody."""
    purposes = [p for p in Purpose.objects.filter(is_active=True) if Channel.EMAIL in p.channels]
    told = request.POST if request.method == "POST" else None
    form = JoinForm(told, purposes=purposes)
    if request.method == "POST" and form.is_valid():
        try:
            _take_in(request, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("people:join-asked"))
    status = 422 if form.errors else 200
    return render(request, "people/public/join.html", {"form": form}, status=status)


def _take_in(request: HttpRequest, told: dict[str, str]) -> None:
    if is_too_often(request, "people_join", _RATES, told["email"].lower()):
        return
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language() or "nl"
    joining.join(
        actor=Actor.visitor(),
        arrival=Arrival(
            email=told["email"],
            first_name=told["first_name"],
            language=language,
            postal_code=told["postal_code"],
        ),
        purposes=told["consent"],
        proof=proof(request, Place.SIGN_UP),
        came=came_through(request),
    )


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "people/public/join_asked.html")


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a sign-up once its reader clicks; a visit alone does nothing."""
    try:
        if request.method == "POST":
            wish = joining.confirm(token=token, proof=proof(request, Place.MAIL_LINK))
            return render(request, "people/public/join_confirmed.html", {"wish": wish})
        wish = joining.read_wish(token)
    except tokens.LinkError:
        return render(request, "people/personal/link_broken.html", status=410)
    return render(request, "people/public/join_confirm.html", {"wish": wish})
