"""What happens to every request."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answer a balancer's questions before sessions, languages and redirects come in.

    ``/health/live`` says that the process runs; ``/health/ready`` that it can serve: its database
    answers.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer health questions, pass on all else."""
        if request.path == "/health/live":
            return JsonResponse({"status": "ok"})
        if request.path == "/health/ready":
            return self._ready()
        return self.get_response(request)

    @staticmethod
    def _ready() -> JsonResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"status": "no database"}, status=503)
        return JsonResponse({"status": "ok"})


class StaffSecondFactorMiddleware:
    """Keep staff out of the desk until they have set up a second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send desk users without second factor to the page where they set one up."""
        if (
            request.path.startswith(f"/{settings.DESK_PATH}")
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        ):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)
