"""What the people tier does with every request."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from brug.people.views.visitors import remember_way


class WayMiddleware:
    """Remembers through which link a visit began, on pages of the public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at addresses with a question alone: no other visit touches its session."""
        is_public = not request.path.startswith(("/desk/", "/account/", "/api/"))
        if request.method == "GET" and request.GET and is_public:
            remember_way(request)
        return self.get_response(request)
