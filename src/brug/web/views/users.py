"""Screens that change users; each act is one service of ``kernel.access``."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.users import services
from brug.kernel.users.errors import AccessError
from brug.web.user_forms import UserForm


@dataclass(frozen=True)
class Act:
    """Something that can be done with a user: asked first, with what it leads to."""

    service: Callable[..., object]
    label: str | Promise
    warning: str | Promise
    done: str | Promise
    fits: Callable[[User], bool]
    destroys: bool = False


ACTS = {
    "invite": Act(
        services.send_invitation,
        gettext_lazy("Send the invitation again"),
        gettext_lazy("They get a mail with a new link; the old one stops working."),
        gettext_lazy("The invitation is on its way."),
        lambda user: user.is_active and not user.has_usable_password(),
    ),
    "reset-factor": Act(
        services.reset_second_factor,
        gettext_lazy("Reset the second step"),
        gettext_lazy(
            "Speak to them first: whoever asks for this by mail may be somebody else. Their app, "
            "passkeys and recovery codes stop working, they are signed out everywhere and set up a "
            "new second step when they sign in."
        ),
        gettext_lazy("The second step is reset."),
        is_mfa_enabled,
        destroys=True,
    ),
    "deactivate": Act(
        services.deactivate_user,
        gettext_lazy("Deactivate"),
        gettext_lazy("They are signed out at once and cannot come in. Nothing is deleted."),
        gettext_lazy("The account is deactivated."),
        lambda user: user.is_active,
        destroys=True,
    ),
    "reactivate": Act(
        services.reactivate_user,
        gettext_lazy("Let in again"),
        gettext_lazy("They can sign in again, with the roles and second step that they had."),
        gettext_lazy("The account is active again."),
        lambda user: not user.is_active,
    ),
}


def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: a user with roles, and a mail with a link to choose a password."""
    actor = Actor.of(request)
    actor.require("kernel.manage_users")
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite_user(actor=actor, roles=form.roles, **form.person)
        except AccessError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The invitation is on its way."))
            return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    return _page(request, form, title=_("Invite somebody"))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who somebody is and what they may."""
    actor = Actor.of(request)
    actor.require("kernel.manage_users")
    user = get_object_or_404(User, pk=pk)
    form = UserForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.change_user(actor=actor, user=user, **form.person)
                services.set_roles(actor=actor, user=user, wanted=form.roles)
        except AccessError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    return _page(request, form, title=str(user), user=user)


def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask whether to do something with a user, and do it."""
    actor = Actor.of(request)
    actor.require("kernel.manage_users")
    user = get_object_or_404(User, pk=pk)
    wanted = ACTS.get(act)
    if wanted is None or not wanted.fits(user):
        raise Http404
    if request.method == "POST":
        try:
            wanted.service(actor=actor, user=user)
        except AccessError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(wanted.done))
        return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=[pk]))
    return render(
        request,
        "web/desk/users/act.html",
        {"title": wanted.label, "act": wanted, "person": user, "breadcrumbs": _crumbs(user)},
    )


def _page(
    request: HttpRequest, form: UserForm, *, title: str, user: User | None = None
) -> HttpResponse:
    acts = {name: act for name, act in ACTS.items() if user and act.fits(user)}
    return render(
        request,
        "web/desk/users/form.html",
        {
            "title": title,
            "form": form,
            "person": user,
            "acts": acts,
            "breadcrumbs": _crumbs(user) if user else _crumbs(None, title),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _crumbs(user: User | None, last: str = "") -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
        {
            "url": reverse("wagtailusers_users:edit", args=[user.pk]) if user else "",
            "label": str(user) if user else last,
        },
    ]
