"""The desk's screens of people, on the frame's lists."""

from django.urls import URLPattern, path

from brug.kernel.desk.viewsets import DeskViewSet
from brug.people.models import (
    BulkChange,
    Campaign,
    Contact,
    DuplicatePair,
    Engagement,
    FullExport,
    ImportRun,
    Purpose,
    RightsRequest,
    Segment,
    TargetGroup,
)
from brug.people.views.desk import (
    changing,
    closed_notes,
    contact,
    full_exports,
    groups,
    import_run,
    imports,
    keeping,
    merging,
    noting,
    pairs,
    pressure,
    requests,
    results,
    rights,
    saved_views,
    undoing,
)
from brug.people.views.desk.bulk import choosing as bulk_choosing
from brug.people.views.desk.bulk import listing as bulk_listing
from brug.people.views.desk.bulk import showing as bulk_showing
from brug.people.views.desk.contacts import ContactList
from brug.people.views.desk.full_exports import FullExportList
from brug.people.views.desk.import_list import ImportList
from brug.people.views.desk.journal import Journal
from brug.people.views.desk.pairs import PairList
from brug.people.views.desk.registers import CampaignList, PurposeList
from brug.people.views.desk.request_list import RequestList
from brug.people.views.desk.segments import building, showing
from brug.people.views.desk.segments.listing import SegmentList


class ContactViewSet(DeskViewSet):
    """People and organisations."""

    model = Contact
    name = "people_contacts"
    url_prefix = "people"
    icon = "group"
    index_view_class = ContactList
    filterset_class = ContactList.filterset_class
    ordering = "sort_name"

    def pages(self) -> list[URLPattern]:
        """Return a contact's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path("new/", changing.add, name="add"),
            path("views/", saved_views.show, name="views"),
            path("views/new/", saved_views.keep, name="keep-view"),
            path("views/<int:key>/", saved_views.change, name="view"),
            path("views/<int:key>/<slug:act>/", saved_views.act, name="view-act"),
            path("undo/<str:token>/", undoing.undo, name="undo"),
            path("new/known/", changing.known_already, name="known"),
            path(f"{one}merge/", merging.choose, name="merge-with"),
            path(f"{one}merge/<uuid:other>/", merging.merge, name="merge"),
            path(f"{one}merges/<int:key>/undo/", merging.undo, name="undo-merge"),
            path(one, contact.show, name="inspect"),
            path(f"{one}edit/", changing.edit, name="edit"),
            path(f"{one}known/", changing.known_beside, name="known-beside"),
            path(f"{one}emails/", changing.emails, name="emails"),
            path(f"{one}emails/<int:key>/<slug:act>/", changing.change_email, name="email"),
            path(f"{one}consents/", noting.note_consent, name="consent"),
            path(f"{one}notes/", noting.write_note, name="note"),
            path(f"{one}notes/<int:key>/remove/", noting.remove_note, name="remove-note"),
            path(f"{one}closed-notes/", closed_notes.hand_over, name="closed-notes"),
            path(f"{one}closed-notes/<int:key>/", closed_notes.read, name="closed-note"),
            path(f"{one}acts/", noting.note_engagement, name="engage"),
            path(f"{one}relations/", noting.relate, name="relate"),
            path(f"{one}relations/<int:key>/end/", noting.end_relation, name="end-relation"),
            path(f"{one}groups/", noting.add_group, name="add-group"),
            path(f"{one}groups/<int:key>/remove/", noting.remove_group, name="remove-group"),
            path(f"{one}quiet/", pressure.quiet, name="quiet"),
            path(f"{one}requests/", requests.add, name="request"),
            path(f"{one}data/", rights.export, name="export"),
            path(f"{one}forget/", rights.erase, name="erase"),
        ]


class BulkViewSet(DeskViewSet):
    """Changes of many contacts at once."""

    model = BulkChange
    name = "people_bulk"
    url_prefix = "changes-of-many"
    icon = "group"
    index_view_class = bulk_listing.BulkList
    ordering = bulk_listing.BulkList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return the pages of a change, from choosing to undoing."""
        one = "<uuid:public_id>/"
        return [
            path("choose/", bulk_choosing.begin_with, name="choose"),
            path(one, bulk_showing.show, name="inspect"),
            path(f"{one}progress/", bulk_showing.progress, name="progress"),
            path(f"{one}do/<slug:step>/", bulk_showing.act, name="act"),
            path(f"{one}file/<slug:form>/", bulk_showing.take, name="file"),
            path(f"{one}rows/<slug:form>/", bulk_listing.report, name="rows"),
        ]


class PairViewSet(DeskViewSet):
    """Possible duplicates."""

    model = DuplicatePair
    name = "people_pairs"
    url_prefix = "duplicates"
    icon = "copy"
    index_view_class = PairList
    filterset_class = PairList.filterset_class
    ordering = "-score"

    def pages(self) -> list[URLPattern]:
        """Return the page of a pair, and the button that searches."""
        return [
            path("search/", pairs.search, name="search"),
            path("<int:key>/", merging.look, name="look"),
        ]


