"""The work list of possible duplicates."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.tables import Column
from brug.people.forms.desk.filters import PairFilters
from brug.people.models import DuplicatePair, DuplicateSearch
from brug.people.queries.likely import in_words
from brug.people.services import duplicates
from brug.people.services.exporting import note_contacts_exported


def _percent(pair: DuplicatePair) -> str:
    return f"{pair.score:.1%}"


def _because(pair: DuplicatePair) -> str:
    return ", ".join(words for words, weight in in_words(pair.because) if weight > 0)


class PairList(DeskList):
    """Pairs of contacts that may be one, of which the reader sees both; likeliest first."""

    model = DuplicatePair
    right = "people.merge_contact"
    page_title = gettext_lazy("Possible duplicates")
    header_icon = "copy"
    default_ordering = "-score"
    results_template_name = "people/desk/pair_results.html"
    filterset_class = PairFilters
    is_searchable = False
    joined = ("first__region", "second__region")
    empty_title = gettext_lazy("No possible duplicates")
    empty_text = gettext_lazy("Every night the contacts that have changed are looked at again.")
    shown = (
        Shown(gettext_lazy("Contacts"), lambda pair: f"{pair.first.name} = {pair.second.name}"),
        Shown(gettext_lazy("Likelihood"), _percent, sort="score", is_number=True),
        Shown(gettext_lazy("Because"), _because),
        Shown(gettext_lazy("Municipality"), lambda pair: pair.first.region or ""),
        Shown(gettext_lazy("State"), lambda pair: pair.get_state_display()),
    )
    export_right = "people.export_contact"
    export_name = gettext_lazy("Possible duplicates")
    export_columns = (
        Column(gettext_lazy("Number"), lambda pair: str(pair.first.public_id), 38),
        Column(gettext_lazy("Name"), lambda pair: pair.first.name, 30),
        Column(gettext_lazy("Number of the other"), lambda pair: str(pair.second.public_id), 38),
        Column(gettext_lazy("Name of the other"), lambda pair: pair.second.name, 30),
        Column(gettext_lazy("Likelihood"), lambda pair: pair.score, 12),
        Column(gettext_lazy("Because"), _because, 60),
    )

    def get_base_queryset(self) -> QuerySet[DuplicatePair]:
        """Return the pairs of which the reader sees both; open ones, unless others are asked."""
        pairs = DuplicatePair.objects.visible_to(self.actor)
        return pairs if self.request.GET.get("state") else pairs.open()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how the last search went."""
        context = super().get_context_data(*args, **kwargs)
        context["search"] = duplicates.present_search() or DuplicateSearch.objects.first()
        context["is_searching_now"] = duplicates.present_search() is not None
        return context

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Note who took which pairs along."""
        note_contacts_exported(actor=actor, count=count, note=note)

    def record_url(self, record: Any) -> str:
        """Lead to both, side by side."""
        return f"{self.index_url}{record.pk}/"


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a search over all contacts."""
    duplicates.ask_search(actor=Actor.of(request))
    messages.success(request, _("The search begins. You can leave this page meanwhile."))
    return HttpResponseRedirect(reverse("people_pairs:index"))
