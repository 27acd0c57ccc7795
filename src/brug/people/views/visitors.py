"""What a request tells of who sent it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import get_language

from brug.people.services.attribution import Came
from brug.people.services.consent import Proof

_UTM = ("utm_source", "utm_medium", "utm_campaign")
VIA = "via"
_WAY = "people.came"


def proof(request: HttpRequest, where: str) -> Proof:
    """Return the proof of what somebody agrees to on a page."""
    ip = get_adapter().get_client_ip(request)
    return Proof(where=where, language=get_language() or "", ip=str(ip or ""))


def came_in_address(query: Mapping[str, str]) -> Came:
    """Return the way that an address tells: ``utm_…``, or ours: ``via=source.medium.campaign``."""
    told = [query.get(name, "") for name in _UTM]
    if not any(told):
        told = [*query.get(VIA, "").split(".", 2), "", "", ""][:3]
    return Came(*(part[:80] for part in told))


def remember_way(request: HttpRequest) -> None:
    """Keep the way that this address tells for the rest of the visit; the last one counts.

    It lies in the visit's session at the house, which ends with the browser, and goes nowhere but
    into what the visitor does here. Who asks not to be followed (Global Privacy Control) is not.
    """
    came = came_in_address(request.GET.dict())
    if not came or request.headers.get("Sec-GPC") == "1":
        return
    if request.session.is_empty():
        request.session.set_expiry(0)
    request.session[_WAY] = [came.source, came.medium, came.campaign]


def came_through(request: HttpRequest) -> Came:
    """Return the way that somebody came: by this address, the page before, or this visit."""
    came = came_in_address(request.GET.dict())
    before = urlsplit(request.headers.get("referer", ""))
    if not came and before.netloc == request.get_host():
        came = came_in_address(dict(parse_qsl(before.query)))
    kept = request.session.get(_WAY)
    return came if came or not kept else Came(*kept)
