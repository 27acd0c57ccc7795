"""Add and change campaigns, purposes and target groups; each act is one service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.people.forms.desk.registers import CampaignForm, PurposeForm, TargetGroupForm
from brug.people.models import Campaign, Purpose, TargetGroup
from brug.people.services import campaigns, purposes, target_groups
from brug.people.views.desk.page import page

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    """A register: its records, form, right, and the services that make and change one."""

    model: type[Model]
    form: type[forms.Form]
    right: str
    index: str
    heading: str | Promise
    adding: str | Promise
    initial: Callable[[Any], dict[str, Any]]
    make: Callable[[Actor, Any], object]
    change: Callable[[Actor, Any, Any], object]


def _plain(*names: str) -> Callable[[Any], dict[str, Any]]:
    return lambda record: {name: getattr(record, name) for name in names}


def _change_purpose(actor: Actor, record: Purpose, form: PurposeForm) -> object:
    is_active = form.cleaned_data["is_active"]
    return purposes.change_purpose(actor=actor, purpose=record, is_active=is_active, **form.values)


def _make_purpose(actor: Actor, form: PurposeForm) -> object:
    return purposes.make_purpose(actor=actor, code=form.cleaned_data["code"], **form.values)


CAMPAIGNS = Kept(
    Campaign,
    CampaignForm,
    "people.manage_campaigns",
    "people_campaigns:index",
    gettext_lazy("Campaigns"),
    gettext_lazy("Add a campaign"),
    _plain("name", "starts_on", "ends_on", "cost"),
    lambda actor, form: campaigns.make_campaign(actor=actor, **form.cleaned_data),
    lambda actor, record, form: campaigns.change_campaign(
        actor=actor, campaign=record, **form.cleaned_data
    ),
)
GROUPS = Kept(
    TargetGroup,
    TargetGroupForm,
    target_groups.RIGHT,
    "people_groups:index",
    gettext_lazy("Target groups"),
    gettext_lazy("Add a target group"),
    _plain("name", "meaning", "parent", "owner", "review_months"),
    lambda actor, form: target_groups.make_target_group(
        actor=actor, code=form.cleaned_data["code"], card=form.card
    ),
    lambda actor, record, form: target_groups.change_target_group(
        actor=actor, group=record, card=form.card
    ),
)
PURPOSES = Kept(
    Purpose,
    PurposeForm,
    "people.manage_purposes",
    "people_purposes:index",
    gettext_lazy("Purposes"),
    gettext_lazy("Add a purpose"),
    PurposeForm.initial_of,
    _make_purpose,
    _change_purpose,
)


def adding(kept: Kept) -> View:
    """Return the page that adds one."""

    @require_http_methods(["GET", "POST"])
    def add(request: HttpRequest) -> HttpResponse:
        actor = Actor.of(request)
        actor.require(kept.right)
        form = kept.form(request.POST or None)
        taken = _taken(kept, form) if request.method == "POST" else False
        if request.method == "POST" and not taken and try_it(form, lambda: kept.make(actor, form)):
            messages.success(request, _("Added."))
            return HttpResponseRedirect(reverse(kept.index))
        return _page(request, kept, form, str(kept.adding))

    return add


def changing(kept: Kept) -> View:
    """Return the page that changes one."""

    @require_http_methods(["GET", "POST"])
    def change(request: HttpRequest, code: str) -> HttpResponse:
        actor = Actor.of(request)
        actor.require(kept.right)
        record = get_object_or_404(kept.model, code=code)
        form = kept.form(request.POST or None, initial=kept.initial(record), is_new=False)  # type: ignore[call-arg]
        if request.method == "POST" and try_it(form, lambda: kept.change(actor, record, form)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse(kept.index))
        return _page(request, kept, form, str(record))

    return change


def _taken(kept: Kept, form: forms.Form) -> bool:
    """Whether the code is another's: services then return that one, which nobody meant."""
    if not form.is_valid():
        return False
    if not kept.model._default_manager.filter(code=form.cleaned_data["code"]).exists():
        return False
    form.add_error("code", _("This code is in use already."))
    return True


def _page(request: HttpRequest, kept: Kept, form: forms.Form, title: str) -> HttpResponse:
    index = reverse(kept.index)
    crumbs = [{"url": index, "label": kept.heading}, {"url": "", "label": title}]
    return page(
        request,
        "act.html",
        title=title,
        form=form,
        verb=_("Save"),
        back=index,
        breadcrumbs=crumbs,
    )
