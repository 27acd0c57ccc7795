"""The people tier's tables."""

from brug.people.models.attribution import Attribution, Campaign
from brug.people.models.bulk import BulkChange, BulkLine
from brug.people.models.consent import Consent, ConsentEvent, Purpose
from brug.people.models.contact import (
    Contact,
    ContactLanguage,
    EmailAddress,
    Phone,
    PostalAddress,
)
from brug.people.models.engagement import Engagement
from brug.people.models.full_export import FullExport
from brug.people.models.groups import Relation, RelationKind, TargetGroup
from brug.people.models.imports import ImportedKey, ImportMapping, ImportRow, ImportRun
from brug.people.models.link import PersonalLink
from brug.people.models.marks import ChangeMark
from brug.people.models.merging import ContactAlias, DuplicatePair, DuplicateSearch, Merge
from brug.people.models.note import Note
from brug.people.models.past import PastRecord
from brug.people.models.pressure import Ask, PressureRule, Quiet
from brug.people.models.rights_request import RightsRequest
from brug.people.models.saved_view import DefaultView, SavedView
from brug.people.models.segment import FrozenList, FrozenMember, Segment
from brug.people.models.words import ContactWord, NameWord

__all__ = [
    "Ask",
    "Attribution",
    "BulkChange",
    "BulkLine",
    "Campaign",
    "ChangeMark",
    "Consent",
    "ConsentEvent",
    "Contact",
    "ContactAlias",
    "ContactLanguage",
    "ContactWord",
    "DefaultView",
    "DuplicatePair",
    "DuplicateSearch",
    "EmailAddress",
    "Engagement",
    "FrozenList",
    "FrozenMember",
    "FullExport",
    "ImportMapping",
    "ImportRow",
    "ImportRun",
    "ImportedKey",
    "Merge",
    "NameWord",
    "Note",
    "PastRecord",
    "PersonalLink",
    "Phone",
    "PostalAddress",
    "PressureRule",
    "Purpose",
    "Quiet",
    "Relation",
    "RelationKind",
    "RightsRequest",
    "SavedView",
    "Segment",
    "TargetGroup",
]
