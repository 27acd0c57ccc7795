"""The list of contacts."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.tables import Column
from brug.people.forms.desk.filters import ContactFilters
from brug.people.models import Contact, EmailAddress
from brug.people.queries.alike import Alike, find_alike, in_words
from brug.people.queries.finding import matching
from brug.people.services.exporting import note_contacts_exported
from brug.people.views.desk.listing import DeskList, Shown


def _language(contact: Contact) -> str:
    return dict(settings.LANGUAGES).get(contact.language, contact.language)


def _working_region(contact: Contact) -> str:
    region = contact.region
    return str(region.working_region or "") if region else ""


def _engaged(contact: Contact) -> str:
    day = contact.last_engaged_on
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _kind(contact: Contact) -> str:
    kind = str(contact.get_kind_display())
    return f"{kind} · {_('Volunteer')}" if contact.is_volunteer else kind


def _main(contact: Any, rows: str) -> Any:
    """The main address of the list's prefetched ones."""
    return next(iter(getattr(contact, rows).all()), None)


def _email(contact: Contact) -> str:
    email = _main(contact, "emails")
    return email.address if email else ""


def _address(name: str) -> Any:
    def value(contact: Contact) -> str:
        address = _main(contact, "addresses")
        return str(getattr(address, name)) if address else ""

    return value


# With fewer exact hits than this, whoever has a name like what was typed follows.
_FEW_HITS, _MOST_ALIKE = 10, 20


class ContactList(DeskList):
    """People and organisations that the reader may see."""

    model = Contact
    results_template_name = "people/desk/contact_results.html"
    right = "people.view_contact"
    add_right = "people.add_contact"
    page_title = _("People")
    header_icon = "group"
    add_item_label = _("Add a contact")
    default_ordering = "sort_name"
    filterset_class = ContactFilters
    joined = ("region__working_region",)
    empty_title = _("Nobody is known yet")
    empty_text = _("Whoever signs up or gives appears here by themselves.")
    shown = (
        Shown(_("Name"), lambda contact: contact.name, sort="sort_name"),
        Shown(_("Kind"), _kind),
        Shown(_("Municipality"), lambda contact: contact.region or ""),
        Shown(_("Region"), _working_region),
        Shown(_("Language"), _language),
        Shown(_("Last engaged"), _engaged, sort="last_engaged_on"),
    )
    export_right = "people.export_contact"
    export_name = _("Contacts")
    export_columns = (
        Column(_("Number"), lambda contact: str(contact.public_id), 38),
        Column(_("Kind"), lambda contact: contact.get_kind_display(), 14),
        Column(_("First name"), lambda contact: contact.first_name),
        Column(_("Family name"), lambda contact: contact.last_name),
        Column(_("Organisation"), lambda contact: contact.organisation_name),
        Column(_("E-mail address"), _email, 32),
        Column(_("Telephone"), lambda contact: str(_main(contact, "phones") or "")),
        Column(_("Street and number"), _address("street"), 30),
        Column(_("Postal code"), _address("postal_code"), 12),
        Column(_("Place"), _address("city")),
        Column(_("Country"), _address("country"), 9),
        Column(_("Municipality"), lambda contact: contact.region),
        Column(_("Region"), _working_region),
        Column(_("Language"), _language, 12),
        Column(_("Volunteer"), lambda contact: contact.is_volunteer, 11),
        Column(_("Last engaged"), lambda contact: contact.last_engaged_on, 13),
        Column(_("Known since"), lambda contact: timezone.localdate(contact.created_at), 13),
    )

    def get_base_queryset(self) -> QuerySet[Contact]:
        """Return whom the reader may see and who was not forgotten."""
        return Contact.objects.visible_to(self.actor).known()

    def get_valid_orderings(self) -> list[str]:
        """Also newest first, for the card on the home."""
        return [*super().get_valid_orderings(), "created_at", "-created_at"]

    def count_all(self) -> int:
        """Count; without bounds by two small indexes instead of all contacts."""
        if self.actor.working_regions is not None:
            return super().count_all()
        everyone = Contact.objects.visible_to(self.actor)
        return everyone.count() - everyone.filter(anonymised_at__isnull=False).count()

    def search_queryset(self, queryset: Any) -> Any:
        """Find by the start of words of names, e-mail addresses and telephone numbers."""
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whoever has a name like what was typed, where few have the very name."""
        context = super().get_context_data(*args, **kwargs)
        paginator = context["paginator"]
        found = self._alike(paginator) if self.is_searching and paginator.count < _FEW_HITS else []
        context["alike"] = [
            (one.contact, self.record_url(one.contact), in_words(one.reasons)) for one in found
        ]
        return context

    def _alike(self, paginator: Any) -> list[Alike]:
        rows: Any = self.filter_queryset(self.get_base_queryset())
        return find_alike(rows, self.search_query, _MOST_ALIKE, without=paginator.keys(1))

    def get_export_queryset(self) -> QuerySet[Contact]:
        """Add the addresses, read for two thousand contacts at a time."""
        emails = EmailAddress.objects.order_by("-is_primary", "pk")
        return self.joined_queryset(self.get_queryset()).prefetch_related(
            Prefetch("emails", queryset=emails), "phones", "addresses"
        )

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Note who took which contacts along."""
        note_contacts_exported(actor=actor, count=count, note=note)

    def record_url(self, record: Any) -> str:
        """Lead to the contact's page."""
        return f"{self.index_url}{record.public_id}/"
