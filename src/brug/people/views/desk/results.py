"""What a campaign brought, what channels bring, and links that tell where people come from."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.charts import Bar, BarChart, bar_chart
from brug.kernel.desk.filters import WITHIN_REASON
from brug.kernel.tables import FORMS, Column, table_response
from brug.people.enums import EngagementKind
from brug.people.models import Campaign
from brug.people.queries.kept_results import Kept, brought
from brug.people.queries.results import Result, Worth
from brug.people.views.desk.page import page

_SHOWN = 12  # bars and months


class PeriodForm(forms.Form):
    """Which days count."""

    since = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        validators=WITHIN_REASON,
        widget=forms.DateInput({"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Until and including"),
        required=False,
        validators=WITHIN_REASON,
        widget=forms.DateInput({"type": "date"}),
    )

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day, None where none is told."""
        told = self.cleaned_data if self.is_valid() else {}
        return told.get("since"), told.get("until")


@require_GET
def campaign(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show what a campaign brought, by channel, kind, region and month."""
    actor = Actor.of(request)
    actor.require("people.view_contact")
    found = get_object_or_404(Campaign, code=code)
    form = PeriodForm(request.GET or None)
    form_of_file = request.GET.get("export")
    kept = brought(actor, found, *form.days(), exact=bool(form_of_file))
    if form_of_file:
        return _export(actor, form_of_file, found.name, kept.brought.channels)
    total = kept.brought.total
    return page(
        request,
        "campaign.html",
        title=found.name,
        breadcrumbs=_crumbs(found.name),
        campaign=found,
        period_form=form,
        total=total,
        worth=Worth(total.euro, found.cost, total.new_donors),
        link=_link(request, found),
        may_change=actor.may("people.manage_campaigns"),
        may_export=actor.may("people.export_contact"),
        **_parts(kept),
    )


@require_GET
def channels(request: HttpRequest) -> HttpResponseBase:
    """Show what each source and medium brought over all campaigns; by default in a year."""
    actor = Actor.of(request)
    actor.require("people.view_contact")
    form = PeriodForm(request.GET or None)
    form_of_file = request.GET.get("export")
    kept = brought(actor, None, *form.days(), exact=bool(form_of_file))
    if form_of_file:
        return _export(actor, form_of_file, _("Channels"), kept.brought.channels)
    return page(
        request,
        "campaign.html",
        title=_("Channels"),
        breadcrumbs=_crumbs(_("Channels")),
        period_form=form,
        total=kept.brought.total,
        campaigns=kept.brought.campaigns,
        may_export=actor.may("people.export_contact"),
        **_parts(kept),
    )


def _crumbs(title: str) -> list[dict[str, str]]:
    index = reverse("people_campaigns:index")
    return [{"url": index, "label": _("Campaigns")}, {"url": "", "label": title}]


def _parts(kept: Kept) -> dict[str, Any]:
    told, kinds = kept.brought, dict(EngagementKind.choices)
    return {
        "kept": kept,
        "channels": told.channels,
        "kinds": [(kinds.get(one.label[0], one.label[0]), one) for one in told.kinds],
        "regions": [(one.label[0] or _("no region"), one) for one in told.regions],
        "chart": _chart(told.channels),
        "months": told.months[-_SHOWN:],
    }


def _chart(found: list[Result]) -> str:
    if not found:
        return ""
    best = found[0]
    return bar_chart(
        BarChart(
            key="channels",
            title=_("Most people came through %(way)s") % {"way": _way(best)},
            names=_("Channel"),
            values=_("People"),
            bars=tuple(Bar(_way(one), float(one.people)) for one in found[:_SHOWN]),
        )
    )


def _way(one: Result) -> str:
    return " / ".join(part for part in one.label if part) or _("unknown")


def _link(request: HttpRequest, found: Campaign) -> str:
    """The link for a source and medium that were filled in, or an example."""
    source = request.GET.get("source", "").strip().lower() or "newsletter"
    medium = request.GET.get("medium", "").strip().lower() or "email"
    words = {"utm_source": source, "utm_medium": medium, "utm_campaign": found.code}
    return f"{request.scheme}://{request.get_host()}/{settings.LANGUAGE_CODE}/?{urlencode(words)}"


def _export(actor: Actor, form: str, name: str, rows: list[Result]) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404(form)
    actor.require("people.export_contact")  # sums, no people: no line in the trail
    columns = (
        Column(_("Source"), lambda one: one.label[0]),
        Column(_("Medium"), lambda one: one.label[1]),
        Column(_("People"), lambda one: one.people),
        Column(_("New people"), lambda one: one.new_people),
        Column(_("New donors"), lambda one: one.new_donors),
        Column(_("Acts"), lambda one: one.acts),
        Column(_("Euro"), lambda one: one.euro),
    )
    return table_response(form, name, columns, rows)
