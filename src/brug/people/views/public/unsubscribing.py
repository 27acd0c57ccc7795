"""Unsubscribe from mails with one click."""
# messages: public

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from brug.kernel import tokens
from brug.people.enums import Place
from brug.people.services import unsubscribing
from brug.people.views.visitors import proof


@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw the consent of a mail's link on POST; ask on GET, which scanners do too.

    Mail programs post here by themselves (RFC 8058), without our cookie: the signed link is the
    proof.
    """
    try:
        if request.method == "POST":
            purpose = unsubscribing.unsubscribe(token=token, proof=proof(request, Place.MAIL_LINK))
            return render(request, "people/public/unsubscribed.html", {"purpose": purpose})
        _person, purpose = unsubscribing.read_unsubscribe(token)
    except tokens.LinkError:
        return render(request, "people/personal/link_broken.html", status=410)
    return render(request, "people/public/unsubscribe.html", {"purpose": purpose})
