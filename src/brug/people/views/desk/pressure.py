"""Rules for asking with their preview, and somebody's wish for quiet."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.periods import today
from brug.people.enums import AskKind
from brug.people.links import contact_url
from brug.people.models import PressureRule
from brug.people.queries.pressure import preview, preview_of_all
from brug.people.rules.pressure import Ceiling
from brug.people.services.pressure.rules import remove_rule, save_rule, set_quiet
from brug.people.views.desk.page import find, page


class RuleForm(forms.Form):
    """At most so much asking in so many days."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    ceiling = forms.IntegerField(label=gettext_lazy("At most"), min_value=1, max_value=100)
    days = forms.IntegerField(label=gettext_lazy("In so many days"), min_value=1, max_value=730)
    starts_on = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in AskKind.choices:
            self.fields[f"weight_{kind}"] = forms.IntegerField(
                label=_("Weight of: %(kind)s (0: exempt)") % {"kind": label},
                min_value=0,
                max_value=9,
                initial=0,
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service wants to know."""
        weights = {kind: self.cleaned_data[f"weight_{kind}"] for kind in AskKind.values}
        names = ("name", "ceiling", "days", "starts_on", "ends_on")
        return {"weights": weights} | {name: self.cleaned_data[name] for name in names}


class QuietForm(forms.Form):
    """Ask somebody nothing before a day; empty: they may be asked."""

    until = forms.DateField(
        label=gettext_lazy("Not before"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show all rules, and what they together would have held back lately."""
    actor = Actor.of(request)
    actor.require("people.manage_pressure")
    told, kept = preview_of_all()
    return page(
        request,
        "rules.html",
        title=_("Rules for asking"),
        rules=list(PressureRule.objects.all()),
        preview=told,
        kept=kept,
        today=today(),
    )


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """Make or change a rule; first see what it would have done."""
    actor = Actor.of(request)
    actor.require("people.manage_pressure")
    kept = get_object_or_404(PressureRule, pk=key) if key else None
    form = RuleForm(request.POST or None, initial=_initial(kept))
    do = request.POST.get("do")
    if do == "remove" and kept:
        remove_rule(actor=actor, rule=kept)
        return HttpResponseRedirect(reverse("people_pressure:index"))
    if do == "save" and try_it(form, lambda: save_rule(actor=actor, rule=kept, **form.values)):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("people_pressure:index"))
    is_tried = do == "preview" and form.is_valid()
    return page(
        request,
        "rule.html",
        title=kept.name if kept else _("Add a rule"),
        form=form,
        kept=kept,
        preview=preview([_tried(form.values)]) if is_tried else None,
        back=reverse("people_pressure:index"),
    )


def _initial(kept: PressureRule | None) -> dict[str, Any]:
    if kept is None:
        return {"starts_on": today(), "days": 30, "ceiling": 4, "weight_mailing": 1}
    names = ("name", "ceiling", "days", "starts_on", "ends_on")
    weights = {f"weight_{kind}": kept.weights.get(kind, 0) for kind in AskKind.values}
    return weights | {name: getattr(kept, name) for name in names}


def _tried(told: dict[str, Any]) -> Ceiling:
    return Ceiling(told["name"], told["ceiling"], told["days"], told["weights"], date.min)


@require_POST
def quiet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep until when somebody wants to be asked nothing."""
    actor, contact = find(request, public_id, "people.change_contact")
    form = QuietForm(request.POST)
    if try_it(
        form,
        lambda: set_quiet(actor=actor, person_id=contact.pk, until=form.cleaned_data["until"]),
    ):
        messages.success(request, _("Saved."))
    else:
        told = [str(message) for found in form.errors.values() for message in found]
        messages.error(request, " ".join(told))
    return HttpResponseRedirect(f"{contact_url(contact.public_id)}#asks")
