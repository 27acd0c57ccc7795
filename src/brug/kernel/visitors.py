"""Bounds on what visitors of public pages may do."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def is_too_often(request: HttpRequest, action: str, rates: str, key: str = "") -> bool:
    """Tell whether somebody does a thing more often than ``rates`` allow; counts this time.

    ``rates`` are those of django-allauth ('10/m/ip,3/h/key'): by network address and by ``key``.
    """
    usage = ratelimit.consume(
        request, app="brug", action=action, config={action: rates}, key=key or "-"
    )
    return usage is None
