"""The tables of an export of everything: their columns are documented and stay."""

TABLES: dict[str, tuple[str, ...]] = {
    "contacts": (
        "id",
        "kind",
        "first_name",
        "last_name",
        "organisation_name",
        "language",
        "spoken_languages",
        "birth_year",
        "is_volunteer",
        "key_in_earlier_system",
        "known_since",
        "municipality",
    ),
    "emails": ("id", "contact", "address", "is_main", "confirmed_at", "bounced_at"),
    "phones": ("id", "contact", "number", "is_mobile", "is_main"),
    "addresses": (
        "id",
        "contact",
        "street",
        "extra",
        "postal_code",
        "city",
        "country",
        "is_main",
    ),
    "consents": ("id", "contact", "purpose", "channel", "address", "state", "since"),
    "consent_events": (
        "id",
        "consent",
        "state",
        "at",
        "where",
        "language",
        "wording",
        "version",
        "network",
        "by",
    ),
    "relation_kinds": ("id", "name", "reverse_name"),
    "relations": ("id", "kind", "contact", "target", "starts_on", "ends_on"),
    "target_groups": ("id", "name", "meaning", "parent"),
    "target_group_members": ("id", "group", "contact"),
    "engagements": (
        "id",
        "contact",
        "kind",
        "at",
        "amount",
        "source",
        "medium",
        "campaign",
        "practice",
        "municipality",
        "record",
    ),
    "notes": ("id", "contact", "text", "visibility", "author", "written_at"),
    "past_records": ("id", "contact", "kind", "subject", "at", "details", "visibility"),
    "requests": (
        "id",
        "contact",
        "what_is_asked",
        "came_in",
        "received_on",
        "in_their_words",
        "answer_by",
        "state",
        "forgotten_on",
        "left_alone",
        "answered_at",
        "what_came_of_it",
    ),
}

# What an installation has done and can show; a file of another one proves neither.
STAY_BEHIND = frozenset({"consent_events", "requests"})


def table_with(headings: list[str]) -> str:
    """Return the table that has exactly these columns; '' where none has."""
    told = tuple(headings)
    return next((name for name, columns in TABLES.items() if columns == told), "")
