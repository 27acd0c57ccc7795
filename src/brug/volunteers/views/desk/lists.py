"""The lists of candidates, initiatives, openings and placements."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.folding import fold
from brug.kernel.periods import today
from brug.kernel.tables import Column
from brug.volunteers.enums import CandidateState, Skill, Tongue, labels
from brug.volunteers.links import candidate_url, initiative_url
from brug.volunteers.models import Candidate, Initiative
from brug.volunteers.queries.directory import with_open_count
from brug.volunteers.rules.waiting import is_stalled
from brug.volunteers.views.desk.filters import CandidateFilters
from brug.volunteers.views.desk.initiative_filters import InitiativeFilters


def day(value: Any) -> str:
    """A day or moment as lists show it."""
    if value is None:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return date_format(value, "SHORT_DATE_FORMAT")


class VolunteersList(DeskList):
    """A list of the room: scoped by rows, each taking along noted."""

    export_right = "volunteers.export"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return those that the reader sees."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(self.actor)
        return rows

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find by part of a name."""
        if not self.is_searching:
            return queryset
        return queryset.filter(**{f"{self.named_by}__contains": fold(self.search_query or "")})

    named_by = "person__sort_name"


def waited(candidate: Candidate) -> object:
    """How long somebody waits; who waits too long stands out."""
    if candidate.state not in (CandidateState.OPEN, CandidateState.PROPOSED):
        return ""
    days = candidate.days_waiting(today())
    words = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return format_html('<span class="v-late">{}</span>', words) if is_stalled(days) else words


def contacted(candidate: Candidate) -> object:
    """When the first contact was, or by when it was promised."""
    if candidate.first_contact_at:
        return day(candidate.first_contact_at)
    if candidate.promised_until is None or candidate.state != CandidateState.OPEN:
        return ""
    words = _("by %(day)s") % {"day": day(candidate.promised_until)}
    if candidate.promised_until < today():
        return format_html('<span class="v-late">{}</span>', words)
    return words


class CandidateList(VolunteersList):
    """Candidates whom the reader guides; who waits longest first."""

    model = Candidate
    right = "volunteers.view_candidate"
    page_title = _("Candidates")
    header_icon = "group"
    default_ordering = "confirmed_at"
    filterset_class = CandidateFilters
    joined = ("person", "region", "escalated_to")
    empty_title = _("No candidates yet")
    empty_text = _("Who signs up on the public page and confirms it, stands here.")
    shown = (
        Shown(_("Who"), lambda one: one.person.name, sort="person__sort_name"),
        Shown(_("State"), lambda one: one.get_state_display(), sort="state"),
        Shown(_("Municipality"), lambda one: one.region or ""),
        Shown(_("Signed up"), lambda one: day(one.signed_up_at), sort="confirmed_at"),
        Shown(_("Waits"), waited),
        Shown(_("First contact"), contacted, sort="promised_until"),
    )
    export_name = _("Candidates")
    export_columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("State"), lambda one: one.get_state_display(), 20),
        Column(_("Postal code"), lambda one: one.postal_code, 10),
        Column(_("Municipality"), lambda one: str(one.region or ""), 20),
        Column(_("Languages spoken"), lambda one: ", ".join(labels(Tongue, one.languages)), 30),
        Column(_("Skills"), lambda one: ", ".join(labels(Skill, one.skills)), 30),
        Column(_("Signed up"), lambda one: one.signed_up_at, 18),
        Column(_("Confirmed"), lambda one: one.confirmed_at, 18),
        Column(_("First contact"), lambda one: one.first_contact_at, 18),
        Column(_("Promised by"), lambda one: one.promised_until, 13),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Leave out who never confirmed, and who was forgotten."""
        rows = super().get_base_queryset()
        return rows.exclude(state=CandidateState.UNCONFIRMED).filter(person__anonymised_at=None)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Put who waits for us first, the longest on top, unless another order is asked for."""
        if str(self.ordering) != self.default_ordering:
            return super().order_queryset(queryset)
        ahead = Case(
            When(state=CandidateState.OPEN, then=0),
            When(state__in=[CandidateState.PROPOSED, CandidateState.AGREED], then=1),
            default=2,
        )
        return queryset.order_by(ahead, "confirmed_at", "pk")

    def record_url(self, record: Any) -> str:
        """Lead to the candidate."""
        return candidate_url(record.public_id)


class InitiativeList(VolunteersList):
    """Initiatives that the reader sees."""

    model = Initiative
    right = "volunteers.view_initiative"
    add_right = "volunteers.change_initiative"
    add_item_label = _("Add an initiative")
    page_title = _("Initiatives")
    header_icon = "home"
    default_ordering = "organisation__sort_name"
    filterset_class = InitiativeFilters
    named_by = "organisation__sort_name"
    joined = ("organisation", "region")
    empty_title = _("No initiatives yet")
    empty_text = _("Groups ask for a page themselves, or you add one.")
    shown = (
        Shown(_("Name"), lambda one: one.name, sort="organisation__sort_name"),
        Shown(_("Municipality"), lambda one: one.region or ""),
        Shown(_("State"), lambda one: one.get_state_display(), sort="state"),
        Shown(_("Openings"), lambda one: one.seeks, is_number=True),
        Shown(_("Changed"), lambda one: day(one.changed_at), sort="changed_at"),
    )
    export_name = _("Initiatives")
    export_columns = (
        Column(_("Name"), lambda one: one.name, 36),
        Column(_("Postal code"), lambda one: one.postal_code, 10),
        Column(_("Municipality"), lambda one: str(one.region or ""), 20),
        Column(_("State"), lambda one: one.get_state_display(), 20),
        Column(_("Openings"), lambda one: one.seeks, 9),
        Column(_("Website"), lambda one: one.website, 30),
        Column(_("E-mail address for visitors"), lambda one: one.email, 30),
    )

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add how many openings each has."""
        return with_open_count(super().joined_queryset(queryset))

    def record_url(self, record: Any) -> str:
        """Lead to the initiative."""
        return initiative_url(record.public_id)
