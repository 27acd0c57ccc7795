"""What narrows the list of contacts."""

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from brug.kernel.access.actor import Actor
from brug.kernel.desk.filters import WITHIN_REASON, DayRangeFilter
from brug.kernel.desk.lean import LeanCheckboxes, LeanSelect
from brug.kernel.models import PostalCode, Region
from brug.kernel.periods import today
from brug.kernel.regions.queries import clean_postal_code
from brug.people.enums import ConsentState, ContactKind
from brug.people.forms.desk.filters import own_regions
from brug.people.forms.desk.spoken import SPOKEN
from brug.people.models import (
    Attribution,
    Campaign,
    Consent,
    Contact,
    ContactLanguage,
    EmailAddress,
    Engagement,
    Phone,
    PostalAddress,
    Purpose,
    Segment,
    TargetGroup,
)
from brug.people.queries.doubts import DOUBTS
from brug.people.queries.segments.compiling import q_of, tree_of
from brug.people.queries.segments.semijoin import with_any
from brug.people.rules.segments import TreeError

# Up to so many are looked up first; of more the first page is found sooner one by one.
_FEW = 10_000
_MOST_PLACES = 50
_YES = (("yes", _("Yes")), ("no", _("No")))


def _have(rows: Any, **filters: Any) -> Q:
    return with_any(rows.objects.filter(**filters), key="contact", few=_FEW)


_REACH: Mapping[str, tuple[Any, Callable[[], Q]]] = {
    "email": (_("Has an e-mail address"), lambda: _have(EmailAddress)),
    "no-email": (_("Has no e-mail address"), lambda: ~_have(EmailAddress)),
    "bounced": (
        _("An e-mail address bounced"),
        lambda: _have(EmailAddress, bounced_at__isnull=False),
    ),
    "phone": (_("Has a telephone number"), lambda: _have(Phone)),
    "no-phone": (_("Has no telephone number"), lambda: ~_have(Phone)),
    "address": (_("Has a postal address"), lambda: _have(PostalAddress)),
    "no-address": (_("Has no postal address"), lambda: ~_have(PostalAddress)),
}


def _sources(_request: Any = None) -> list[tuple[str, str]]:
    found = Attribution.objects.exclude(source="").order_by("source")
    return [(source, source) for source in found.values_list("source", flat=True).distinct()]


def _segments(request: Any) -> QuerySet[Segment]:
    if request is None:
        return Segment.objects.none()
    return Segment.objects.visible_to(Actor.of(request)).order_by("name")


