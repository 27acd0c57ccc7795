"""What the people tier hears from others."""

from typing import Any

from django.dispatch import receiver

from brug.kernel.regions.signals import regions_changed
from brug.people.services.marks import mark_contacts_changed, mark_journal_changed


@receiver(regions_changed)
def count_by_region_anew(**_facts: Any) -> None:
    """Let no figure by region pass for exact that was taken over another tree."""
    mark_contacts_changed()
    mark_journal_changed()
