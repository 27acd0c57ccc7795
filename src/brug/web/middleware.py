"""What happens to every request."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from brug.web import second_factor
from brug.web.closed_doors import is_closed

_STAFF_PAGES = ("/account/", f"/{settings.DESK_PATH}")
_READERS = frozenset(dict(settings.LANGUAGES))
GetResponse = Callable[[HttpRequest], HttpResponse]

# Where somebody at the desk may be before the second factor was shown: on the way to it.
_ON_THE_WAY = frozenset(
    {
        "account_change_password",
        "desk-login",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "api-v1:api-root",
        "api-v1:openapi-json",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "root",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "web:account",
        "web:demo-sign-in",
        "web:invitation",
        "web:language",
        "web:set-up",
    }
)


class _ViewMiddleware:
    """A middleware that only looks at a request once its view is known."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done in ``process_view``."""
        return self.get_response(request)


class BrowserRightsMiddleware(_ViewMiddleware):
    """Tell browsers which of their abilities no page of ours uses, beside Django's own headers."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to the response."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ClosedDoorsMiddleware(_ViewMiddleware):
    """Answer 'not found' on pages of libraries that the house does not use."""

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Raise Http404 where the page is shut."""
        if request.resolver_match and is_closed(request.resolver_match):
            raise Http404


class StaffLanguageMiddleware:
    """Speak a language of the desk at the desk and around sign-in, also where a page is not there.

    Whoever signed in reads their own one; for others the browser's or the chosen one holds, if
    staff screens have it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch the language for this request."""
        if request.path.startswith(_STAFF_PAGES):
            wanted = translation.get_language() or ""
            if request.user.is_authenticated:
                wanted = request.user.language
            if wanted not in settings.DESK_LANGUAGES:
                wanted = settings.LANGUAGE_CODE
            translation.activate(wanted)
            request.LANGUAGE_CODE = wanted
        return self.get_response(request)


class DeskDoorMiddleware(_ViewMiddleware):
    """Keep people without a desk role out of the desk, and those with one until the second factor.

    The frame itself would send people without right to sign in, where they are signed in already,
    and so in a circle.
    """

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Refuse others; send staff without second factor to where they show it or set one up."""
        match = request.resolver_match
        if not request.user.is_authenticated or match is None:
            return None
        if match.view_name in _ON_THE_WAY or _is_for_readers(request.path):
            return None
        is_desk = request.path.startswith(f"/{settings.DESK_PATH}")
        if not request.user.is_staff:
            if is_desk:
                raise PermissionDenied
            return None
        if second_factor.has_shown(request):
            return None
        wanted = request.get_full_path() if is_desk and request.method == "GET" else ""
        if wanted:
            request.session[second_factor.WANTED] = wanted
        query = urlencode({"next": wanted or reverse("web:after-sign-in")})
        return HttpResponseRedirect(f"{second_factor.door_to_show_it(request.user)}?{query}")


def _is_for_readers(path: str) -> bool:
    """Tell whether a page stands under a language: there nobody acts with the rights of staff."""
    return path.split("/", 2)[1] in _READERS
