"""The lists of campaigns and purposes."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.numbers import exact_text
from brug.kernel.tables import Column
from brug.people.enums import Channel
from brug.people.models import Campaign, Purpose
from brug.people.services.exporting import note_contacts_exported


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


class Register(DeskList):
    """A short list whose rows lead to a form."""

    right = "people.view_contact"
    export_right = "people.export_contact"
    is_searchable = True
    search_fields: tuple[str, ...] = ("name",)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find by part of the name or code."""
        if not self.is_searching:
            return queryset
        found = queryset.filter(code__icontains=self.search_query)
        for field in self.search_fields:
            found |= queryset.filter(**{f"{field}__icontains": self.search_query})
        return found

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Note who took the list along."""
        note_contacts_exported(actor=actor, count=count, note=f"{self.model.__name__} {note}")

    def record_url(self, record: Any) -> str:
        """Lead to the form, for who may change it."""
        if not self.actor.may(self.add_right):
            return ""
        return reverse(self.edit_url_name, args=[record.code])


class CampaignList(Register):
    """Campaigns, with how many people did something through each."""

    model = Campaign
    add_right = "people.manage_campaigns"
    page_title = _("Campaigns")
    header_icon = "tag"
    add_item_label = _("Add a campaign")
    default_ordering = "-starts_on"
    empty_title = _("No campaigns yet")
    empty_text = _("A campaign's code in a link tells through which one people came.")
    shown = (
        Shown(_("Name"), lambda one: one.name, sort="name"),
        Shown(_("Code"), lambda one: one.code, sort="code"),
        Shown(_("From"), lambda one: _day(one.starts_on), sort="starts_on"),
        Shown(_("Until"), lambda one: _day(one.ends_on), sort="ends_on"),
        Shown(_("Cost"), lambda one: exact_text(one.cost, "€"), sort="cost"),
    )
    export_name = _("Campaigns")
    export_columns = (
        Column(_("Code"), lambda one: one.code),
        Column(_("Name"), lambda one: one.name, 36),
        Column(_("From"), lambda one: one.starts_on, 13),
        Column(_("Until"), lambda one: one.ends_on, 13),
        Column(_("Cost in euro"), lambda one: one.cost, 14),
    )

    def record_url(self, record: Any) -> str:
        """Lead to what it brought."""
        return reverse("people_campaigns:show", args=[record.code])


def _channels(purpose: Purpose) -> str:
    return ", ".join(str(Channel(channel).label) for channel in purpose.channels)


class PurposeList(Register):
    """Purposes, with the words that people agree to."""

    model = Purpose
    right = "people.manage_purposes"
    add_right = "people.manage_purposes"
    page_title = _("Purposes")
    header_icon = "check"
    add_item_label = _("Add a purpose")
    default_ordering = "order"
    search_fields = ("names", "wording")
    empty_title = _("No purposes yet")
    empty_text = _("Without a purpose nobody can agree to anything.")
    shown = (
        Shown(_("Name"), lambda one: one.name),
        Shown(_("Sentence"), lambda one: one.sentence),
        Shown(_("Channels"), _channels),
        Shown(_("Version"), lambda one: one.version, is_number=True),
        Shown(_("In use"), lambda one: _("Yes") if one.is_active else _("No"), is_number=True),
        Shown(_("Place in lists"), lambda one: one.order, sort="order", is_number=True),
    )
    export_name = _("Purposes")
    export_columns = (
        Column(_("Code"), lambda one: one.code),
        Column(_("Name"), lambda one: one.name, 30),
        Column(_("Sentence"), lambda one: one.sentence, 60),
        Column(_("Channels"), _channels, 30),
        Column(_("Version"), lambda one: one.version, 9),
        Column(_("In use"), lambda one: one.is_active, 9),
    )
