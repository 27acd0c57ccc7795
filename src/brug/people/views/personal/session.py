"""Who is on their own page: a short session for one person, apart from signing in as a user."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from brug.people.models import Contact

_KEY = "people.person"
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 4 * 60 * 60

PersonalView = Callable[..., HttpResponseBase]


def enter(request: HttpRequest, person_id: int) -> None:
    """Open the page of a person who used their link."""
    request.session.cycle_key()
    now = int(time.time())
    request.session[_KEY] = {"id": person_id, "since": now, "seen": now}


def leave(request: HttpRequest) -> None:
    """Close it again."""
    request.session.pop(_KEY, None)


def present(request: HttpRequest) -> Contact | None:
    """Return the person whose page is open, unless they were away too long; counts as a visit."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    now = int(time.time())
    if now - kept["seen"] > IDLE_SECONDS or now - kept["since"] > LONGEST_SECONDS:
        leave(request)
        return None
    person = Contact.objects.known().select_related("region").filter(pk=kept["id"]).first()
    if person is None:
        leave(request)
    elif now - kept["seen"] > IDLE_SECONDS // 10:
        request.session[_KEY] = {**kept, "seen": now}
    return person


def personal(view: PersonalView) -> PersonalView:
    """Give a view the person whose page is open; others are sent to ask for a link."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = present(request)
        if person is None:
            return HttpResponseRedirect(reverse("people:my"))
        return view(request, person, *args, **kwargs)

    return wrapped
