"""The desk's lists of volunteering, on the frame's lists."""

from django.urls import URLPattern, path

from brug.kernel.desk.viewsets import DeskViewSet
from brug.volunteers.models import Candidate, Claim, Initiative, Involvement, Placement
from brug.volunteers.views.desk import candidate, initiative, involved_acts, involvement
from brug.volunteers.views.desk.claims_list import ClaimList
from brug.volunteers.views.desk.involved_list import InvolvedList
from brug.volunteers.views.desk.lists import CandidateList, InitiativeList
from brug.volunteers.views.desk.placements import PlacementList


class CandidateViewSet(DeskViewSet):
    """Candidates."""

    model = Candidate
    name = "volunteers_candidates"
    url_prefix = "candidates"
    icon = "group"
    index_view_class = CandidateList
    filterset_class = CandidateList.filterset_class
    ordering = CandidateList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return a candidate's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path(one, candidate.show, name="inspect"),
            path(f"{one}do/<slug:act>/", candidate.act, name="act"),
            path(
                f"{one}proposals/<uuid:key>/<slug:act>/",
                candidate.act_on_proposal,
                name="act-on-proposal",
            ),
            path(
                f"{one}placements/<int:key>/<slug:act>/",
                candidate.act_on_placement,
                name="act-on-placement",
            ),
            path(f"{one}follow-ups/<int:key>/", candidate.note_how, name="note-how"),
        ]


class InitiativeViewSet(DeskViewSet):
    """Initiatives."""

    model = Initiative
    name = "volunteers_initiatives"
    url_prefix = "initiatives"
    icon = "home"
    index_view_class = InitiativeList
    filterset_class = InitiativeList.filterset_class
    ordering = InitiativeList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return an initiative's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path("new/", initiative.add, name="add"),
            path(one, initiative.show, name="inspect"),
            path(f"{one}edit/", initiative.edit, name="edit"),
            path(f"{one}do/<slug:act>/", initiative.act, name="act"),
            path(f"{one}openings/new/", initiative.opening, name="add-opening"),
            path(f"{one}openings/<uuid:key>/", initiative.opening, name="edit-opening"),
            path(
                f"{one}openings/<uuid:key>/<slug:act>/",
                initiative.act_on_opening,
                name="act-on-opening",
            ),
            path(f"{one}leads/<int:key>/end/", initiative.end_lead, name="end-lead"),
        ]


class PlacementViewSet(DeskViewSet):
    """Placements."""

    model = Placement
    name = "volunteers_placements"
    url_prefix = "placements"
    icon = "check"
    index_view_class = PlacementList
    ordering = PlacementList.default_ordering


class InvolvedViewSet(DeskViewSet):
    """Volunteers of the house."""

    model = Involvement
    name = "volunteers_involved"
    url_prefix = "volunteers"
    icon = "user"
    index_view_class = InvolvedList
    filterset_class = InvolvedList.filterset_class
    ordering = InvolvedList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return a volunteer's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path("new/", involvement.begin, name="add"),
            path("placed/<int:key>/", involvement.begin_placed, name="begin-placed"),
            path(one, involvement.show, name="inspect"),
            path(f"{one}edit/", involvement.change, name="edit"),
            path(f"{one}certificate/", involved_acts.certificate, name="certificate"),
            path(f"{one}do/<slug:act>/", involved_acts.act, name="act"),
            path(
                f"{one}steps/<slug:code>/<slug:act>/",
                involved_acts.act_on_step,
                name="act-on-step",
            ),
            path(
                f"{one}agreements/<uuid:key>/pdf/",
                involved_acts.agreement_pdf,
                name="agreement-pdf",
            ),
            path(
                f"{one}agreements/<uuid:key>/<slug:act>/",
                involved_acts.act_on_agreement,
                name="act-on-agreement",
            ),
        ]


class ClaimViewSet(DeskViewSet):
    """What volunteers want back."""

    model = Claim
    name = "volunteers_claims"
    url_prefix = "volunteer-claims"
    icon = "tag"
    index_view_class = ClaimList
    filterset_class = ClaimList.filterset_class
    ordering = ClaimList.default_ordering
