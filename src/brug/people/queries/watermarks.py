"""Short texts that change whenever what figures count may have changed."""

from brug.kernel.watermarks import newest
from brug.people.models import ChangeMark, Contact, Engagement


def journal_watermark() -> str:
    """Return a text that changes when lines are added to the journal, altered or taken back."""
    return f"{newest(Engagement.objects.all())}.{_marks(ChangeMark.Subject.JOURNAL)}"


def contacts_watermark() -> str:
    """Return a text that changes when contacts are added, move, change their kind or go."""
    return f"{newest(Contact.objects.all())}.{_marks(ChangeMark.Subject.CONTACTS)}"


def _marks(subject: ChangeMark.Subject) -> str:
    return newest(ChangeMark.objects.filter(subject=subject))
