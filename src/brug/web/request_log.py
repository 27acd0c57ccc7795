"""One line in the log for each request, and its number on every other line."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("brug.request")
_current: ContextVar[str] = ContextVar("request_id", default="")
_HEADER = "X-Request-ID"
_GIVEN = re.compile(r"^[A-Za-z0-9-]{8,64}$")
# Letters without vowels: no number to be taken for somebody's, no word to be taken amiss.
_LETTERS = "bcdfghjkmnpqrstvwxz"


class AddRequestId(logging.Filter):
    """Puts the number of the request in hand on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number where there is one; every record passes."""
        if number := _current.get():
            record.request_id = number
        return True


class RequestLogMiddleware:
    """Log method, route, status and duration (ms) of each request, and number it.

    The route is the pattern of the address, such as ``my/<token>/``: what stands in the address
    itself may be somebody's. A proxy's own number of the request is taken over.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request, pass it on, log what became of it."""
        given = request.headers.get(_HEADER, "")
        number = given if _GIVEN.match(given) else _new_number()
        restore = _current.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._log(request, response.status_code, began)
            response.headers[_HEADER] = number
            return response
        finally:
            _current.reset(restore)

    @staticmethod
    def _log(request: HttpRequest, status: int, began: float) -> None:
        match = request.resolver_match
        fields = {
            "method": request.method if request.method in _METHODS else "OTHER",
            "route": f"/{match.route}" if match else "-",
            "status": status,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        level = logging.ERROR if status >= 500 else logging.INFO
        logger.log(level, "request", extra=fields)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _new_number() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
