"""The way in to one's own page, and out of it."""
# messages: public

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from brug.kernel import tokens
from brug.kernel.visitors import is_too_often
from brug.people.forms.personal import LinkForm
from brug.people.services import links
from brug.people.views.personal import session

_RATES = "10/m/ip,60/h/ip,4/h/key"


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Mail a link; the answer is the same whether the address is known or not."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "people/personal/ask.html", {"form": form}, status=422)
    address = form.cleaned_data["email"]
    if not is_too_often(request, "people_link", _RATES, address.strip().lower()):
        links.ask_link(address=address, language=get_language() or "nl")
    return HttpResponseRedirect(reverse("people:my-asked"))


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, if the address is known."""
    return render(request, "people/personal/asked.html")


@never_cache
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open the page of the person whom a link was mailed to, once they click; a visit does nothing.

    Mail scanners visit links too.
    """
    try:
        if request.method == "POST":
            session.enter(request, links.use_link(token=token))
            return HttpResponseRedirect(reverse("people:my"))
        link = links.read_link(token)
    except tokens.LinkError as error:
        return render(
            request,
            "people/personal/spent.html",
            {"form": LinkForm(), "is_old": isinstance(error, tokens.LinkExpired)},
            status=410,
        )
    return render(request, "people/personal/enter.html", {"person": link.person})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close one's own page."""
    session.leave(request)
    messages.success(request, _("Your page is closed. See you soon."))
    return HttpResponseRedirect(reverse("public:home"))
