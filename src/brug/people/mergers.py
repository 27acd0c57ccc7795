"""How the people tier's records follow when two contacts become one."""

from typing import Any

from brug.kernel.registries.mergers import Merger, follow, mergers
from brug.people.rules.names import fold
from brug.people.services import merging_records as records


def _place(row: Any) -> tuple[str, ...]:
    parts = (row.street, row.extra, row.postal_code, row.city, row.country)
    return tuple(fold(part) for part in parts)


for name, columns, merge in (
    ("links", ("people.personallink.person_id",), records.drop_links),
    ("emails", ("people.emailaddress.contact_id",), records.merge_emails),
    ("languages", ("people.contactlanguage.contact_id",), records.merge_languages),
    ("consents", ("people.consent.person_id",), records.merge_consents),
    (
        "relations",
        ("people.relation.subject_id", "people.relation.target_id"),
        records.merge_relations,
    ),
    (
        "pairs",
        ("people.duplicatepair.first_id", "people.duplicatepair.second_id"),
        records.merge_pairs,
    ),
    ("asks", ("people.ask.person_id",), records.merge_asks),
    ("quiet", ("people.quiet.person_id",), records.merge_quiet),
    ("bulk_lines", ("people.bulkline.contact_id",), records.merge_bulk_lines),
    ("trail", (), records.note_trail),
):
    mergers.register(Merger(name=f"people.{name}", columns=columns, merge=merge))

follow("people.phones", "people.phone.contact_id", twin=lambda row: row.digits or row.number)
follow("people.addresses", "people.postaladdress.contact_id", twin=_place)
follow("people.journal", "people.engagement.person_id")
follow("people.requests", "people.rightsrequest.person_id")
follow("people.notes", "people.note.contact_id")
follow(
    "people.groups",
    "people.targetgroup_contacts.contact_id",
    twin=lambda row: row.targetgroup_id,
)
follow(
    "people.frozen_lists",
    "people.frozenmember.person_id",
    twin=lambda row: row.frozen_list_id,
)
follow("people.merges", "people.merge.kept_id")
follow("people.past", "people.pastrecord.contact_id")
# What an earlier system called them leads to the kept contact: the next import finds it there.
follow("people.imported_keys", "people.importedkey.contact_id")
follow("people.aliases", "people.contactalias.contact_id")

mergers.register(
    Merger(
        name="people.words",
        columns=("people.contactword.contact_id",),
        stays="They are made from names and addresses, and are written anew.",
    )
)