class ContactFilters(WagtailFilterSet):
    """By what staff look for people."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ContactKind.choices)
    working_region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="region__working_region", queryset=own_regions
    )
    place = django_filters.CharFilter(
        label=_("Municipality or postal code"), method="_in_place", max_length=60
    )
    language = django_filters.ChoiceFilter(
        label=_("Language for mails"), choices=lambda: settings.LANGUAGES
    )
    speaks = django_filters.ChoiceFilter(
        label=_("Speaks"), choices=lambda: list(SPOKEN.items()), method="_speaking"
    )
    volunteer = django_filters.ChoiceFilter(
        label=_("Volunteer"), choices=_YES, method="_volunteers"
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Target group"),
        queryset=lambda _request: TargetGroup.objects.all(),
        method="_in_group",
    )
    consent = django_filters.ModelChoiceFilter(
        label=_("Agreed to"), queryset=lambda _request: Purpose.objects.all(), method="_agreed"
    )
    reach = django_filters.MultipleChoiceFilter(
        label=_("How to reach them"),
        choices=[(code, label) for code, (label, _where) in _REACH.items()],
        method="_reached",
        widget=LeanCheckboxes,
    )
    engaged_since = django_filters.DateFilter(
        label=_("Engaged since"),
        field_name="last_engaged_on",
        lookup_expr="gte",
        widget=AdminDateInput,
        validators=WITHIN_REASON,
    )
    quiet_since = django_filters.DateFilter(
        label=_("Not engaged since"),
        method="_quiet",
        widget=AdminDateInput,
        validators=WITHIN_REASON,
    )
    created = DayRangeFilter(
        label=_("Known since"), field_name="created_at", widget=DateRangePickerWidget
    )
    source = django_filters.ChoiceFilter(
        label=_("Came through the source"), choices=_sources, method="_through_source"
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Came through the campaign"),
        queryset=lambda _request: Campaign.objects.all(),
        method="_through_campaign",
    )
    segment = django_filters.ModelChoiceFilter(
        label=_("Segment"), queryset=_segments, to_field_name="code", method="_in_segment"
    )

    doubt = django_filters.ChoiceFilter(
        label=_("Data quality"),
        choices=[(name, one.label) for name, one in DOUBTS.items()],
        method="_doubted",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.filters.values():
            if isinstance(one, django_filters.ChoiceFilter | django_filters.ModelChoiceFilter):
                one.extra["widget"] = LeanSelect

    class Meta:
        model = Contact
        fields: tuple[str, ...] = ()

    def _volunteers(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_volunteer=value == "yes")

    def _in_place(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        code = clean_postal_code(value)
        if any(sign.isdigit() for sign in code):
            homes = PostalAddress.objects.order_by().filter(postal_code=code)
            known = PostalCode.objects.filter(code=code).exists()
            return rows.filter(pk__in=homes.values("contact")) if known else rows.none()
        named = Region.objects.named(value).order_by()
        paths = list(named.values_list("path", flat=True)[:_MOST_PLACES])
        inside = Q(pk__in=())
        for path in paths:
            inside |= Q(path__startswith=path)
        return rows.filter(region__in=Region.objects.filter(inside).order_by().values("pk"))

    def _speaking(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(_have(ContactLanguage, language=value))

    def _in_group(self, rows: QuerySet[Any], _name: str, value: TargetGroup) -> QuerySet[Any]:
        keys = TargetGroup.objects.keys_within([value.pk])
        members = TargetGroup.contacts.through.objects.filter(targetgroup__in=keys)
        return rows.filter(with_any(members, key="contact", few=_FEW))

    def _agreed(self, rows: QuerySet[Any], _name: str, value: Purpose) -> QuerySet[Any]:
        agreed = Consent.objects.filter(purpose=value, state=ConsentState.GIVEN)
        return rows.filter(with_any(agreed, few=_FEW))

    def _reached(self, rows: QuerySet[Any], _name: str, value: list[str]) -> QuerySet[Any]:
        for code in value:
            rows = rows.filter(_REACH[code][1]())
        return rows

    def _doubted(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(DOUBTS[value].where())

    def _quiet(self, rows: QuerySet[Any], _name: str, value: Any) -> QuerySet[Any]:
        return rows.filter(Q(last_engaged_on__lt=value) | Q(last_engaged_on=None))

    def _through_source(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(_through(Attribution.objects.filter(source=value)))

    def _through_campaign(self, rows: QuerySet[Any], _name: str, value: Campaign) -> QuerySet[Any]:
        return rows.filter(_through(Attribution.objects.filter(campaign=value)))

    def _in_segment(self, rows: QuerySet[Any], _name: str, value: Segment) -> QuerySet[Any]:
        try:
            return rows.filter(q_of(tree_of(value), today()))
        except TreeError:
            return rows.none()


def _through(ways: QuerySet[Attribution]) -> Q:
    keys = list(ways.order_by().values_list("pk", flat=True))
    return with_any(Engagement.objects.filter(attribution__in=keys))


def filters_of(data: QueryDict) -> dict[str, list[str]]:
    """Return the filters of an address that say something, as a saved view keeps them."""
    names = [
        *(name for name in ContactFilters.base_filters if name != "created"),
        "created_from",
        "created_to",
    ]
    told = {name: [text for text in data.getlist(name) if text] for name in names}
    return {name: texts for name, texts in told.items() if texts}
