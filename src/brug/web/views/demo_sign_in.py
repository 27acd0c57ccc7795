"""In the demo only: sign in as one of its fictional people with one click."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from brug.kernel.models import User
from brug.kernel.users import services
from brug.web import second_factor
from brug.web.addresses import is_ours
from brug.web.demo import accounts

_LOOPBACK = {"127.0.0.1", "::1"}
_LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


def is_open(request: HttpRequest) -> bool:
    """Tell whether somebody sits at the very machine of a demo.

    A proxy would make everybody look as if they did: with one in front, the door stays shut.
    """
    host = request.get_host().rsplit(":", 1)[0]
    return bool(
        settings.BRUG_DEMO
        and not settings.ALLAUTH_TRUSTED_PROXY_COUNT
        and request.META.get("REMOTE_ADDR") in _LOOPBACK
        and host in _LOOPBACK_HOSTS
        and "x-forwarded-for" not in request.headers
        and "forwarded" not in request.headers
    )


@never_cache
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a fictional person, second factor and all, and lead to the page wanted."""
    if not is_open(request):
        raise Http404
    email = request.POST.get("email", "")
    if not accounts.is_fictional(email):
        raise Http404
    user = get_object_or_404(User.objects.active(), email=email)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    second_factor.note_shown(request, user, kind=Authenticator.Type.TOTP)
    services.note_sign_in(user=user, method="demo")
    if is_ours(request, wanted := request.POST.get("next", "")):
        request.session[second_factor.WANTED] = wanted
    return HttpResponseRedirect(reverse("web:after-sign-in"))


def code_for(request: HttpRequest, user: User) -> str:
    """Return the code that the app of a fictional person shows now; nothing outside the demo."""
    if not is_open(request) or not accounts.is_fictional(user.email):
        return ""
    factor = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return ""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(
        hotp_value(decrypt(factor.data["secret"]), counters[len(counters) // 2])
    )
