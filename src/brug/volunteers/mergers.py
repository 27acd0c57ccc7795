"""How the volunteers room's records follow when two contacts become one."""

from brug.kernel.registries.mergers import Merger, follow, mergers
from brug.volunteers.services import merging

for name, columns, merge in (
    ("searches", ("volunteers.candidate.person_id",), merging.merge_searches),
    ("initiatives", ("volunteers.initiative.organisation_id",), merging.merge_initiatives),
    ("involved", ("volunteers.involvement.person_id",), merging.merge_involved),
    ("documents", ("volunteers.seendocument.person_id",), merging.merge_documents),
    ("accounts", ("volunteers.bankaccount.person_id",), merging.merge_accounts),
):
    mergers.register(Merger(name=f"volunteers.{name}", columns=columns, merge=merge))

follow("volunteers.placements", "volunteers.placement.person_id")
follow("volunteers.claims", "volunteers.claim.person_id")
follow("volunteers.answers", "volunteers.proposal.group_answered_by_id")
follow(
    "volunteers.leads",
    "volunteers.lead.person_id",
    twin=lambda row: (row.initiative_id, row.ended_on),
)
follow("volunteers.thanks", "volunteers.thanks.person_id", twin=lambda row: (row.kind, row.year))
