"""Facts that the people tier publishes: keys only, sent once the transaction is committed.

``contact_made`` and ``contact_changed`` and ``contact_erased`` carry ``person_id``;
``contact_merged`` and ``contact_unmerged`` carry ``person_id`` (kept) and ``lost_id``;
``consent_changed`` carries ``person_id``, ``purpose`` (its code), ``channel`` and ``state``;
``engaged`` carries ``person_id``, ``kind`` and ``engagement_id``. Loads of many contacts or
engagements publish ``contacts_loaded`` and ``engagements_loaded`` with ``count`` instead.
"""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

contact_made = Signal()
contact_changed = Signal()
contact_erased = Signal()
contact_merged = Signal()
contact_unmerged = Signal()
contacts_loaded = Signal()
consent_changed = Signal()
engaged = Signal()
engagements_loaded = Signal()


def publish(signal: Signal, **facts: Any) -> None:
    """Send a fact when the transaction commits; a receiver that fails is logged, not raised."""
    transaction.on_commit(lambda: signal.send_robust(sender=None, **facts), robust=True)
