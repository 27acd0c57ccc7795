"""Facts that the volunteers room publishes: keys only, sent once the transaction is committed.

``placement_started`` and ``placement_ended`` carry ``placement_id`` and ``person_id``.
"""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

placement_started = Signal()
placement_ended = Signal()


def publish(signal: Signal, **facts: Any) -> None:
    """Send a fact when the transaction commits; a receiver that fails is logged, not raised."""
    transaction.on_commit(lambda: signal.send_robust(sender=None, **facts), robust=True)
