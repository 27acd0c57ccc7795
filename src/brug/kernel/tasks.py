"""The kernel's own jobs."""

from brug.kernel.jobs.housekeeping import forget_jobs
from brug.kernel.jobs.turns import take_turn
from brug.kernel.messages.housekeeping import forget_mails

__all__ = ["forget_jobs", "forget_mails", "take_turn"]
