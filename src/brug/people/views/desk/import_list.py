"""The list of imports, and the fates of one's rows."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.numbers import figure_text
from brug.kernel.tables import Column
from brug.people.models import ImportRun


def _when(run: ImportRun) -> str:
    return date_format(timezone.localtime(run.asked_at), "SHORT_DATETIME_FORMAT")


def _files(run: ImportRun) -> str:
    return ", ".join(file["name"] for file in run.files)


class ImportList(DeskList):
    """Imports, newest first."""

    model = ImportRun
    right = "people.import_contact"
    add_right = "people.import_contact"
    page_title = _("Imports")
    header_icon = "download"
    add_item_label = _("Hand in files")
    default_ordering = "-asked_at"
    export_right = right
    export_name = page_title
    export_columns = (
        Column(_("Handed in"), lambda run: run.asked_at, 18),
        Column(_("Files"), _files, 60),
        Column(_("From"), lambda run: run.get_profile_display(), 24),
        Column(_("State"), lambda run: run.get_state_display(), 18),
        Column(_("Rows"), lambda run: run.total, 12),
        Column(_("By whom"), lambda run: run.by and str(run.by), 28),
    )
    is_searchable = False
    joined = ("by",)
    empty_title = _("Nothing was imported yet")
    empty_text = _("Hand in a dump or exports of CiviCRM, or any table of people.")
    shown = (
        Shown(_("Handed in"), _when, sort="asked_at"),
        Shown(_("Files"), _files),
        Shown(_("From"), lambda run: run.get_profile_display()),
        Shown(_("State"), lambda run: run.get_state_display(), sort="state"),
        Shown(_("Rows"), lambda run: figure_text(run.total), sort="total", is_number=True),
        Shown(_("By whom"), lambda run: run.by or ""),
    )

    def get_base_queryset(self) -> QuerySet[ImportRun]:
        """Return all imports."""
        return ImportRun.objects.all()

    def record_url(self, record: Any) -> str:
        """Lead to the import."""
        return reverse("people_imports:inspect", args=[record.public_id])
