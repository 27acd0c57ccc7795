"""Serve a mail's HTML as a page for a frame, shut off from the desk around it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Mails style themselves; they may do nothing else: no script, no form, no request to anybody.
_SHUT = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def as_page(html: str) -> HttpResponseBase:
    """Return the HTML as a page that cannot reach out of its frame."""
    serve = csp(_SHUT)(lambda _request: HttpResponse(html))
    response: HttpResponseBase = serve(HttpRequest())
    return response
