"""The people tier's tables."""

from brug.people.models.attribution import Attribution, Campaign
from brug.people.models.consent import Consent, ConsentEvent, Purpose
from brug.people.models.contact import (
    Contact,
    ContactLanguage,
    EmailAddress,
    Phone,
    PostalAddress,
)
from brug.people.models.engagement import Engagement, JournalMark
from brug.people.models.groups import Note, Relation, RelationKind, TargetGroup
from brug.people.models.link import PersonalLink
from brug.people.models.words import ContactWord

__all__ = [
    "Attribution",
    "Campaign",
    "Consent",
    "ConsentEvent",
    "Contact",
    "ContactLanguage",
    "ContactWord",
    "EmailAddress",
    "Engagement",
    "JournalMark",
    "Note",
    "PersonalLink",
    "Phone",
    "PostalAddress",
    "Purpose",
    "Relation",
    "RelationKind",
    "TargetGroup",
]
