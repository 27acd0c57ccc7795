"""The kernel's tables."""

from brug.kernel.models.closed_reading import ClosedReading, LogIsKept
from brug.kernel.models.job import Job, JobState
from brug.kernel.models.kept import KeptAnswer
from brug.kernel.models.mail import OutgoingMail
from brug.kernel.models.mail_mention import MailMention
from brug.kernel.models.mail_state import MailState
from brug.kernel.models.practice import Practice
from brug.kernel.models.reading_way import ReadingWay
from brug.kernel.models.region import PostalCode, Region, RegionKind, RegionShape
from brug.kernel.models.retention import RetentionRule, RetentionRun, RetentionState
from brug.kernel.models.user import RoleGrant, User

__all__ = [
    "ClosedReading",
    "Job",
    "JobState",
    "KeptAnswer",
    "LogIsKept",
    "MailMention",
    "MailState",
    "OutgoingMail",
    "PostalCode",
    "Practice",
    "ReadingWay",
    "Region",
    "RegionKind",
    "RegionShape",
    "RetentionRule",
    "RetentionRun",
    "RetentionState",
    "RoleGrant",
    "User",
]
