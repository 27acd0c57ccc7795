"""Tell the watermarks of figures that records were altered or taken away.

New records show by their keys; whatever else changes what figures count says so here, in the
transaction of the change. Works for the system: no actor asks for it.
"""

from django.db.models import Max

from brug.kernel.watermarks import GAPS
from brug.people.models.marks import ChangeMark


def mark_journal_changed() -> None:
    """Make every watermark over the journal change."""
    ChangeMark.objects.create(subject=ChangeMark.Subject.JOURNAL)


def mark_contacts_changed() -> None:
    """Make every watermark over contacts change: region, kind, day of coming, or one fewer."""
    ChangeMark.objects.create(subject=ChangeMark.Subject.CONTACTS)


def tidy_marks() -> None:
    """Delete marks long past; a watermark that still saw some of them is taken once more."""
    newest = ChangeMark.objects.aggregate(newest=Max("pk"))["newest"] or 0
    ChangeMark.objects.filter(pk__lte=newest - GAPS).exclude(pk__in=_last_ones()).delete()


def _last_ones() -> list[int]:
    """The newest mark of each subject."""
    rows = ChangeMark.objects.order_by().values("subject").annotate(newest=Max("pk"))
    return [row["newest"] for row in rows]
