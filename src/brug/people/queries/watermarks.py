"""Short texts that change whenever what figures count may have changed."""

from typing import Any

from django.db.models import Max, QuerySet

from brug.people.models import ChangeMark, Contact, Engagement
from brug.people.models.marks import GAPS


def journal_watermark() -> str:
    """Return a text that changes when lines are added to the journal, altered or taken back."""
    return f"{_newest(Engagement.objects.all())}.{_marks(ChangeMark.Subject.JOURNAL)}"


def contacts_watermark() -> str:
    """Return a text that changes when contacts are added, move, change their kind or go."""
    return f"{_newest(Contact.objects.all())}.{_marks(ChangeMark.Subject.CONTACTS)}"


def _marks(subject: ChangeMark.Subject) -> str:
    return _newest(ChangeMark.objects.filter(subject=subject))


def _newest(rows: QuerySet[Any]) -> str:
    """The highest key, and how many of the last thousand there are."""
    newest = rows.aggregate(newest=Max("pk"))["newest"] or 0
    return f"{newest}.{rows.filter(pk__gt=newest - GAPS).count()}"