class JournalViewSet(DeskViewSet):
    """What people did."""

    model = Engagement
    name = "people_journal"
    url_prefix = "journal"
    icon = "history"
    index_view_class = Journal
    filterset_class = Journal.filterset_class
    ordering = "-occurred_at"


class RegisterViewSet(DeskViewSet):
    """A short list whose rows lead to a form."""

    kept: keeping.Kept

    def pages(self) -> list[URLPattern]:
        """Return the forms."""
        return [
            path("new/", keeping.adding(self.kept), name="add"),
            path("edit/<slug:code>/", keeping.changing(self.kept), name="edit"),
        ]


class CampaignViewSet(RegisterViewSet):
    """Campaigns."""

    model = Campaign
    name = "people_campaigns"
    url_prefix = "campaigns"
    icon = "tag"
    index_view_class = CampaignList
    ordering = CampaignList.default_ordering
    kept = keeping.CAMPAIGNS

    def pages(self) -> list[URLPattern]:
        """Return the forms, what a campaign brought, and what channels bring."""
        return [
            *super().pages(),
            path("channels/", results.channels, name="channels"),
            path("brought/<slug:code>/", results.campaign, name="show"),
        ]


class TargetGroupViewSet(RegisterViewSet):
    """Target groups."""

    model = TargetGroup
    name = "people_groups"
    url_prefix = "target-groups"
    icon = "crosshairs"
    kept = keeping.GROUPS

    def get_urlpatterns(self) -> list[URLPattern]:
        """Serve the tree in place of the frame's list, and our pages."""
        return [path("", groups.show_tree, name="index"), *self.pages()]

    def pages(self) -> list[URLPattern]:
        """Return the forms, and the page of a group."""
        return [
            *super().pages(),
            path("one/<slug:code>/", groups.show, name="show"),
            path("one/<slug:code>/review/", groups.review, name="review"),
            path("one/<slug:code>/remove/", groups.remove, name="remove"),
        ]


class SegmentViewSet(DeskViewSet):
    """Segments, and the lists frozen from them."""

    model = Segment
    name = "people_segments"
    url_prefix = "segments"
    icon = "crosshairs"
    index_view_class = SegmentList
    ordering = SegmentList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return the builder, a segment's pages, a frozen list."""
        one = "one/<slug:code>/"
        return [
            path("new/", building.add, name="add"),
            path("build/", building.build, name="build"),
            path("count/", building.count, name="count"),
            path(one, showing.show, name="show"),
            path(f"{one}edit/", building.edit, name="edit"),
            path(f"{one}members/", showing.list_members, name="members"),
            path(f"{one}why/", showing.show_why, name="why"),
            path(f"{one}freeze/", showing.freeze_list, name="freeze"),
            path(f"{one}remove/", showing.remove, name="remove"),
            path("lists/<int:key>/", showing.show_list, name="list"),
        ]


class PurposeViewSet(RegisterViewSet):
    """Purposes."""

    model = Purpose
    name = "people_purposes"
    url_prefix = "purposes"
    icon = "check"
    index_view_class = PurposeList
    ordering = PurposeList.default_ordering
    kept = keeping.PURPOSES


class RequestViewSet(DeskViewSet):
    """Requests of people about their data."""

    model = RightsRequest
    name = "people_requests"
    url_prefix = "requests"
    icon = "key"
    index_view_class = RequestList
    filterset_class = RequestList.filterset_class
    ordering = RequestList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return the page of a request, and what can be done there."""
        return [
            path("<int:key>/", requests.show, name="show"),
            path("<int:key>/<slug:act>/", requests.act, name="act"),
        ]


class ImportViewSet(DeskViewSet):
    """Imports."""

    model = ImportRun
    name = "people_imports"
    url_prefix = "imports"
    icon = "download"
    index_view_class = ImportList
    ordering = ImportList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return an import's pages, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path("new/", imports.add, name="add"),
            path(one, import_run.show, name="inspect"),
            path(f"{one}mapping/", imports.mapping, name="mapping"),
            path(f"{one}progress/", import_run.progress, name="progress"),
            path(f"{one}report/<slug:form>/", import_run.report, name="report"),
            path(f"{one}do/<slug:step>/", imports.act, name="act"),
        ]


class FullExportViewSet(DeskViewSet):
    """Exports of everything."""

    model = FullExport
    name = "people_exports"
    url_prefix = "exports"
    icon = "download"
    index_view_class = FullExportList
    ordering = FullExportList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return the pages of an export."""
        one = "<uuid:public_id>/"
        return [
            path("new/", full_exports.add, name="add"),
            path(one, full_exports.show, name="inspect"),
            path(f"{one}progress/", full_exports.progress, name="progress"),
            path(f"{one}file/", full_exports.take, name="take"),
        ]
