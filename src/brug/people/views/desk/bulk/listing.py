"""The list of changes of many, and the file of whom one changed."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.numbers import figure_text
from brug.kernel.tables import FORMS, Column, table_response
from brug.people.models import BulkChange, BulkLine, Contact
from brug.people.models.bulk_choices import BulkState
from brug.people.services.exporting import note_contacts_exported
from brug.people.views.desk.bulk.showing import open_change


def _when(change: BulkChange) -> str:
    return date_format(timezone.localtime(change.asked_at), "SHORT_DATETIME_FORMAT")


class BulkList(DeskList):
    """Changes of many that were begun, newest first."""

    model = BulkChange
    right = "people.change_contact"
    page_title = gettext_lazy("Changes of many")
    header_icon = "group"
    default_ordering = "-asked_at"
    export_right = right
    export_name = page_title
    export_columns = (
        Column(gettext_lazy("What"), lambda change: change.get_action_display(), 30),
        Column(gettext_lazy("Chosen by"), lambda change: change.told, 50),
        Column(gettext_lazy("When"), lambda change: change.asked_at, 18),
        Column(gettext_lazy("State"), lambda change: change.get_state_display(), 16),
        Column(gettext_lazy("Contacts"), lambda change: change.total, 12),
        Column(gettext_lazy("Changed"), lambda change: change.changed, 12),
        Column(gettext_lazy("By whom"), lambda change: change.by and str(change.by), 28),
    )
    is_searchable = False
    joined = ("by",)
    empty_title = gettext_lazy("Nobody changed many at once yet")
    empty_text = gettext_lazy(
        "Tick people in the list of contacts, and choose what to do below it."
    )
    shown = (
        Shown(gettext_lazy("What"), lambda change: change.get_action_display()),
        Shown(gettext_lazy("Chosen by"), lambda change: change.told),
        Shown(gettext_lazy("When"), _when, sort="asked_at"),
        Shown(gettext_lazy("State"), lambda change: change.get_state_display()),
        Shown(gettext_lazy("Contacts"), lambda change: figure_text(change.total), is_number=True),
        Shown(gettext_lazy("Changed"), lambda change: figure_text(change.changed), is_number=True),
        Shown(gettext_lazy("By whom"), lambda change: change.by or ""),
    )

    def get_base_queryset(self) -> QuerySet[BulkChange]:
        """Return those that the reader sees and that were begun."""
        return BulkChange.objects.visible_to(self.actor).exclude(state=BulkState.DRAFT)

    def record_url(self, record: Any) -> str:
        """Lead to the change."""
        return reverse("people_bulk:inspect", args=[record.public_id])


@require_GET
def report(request: HttpRequest, public_id: UUID, form: str) -> HttpResponseBase:
    """Give every contact of a change whom the reader sees, with fate and reason."""
    actor, change = open_change(request, public_id)
    if form not in FORMS:
        raise Http404(form)
    seen = Contact.objects.visible_to(actor).order_by().values("pk")
    rows = BulkLine.objects.filter(change=change, contact__in=seen)
    note_contacts_exported(actor=actor, count=rows.count(), note=f"bulk {change.pk} {form}")
    columns = (
        Column(gettext_lazy("Name"), lambda row: row.contact.name, 30),
        Column(gettext_lazy("Number"), lambda row: str(row.contact.public_id), 38),
        Column(gettext_lazy("Fate"), lambda row: row.get_fate_display(), 18),
        Column(gettext_lazy("Reason"), lambda row: row.get_reason_display(), 50),
    )
    ordered = rows.select_related("contact").order_by("contact").iterator(2000)
    return table_response(form, _("Changes of many"), columns, ordered)
