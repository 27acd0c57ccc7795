"""The tables of the volunteers room."""

from brug.volunteers.models.agreement import Agreement, PaperText
from brug.volunteers.models.allowance import AllowanceCeiling, BankAccount, MileageRate
from brug.volunteers.models.candidate import Candidate, Talk
from brug.volunteers.models.claim import Claim, PaymentRun
from brug.volunteers.models.division import Division, DivisionRow
from brug.volunteers.models.document import DocumentKind, SeenDocument
from brug.volunteers.models.hours import HourEntry, Review
from brug.volunteers.models.initiative import Initiative, Lead, Theme
from brug.volunteers.models.involvement import Involvement, Task
from brug.volunteers.models.opening import Opening
from brug.volunteers.models.placement import FollowUp, Placement
from brug.volunteers.models.promise import RegionPromise
from brug.volunteers.models.proposal import Proposal
from brug.volunteers.models.thanks import Thanks
from brug.volunteers.models.welcome import StepDone, WelcomeStep

__all__ = [
    "Agreement",
    "AllowanceCeiling",
    "BankAccount",
    "Candidate",
    "Claim",
    "Division",
    "DivisionRow",
    "DocumentKind",
    "FollowUp",
    "HourEntry",
    "Initiative",
    "Involvement",
    "Lead",
    "MileageRate",
    "Opening",
    "PaperText",
    "PaymentRun",
    "Placement",
    "Proposal",
    "RegionPromise",
    "Review",
    "SeenDocument",
    "StepDone",
    "Talk",
    "Task",
    "Thanks",
    "Theme",
    "WelcomeStep",
]
