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
from brug.people.models.engagement import Engagement
from brug.people.models.groups import Note, Relation, RelationKind, TargetGroup

__all__ = [
    "Attribution",
    "Campaign",
    "Consent",
    "ConsentEvent",
    "Contact",
    "ContactLanguage",
    "EmailAddress",
    "Engagement",
    "Note",
    "Phone",
    "PostalAddress",
    "Purpose",
    "Relation",
    "RelationKind",
    "TargetGroup",
]
