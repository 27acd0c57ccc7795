"""Facts that the regions publish.

``regions_changed`` is sent inside the transaction in which the tree or the postal codes changed, so
that whoever keeps what was counted by region can mark it in the same transaction.
"""

from django.dispatch import Signal

regions_changed = Signal()
