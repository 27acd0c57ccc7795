"""The kernel's own jobs."""

from brug.kernel.jobs.housekeeping import forget_jobs
from brug.kernel.jobs.turns import take_turn
from brug.kernel.messages.housekeeping import forget_mails
from brug.kernel.retention.running import let_go

__all__ = ["forget_jobs", "forget_mails", "let_go", "take_turn"]
