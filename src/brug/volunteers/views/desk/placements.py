"""The list of placements."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.volunteers.links import candidate_url
from brug.volunteers.models import Placement
from brug.volunteers.views.desk.lists import VolunteersList, day


class PlacementList(VolunteersList):
    """Placements of candidates whom the reader guides; the newest first."""

    model = Placement
    right = "volunteers.view_candidate"
    page_title = _("Placements")
    header_icon = "check"
    default_ordering = "-started_on"
    joined = ("person", "candidate", "region", "proposal__opening__initiative__organisation")
    empty_title = _("Nobody was placed yet")
    empty_text = _("Once both sides said yes and somebody starts, it stands here and in the plan.")
    shown = (
        Shown(_("Who"), lambda one: one.person.name, sort="person__sort_name"),
        Shown(_("Group"), lambda one: one.proposal.opening.initiative),
        Shown(_("What"), lambda one: one.proposal.opening),
        Shown(_("Started"), lambda one: day(one.started_on), sort="started_on"),
        Shown(_("Stopped"), lambda one: day(one.ended_on), sort="ended_on"),
    )
    export_name = _("Placements")
    export_columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("Group"), lambda one: str(one.proposal.opening.initiative), 36),
        Column(_("What"), lambda one: str(one.proposal.opening), 36),
        Column(_("Municipality"), lambda one: str(one.region or ""), 20),
        Column(_("Started"), lambda one: one.started_on, 13),
        Column(_("Stopped"), lambda one: one.ended_on, 13),
        Column(_("Why"), lambda one: one.end_note, 30),
    )

    def record_url(self, record: Any) -> str:
        """Lead to the candidate."""
        return candidate_url(record.candidate.public_id)
