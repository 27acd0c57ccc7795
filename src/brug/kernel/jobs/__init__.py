"""Work in the background that survives a kill: see the README beside this file.

Rooms declare functions with ``@jobs.job("people.refresh")`` in their ``tasks.py`` and ask for them
with ``jobs.enqueue("people.refresh", key="…", person_id=7)`` inside a service.
"""

from brug.kernel.jobs.asking import enqueue
from brug.kernel.jobs.declaring import job
from brug.kernel.jobs.running import Continue, drain
from brug.kernel.registries.jobs import Retry

__all__ = ["Continue", "Retry", "drain", "enqueue", "job"]
