"""The way in, around what allauth does: where to go, first set-up, invitations, language."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.users import services
from brug.kernel.users.errors import InvitationSpent
from brug.web import second_factor
from brug.web.addresses import is_ours
from brug.web.forms import ChoosePasswordForm


@never_cache
@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send people to the page that they wanted, else staff to the desk and others home."""
    wanted = request.session.pop(second_factor.WANTED, "")
    if wanted and is_ours(request, wanted):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(
        reverse("wagtailadmin_home" if request.user.is_staff else "public:home")
    )


@never_cache
@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Let somebody choose the second step that they will sign in with from now on."""
    if is_mfa_enabled(request.user):
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(request, "account/set_up.html")


@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password; opening the page alone changes nothing."""
    try:
        user = services.read_invitation(token)
        form = ChoosePasswordForm(request.POST or None, user=user)
        if request.method == "POST" and form.is_valid():
            services.accept_invitation(token=token, password=form.cleaned_data["password1"])
            messages.success(request, _("Your password is set. Sign in with it now."))
            return HttpResponseRedirect(reverse("account_login"))
    except InvitationSpent as spent:
        return render(request, "account/invitation_spent.html", {"reason": spent}, status=410)
    return render(request, "account/invitation.html", {"form": form, "invited": user})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language of the desk's pages: in a cookie, and with the account of who signed in."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    response = HttpResponseRedirect(back if is_ours(request, back) else reverse("account_login"))
    if language in settings.DESK_LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if request.user.is_authenticated:
            services.choose_language(actor=Actor.of(request), user=request.user, language=language)
    return response
