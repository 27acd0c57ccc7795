"""The journal of who did what."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.numbers import exact_text
from brug.kernel.tables import Column
from brug.people.forms.desk.filters import EngagementFilters
from brug.people.links import contact_url
from brug.people.models import Contact, Engagement
from brug.people.queries.finding import matching
from brug.people.services.exporting import note_contacts_exported


def _who(act: Engagement) -> str:
    return act.person.name


def _day(act: Engagement) -> str:
    return date_format(timezone.localtime(act.occurred_at), "SHORT_DATE_FORMAT")


class Journal(DeskList):
    """What people did, newest first."""

    model = Engagement
    right = "people.view_engagement"
    page_title = _("Journal")
    header_icon = "history"
    default_ordering = "-occurred_at"
    filterset_class = EngagementFilters
    joined = ("person", "region", "practice", "attribution__campaign")
    empty_title = _("Nothing happened yet")
    empty_text = _("What people do in any room appears here by itself.")
    shown = (
        Shown(_("Who"), _who),
        Shown(_("What"), lambda act: act.get_kind_display()),
        Shown(_("When"), _day, sort="occurred_at"),
        Shown(_("Municipality"), lambda act: act.region or ""),
        Shown(_("Core practice"), lambda act: act.practice or ""),
        Shown(_("Came through"), lambda act: act.attribution or ""),
        Shown(_("Amount"), lambda act: "" if act.amount is None else exact_text(act.amount, "€")),
    )
    export_right = "people.export_contact"
    export_name = _("Journal")
    export_columns = (
        Column(_("When"), lambda act: act.occurred_at, 17),
        Column(_("Number"), lambda act: str(act.person.public_id), 38),
        Column(_("Who"), _who, 28),
        Column(_("What"), lambda act: act.get_kind_display()),
        Column(_("Municipality"), lambda act: act.region),
        Column(_("Core practice"), lambda act: act.practice),
        Column(_("Came through"), lambda act: act.attribution or "", 30),
        Column(_("Amount in euro"), lambda act: act.amount, 14),
    )

    def get_base_queryset(self) -> QuerySet[Engagement]:
        """Return what people did whom the reader may see."""
        return Engagement.objects.visible_to(self.actor)

    def search_queryset(self, queryset: QuerySet[Engagement]) -> QuerySet[Engagement]:
        """Find by who did it."""
        if not self.is_searching:
            return queryset
        people = matching(Contact.objects.visible_to(self.actor), self.search_query)
        return queryset.filter(person__in=people.values("pk"))

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Note who took which part of the journal along."""
        note_contacts_exported(actor=actor, count=count, note=note)

    def record_url(self, record: Any) -> str:
        """Lead to the person."""
        return contact_url(record.person.public_id)
