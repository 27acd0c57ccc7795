"""Who may open a screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from brug.kernel.access.actor import Actor

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """Let only those in who hold a right; the desk's frame tells others so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            Actor.of(request).require(permission)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
