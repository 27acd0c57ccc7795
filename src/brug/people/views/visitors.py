"""What a request tells of who sent it."""

from urllib.parse import parse_qs, urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import get_language

from brug.people.services.attribution import Came
from brug.people.services.consent import Proof

_UTM = ("utm_source", "utm_medium", "utm_campaign")


def proof(request: HttpRequest, where: str) -> Proof:
    """Return the proof of what somebody agrees to on a page."""
    ip = get_adapter().get_client_ip(request)
    return Proof(where=where, language=get_language() or "", ip=str(ip or ""))


def came_through(request: HttpRequest) -> Came:
    """Return the way that somebody came: named in this address, or in that of the page before.

    Nothing is kept in the visitor's browser for it.
    """
    query = {name: request.GET.get(name, "") for name in _UTM}
    if not any(query.values()):
        before = urlsplit(request.headers.get("referer", ""))
        if before.netloc == request.get_host():
            found = parse_qs(before.query)
            query = {name: found.get(name, [""])[0] for name in _UTM}
    return Came(*(query[name][:80] for name in _UTM))


def is_too_often(request: HttpRequest, action: str, rates: str, key: str = "") -> bool:
    """Tell whether somebody does a thing more often than ``rates`` allow; counts this time.

    ``rates`` are those of django-allauth ('10/m/ip,3/h/key'): by network address and by ``key``.
    """
    usage = ratelimit.consume(
        request, app="brug.people", action=action, config={action: rates}, key=key or "-"
    )
    return usage is None
