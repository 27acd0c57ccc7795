"""Short texts that change whenever what figures count may have changed."""

from django.utils import timezone

from brug.kernel.watermarks import audit_watermark, newest
from brug.people.models import ChangeMark, ConsentEvent, Contact, Engagement


def journal_watermark() -> str:
    """Return a text that changes when lines are added to the journal, altered or taken back."""
    return f"{newest(Engagement.objects.all())}.{_marks(ChangeMark.Subject.JOURNAL)}"


def contacts_watermark() -> str:
    """Return a text that changes when contacts are added, move, change their kind or go."""
    return f"{newest(Contact.objects.all())}.{_marks(ChangeMark.Subject.CONTACTS)}"


def people_watermark() -> str:
    """Return a text that changes with contacts, acts, consents, and whatever a service changed.

    And every hour, for what rooms change without a line in the audit trail.
    """
    parts = (
        f"{timezone.now():%H}",
        audit_watermark(),
        contacts_watermark(),
        journal_watermark(),
        newest(ConsentEvent.objects.order_by()),
    )
    return "-".join(parts)


def _marks(subject: ChangeMark.Subject) -> str:
    return newest(ChangeMark.objects.filter(subject=subject))
