"""The list of mails, with filters."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import HeaderButton

from brug.kernel.desk.filters import DayRangeFilter
from brug.kernel.desk.lean import LeanCheckboxes
from brug.kernel.desk.listing import DOUBT, GOOD, WAITS, WRONG, HouseListing, StateColumn
from brug.kernel.messages.queries import needing_a_person
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.registries.emails import emails
from brug.kernel.tables import Column as Table

TONES = {
    MailState.QUEUED: WAITS,
    MailState.CLAIMED: WAITS,
    MailState.HANDING_OVER: WAITS,
    MailState.SENT: GOOD,
    MailState.FAILED: WRONG,
    MailState.IN_DOUBT: DOUBT,
}


def label_of(mail: OutgoingMail) -> str | Promise:
    """Return what a mail is in words; the kind's name where nobody declares it any more."""
    return emails.get(mail.kind).label if mail.kind in emails else mail.kind


def _kinds(_request: HttpRequest | None = None) -> list[tuple[str, str | Promise]]:
    return [(kind.name, kind.label) for kind in emails]


class MailFilterSet(WagtailFilterSet):
    """Narrows the list by state, kind, day and address."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=MailState.choices, widget=LeanCheckboxes
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=_kinds, widget=LeanCheckboxes
    )
    queued_at = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = OutgoingMail
        fields: tuple[str, ...] = ()


class MailsView(HouseListing):
    """All mails, newest first; those that wait for a person are announced on top."""

    model = OutgoingMail
    permission = "kernel.run_operations"
    page_title = _("Mails")
    header_icon = "mail"
    nothing = _("No mails here")
    template_name = "kernel/desk/mails/list.html"
    index_url_name = "mails:list"
    index_results_url_name = "mails:list-results"
    filterset_class = MailFilterSet
    is_searchable = True
    search_fields = ("recipient", "subject")
    default_ordering = "-pk"
    columns = [
        TitleColumn("subject", label=_("Subject"), url_name="mails:mail", width="30%"),
        Column("recipient", label=_("Recipient")),
        Column("kind", label=_("Kind"), accessor=label_of),
        StateColumn("state", label=_("State"), tones=TONES),
        DateColumn("queued_at", label=_("Queued"), sort_key="pk"),
    ]

    export_name = page_title
    export_columns = (
        Table(_("Subject"), lambda mail: mail.subject, 50),
        Table(_("Recipient"), lambda mail: mail.recipient, 34),
        Table(_("Kind"), label_of, 30),
        Table(_("State"), lambda mail: mail.get_state_display(), 18),
        Table(_("Queued"), lambda mail: mail.queued_at, 18),
        Table(_("Sent"), lambda mail: mail.sent_at, 18),
    )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to the previews."""
        label = gettext("Every kind of mail")
        return [HeaderButton(label, url=reverse("mails:kinds"), icon_name="view")]

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        """Return all mails without their bodies."""
        return OutgoingMail.objects.defer("html", "text", "headers")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what waits for a person."""
        return super().get_context_data(*args, **kwargs) | {"waiting": waiting_for_a_person()}


def waiting_for_a_person() -> list[dict[str, str]]:
    """Return a sentence and an address for each state in which mails wait for a person."""
    counts = dict(needing_a_person().order_by().values_list("state").annotate(number=Count("pk")))
    doubtful, refused = counts.get(MailState.IN_DOUBT, 0), counts.get(MailState.FAILED, 0)
    sentences = {
        MailState.IN_DOUBT: ngettext(
            "%(number)s mail may have arrived or not: please look.",
            "%(number)s mails may have arrived or not: please look.",
            doubtful,
        )
        % {"number": doubtful},
        MailState.FAILED: ngettext(
            "%(number)s mail was refused.", "%(number)s mails were refused.", refused
        )
        % {"number": refused},
    }
    return [
        {"text": sentences[state], "url": f"{reverse('mails:list')}?state={state}"}
        for state in sentences
        if counts.get(state)
    ]
