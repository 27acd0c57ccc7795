"""The list of contacts."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.desk.lists import DeskList
from brug.people.forms.desk.contact_filters import ContactFilters
from brug.people.models import Contact
from brug.people.models.bulk_choices import BulkAction
from brug.people.queries.alike import Alike, find_alike, in_words
from brug.people.queries.finding import matching
from brug.people.services.bulk.deeds.choice import actions_for
from brug.people.services.exporting import note_contacts_exported
from brug.people.views.desk.bulk import choosing
from brug.people.views.desk.contact_columns import chosen, prefetches
from brug.people.views.desk.looking import (
    SearchBoxWithAddress,
    bar,
    default_address,
    view_address,
)

_TICK = (
    '<td class="pl-tick"><label><span class="b-sr">{} {}</span>'
    '<input type="checkbox" name="chosen" value="{}" form="pl-many"></label></td>'
)
# With fewer exact hits than this, whoever has a name like what was typed follows.
_FEW_HITS, _MOST_ALIKE = 10, 20


class ContactList(DeskList):
    """People and organisations that the reader may see."""

    model = Contact
    template_name = "people/desk/contacts.html"
    results_template_name = "people/desk/contact_results.html"
    right = "people.view_contact"
    add_right = "people.add_contact"
    page_title = gettext_lazy("People")
    header_icon = "group"
    add_item_label = gettext_lazy("Add a contact")
    default_ordering = "sort_name"
    filterset_class = ContactFilters
    joined = ("region__working_region",)
    empty_title = gettext_lazy("Nobody is known yet")
    empty_text = gettext_lazy("Whoever signs up or gives appears here by themselves.")
    export_right = "people.export_contact"
    export_name = gettext_lazy("Contacts")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Choose the columns, on the screen and in files alike."""
        super().setup(request, *args, **kwargs)
        self.chosen = chosen(request.GET.getlist("columns"))
        self.shown = [one.shown for one in self.chosen]
        self.export_columns = [one.column for one in self.chosen]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the list; lead to a saved view where one is named, or chosen to begin with."""
        address = ""
        if not request.GET and not self.results_only:
            address = default_address(self.actor)
        elif list(request.GET) == ["view"]:
            address = view_address(self.actor, request.GET["view"])
        if address:
            return HttpResponseRedirect(address)
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Contact]:
        """Return whom the reader may see and who was not forgotten."""
        return Contact.objects.visible_to(self.actor).known()

    def get_valid_orderings(self) -> list[str]:
        """Also by what no column shows: views and the card on the home order so."""
        more = ("sort_name", "last_engaged_on", "created_at")
        known = [*super().get_valid_orderings(), *more, *(f"-{name}" for name in more)]
        return list(dict.fromkeys(known))

    def count_all(self) -> int:
        """Count; without bounds by two small indexes instead of all contacts."""
        if self.actor.working_regions is not None:
            return super().count_all()
        everyone = Contact.objects.visible_to(self.actor)
        return everyone.count() - everyone.filter(anonymised_at__isnull=False).count()

    def get_search_form(self) -> Any:
        """Let columns and order outlive a search: the frame asks again with its form alone."""
        form = super().get_search_form()
        form.fields["q"].widget = SearchBoxWithAddress(
            form.fields["q"].widget.attrs, self.request.GET
        )
        return form

    def search_queryset(self, queryset: Any) -> Any:
        """Find by the start of words of names, e-mail addresses and telephone numbers."""
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add what the chosen columns show."""
        return super().joined_queryset(queryset).prefetch_related(*prefetches(self.chosen))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add views and columns, and whoever has a name like what was typed, where few have it."""
        context = super().get_context_data(*args, **kwargs)
        paginator = context["paginator"]
        found = self._alike(paginator) if self.is_searching and paginator.count < _FEW_HITS else []
        context["alike"] = [
            (one.contact, self.record_url(one.contact), in_words(one.reasons)) for one in found
        ]
        context |= bar(self.actor, self.request.GET, self.chosen, str(self.ordering))
        context |= choosing.bar(
            self.actor, self.request.GET, self.bulk_actions, context["count_in_words"]
        )
        return context

    @cached_property
    def bulk_actions(self) -> list[BulkAction]:
        """What the reader may do with many at once."""
        return actions_for(self.actor) if self.actor.may("people.change_contact") else []

    def choice(self, record: Any) -> str:
        """A box to tick, for who may change many."""
        return format_html(_TICK, self._tick, record.name, record.pk) if self.bulk_actions else ""

    @cached_property
    def _tick(self) -> str:
        return _("Choose")

    def _alike(self, paginator: Any) -> list[Alike]:
        rows: Any = self.filter_queryset(self.get_base_queryset())
        return find_alike(rows, self.search_query, _MOST_ALIKE, without=paginator.keys(1))

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Note who took which contacts along."""
        note_contacts_exported(actor=actor, count=count, note=note)

    def record_url(self, record: Any) -> str:
        """Lead to the contact's page."""
        return f"{self.index_url}{record.public_id}/"
