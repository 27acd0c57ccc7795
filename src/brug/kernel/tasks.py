"""The kernel's own jobs."""

from brug.kernel.answers.refreshing import forget_answers, refresh_answers
from brug.kernel.jobs.housekeeping import forget_jobs
from brug.kernel.jobs.turns import take_turn
from brug.kernel.messages.housekeeping import forget_mails
from brug.kernel.retention.running import let_go

__all__ = [
    "forget_answers",
    "forget_jobs",
    "forget_mails",
    "let_go",
    "refresh_answers",
    "take_turn",
]
