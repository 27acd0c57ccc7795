"""A notice with a button that undoes what was just done, for ten minutes.

A screen that did something says so by ``offer_undo``; the button posts a token to the room's own
address, which reads it by ``read_undo`` and calls the service that takes the act back. The token
only says what may be asked, by whom and until when: the service asks for the right, and refuses
what has changed since.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from brug.kernel import tokens
from brug.kernel.access.actor import Actor

UNDO_TIME = timedelta(minutes=10)
_SCOPE = "kernel.undo"


def offer_undo(
    request: HttpRequest, said: str, *, address: str, act: str, told: Mapping[str, Any]
) -> None:
    """Say what was done, with the button.

    ``address`` names the place that undoes ('people_contacts:undo'); it takes the token as its only
    part. ``told`` is plain JSON: keys, days; never a name or a text.
    """
    user = Actor.of(request).user
    token = tokens.make(_SCOPE, [user and user.pk, act, dict(told)], lasts=UNDO_TIME)
    url = reverse(address, args=[token])
    notice = render_to_string(
        "kernel/desk/undo_notice.html", {"said": said, "url": url}, request=request
    )
    messages.success(request, notice)


def read_undo(request: HttpRequest, token: str) -> tuple[str, dict[str, Any]]:
    """Return what is to be undone, and what was told of it.

    Raises:
        LinkExpired: the time is over.
        LinkInvalid: it is no token of ours, or another user's.
    """
    owner, act, told = tokens.read(_SCOPE, token)
    user = Actor.of(request).user
    if user is None or owner != user.pk:
        raise tokens.LinkInvalid(_SCOPE)
    return act, told
