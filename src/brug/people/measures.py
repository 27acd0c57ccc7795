"""Figures of the people tier for the plan."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Column, Filter, Measure, Nature, Unit, measures
from brug.people.enums import GIVING_KINDS, SYMPATHISER_KINDS, ContactKind, EngagementKind
from brug.people.links import contact_url
from brug.people.models import Contact, Engagement
from brug.people.queries.watermarks import contacts_watermark, journal_watermark
from brug.people.rules.sympathy import WINDOW_MONTHS


def _acts(*kinds: EngagementKind) -> Callable[[Period], QuerySet[Any]]:
    """Return the function from a period to the lines of these kinds in it."""

    def records(period: Period) -> QuerySet[Any]:
        return Engagement.objects.of_kinds(*kinds).within(period).select_related("person", "region")

    return records


def _of_kinds(records: QuerySet[Any], text: str) -> QuerySet[Any]:
    kinds = {kind.strip() for kind in text.split(",") if kind.strip()}
    unknown = kinds - set(EngagementKind.values)
    if unknown or not kinds:
        known = ", ".join(EngagementKind.values)
        raise ValueError(
            _("'%(text)s' is not a list of kinds of engagement (known: %(known)s).")
            % {"text": text, "known": known}
        )
    return records.filter(kind__in=sorted(kinds))


def _by_campaign(records: QuerySet[Any], text: str) -> QuerySet[Any]:
    return records.filter(attribution__campaign__code=text.strip())


def _kinds(records: QuerySet[Any], text: str) -> QuerySet[Any]:
    if text not in ContactKind.values:
        raise ValueError(_("A contact is a 'person' or an 'organisation'."))
    return records.filter(kind=text)


def _acts_named_to(acts: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return acts.filter(person__in=Contact.objects.visible_to(actor).order_by().values("pk"))


def _contacts_named_to(contacts: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return contacts.filter(pk__in=Contact.objects.visible_to(actor).order_by().values("pk"))


ACT_COLUMNS = (
    Column(_("When"), lambda act: timezone.localtime(act.occurred_at)),
    Column(_("Who"), lambda act: act.person, is_personal=True),
    Column(_("What"), lambda act: act.get_kind_display()),
    Column(_("Municipality"), lambda act: act.region or ""),
)
ACT_FILTERS = {
    "kinds": Filter(
        _("Kinds of engagement, with commas"), _of_kinds, lambda: list(EngagementKind.choices)
    ),
    "campaign": Filter(_("Campaign (its code)"), _by_campaign),
}
_ONLINE = {"kinds": EngagementKind.ONLINE_ACTION.value}


def _acts_measure(name: str, kinds: tuple[EngagementKind, ...], **more: Any) -> Measure:
    """Return a measure over the journal, with the parts that all of them share."""
    return Measure(
        name=f"people.{name}",
        records=_acts(*kinds),
        columns=ACT_COLUMNS,
        filters=ACT_FILTERS,
        watermark=journal_watermark,
        permission="people.view_engagement",
        export_permission="people.export_contact",
        named_to=_acts_named_to,
        moment="occurred_at",
        region="region",
        practice="practice",
        link=lambda act: contact_url(act.person.public_id),
        **more,
    )


measures.register(
    _acts_measure(
        "sympathisers",
        SYMPATHISER_KINDS,
        label=_("Sympathisers"),
        explanation=_(
            "People who gave, volunteered or took an online action in the last 12 months; each "
            "counts once. By region: where they lived then, so who moved may count in two."
        ),
        unit=Unit.PEOPLE,
        nature=Nature.WINDOW,
        window_months=WINDOW_MONTHS,
        aggregate=Count("person", distinct=True),
        phrases={"sympathisers": {}, "sympathisers who act online": _ONLINE},
    )
)
measures.register(
    _acts_measure(
        "donors",
        GIVING_KINDS,
        label=_("Donors"),
        explanation=_(
            "People who gave money or sponsored a walker in the last 12 months; each counts once."
        ),
        unit=Unit.PEOPLE,
        nature=Nature.WINDOW,
        window_months=WINDOW_MONTHS,
        aggregate=Count("person", distinct=True),
        phrases={"donors": {}},
    )
)
measures.register(
    _acts_measure(
        "engagements",
        tuple(EngagementKind),
        label=_("Engagements"),
        explanation=_("Everything that people did with or for the organisation, counted by times."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        aggregate=Count("pk"),
        phrases={"engagements": {}},
    )
)
measures.register(
    Measure(
        name="people.new_contacts",
        label=_("New contacts"),
        explanation=_("People and organisations that the organisation came to know."),
        unit=Unit.TIMES,
        nature=Nature.FLOW,
        records=lambda period: Contact.objects.made_within(period).select_related("region"),
        aggregate=Count("pk"),
        columns=(
            Column(_("Since"), lambda contact: timezone.localdate(contact.created_at)),
            Column(_("Name"), lambda contact: contact.name, is_personal=True),
            Column(_("Municipality"), lambda contact: contact.region or ""),
        ),
        filters={"kind": Filter(_("Kind"), _kinds, lambda: list(ContactKind.choices))},
        watermark=contacts_watermark,
        permission="people.view_contact",
        export_permission="people.export_contact",
        named_to=_contacts_named_to,
        moment="created_at",
        region="region",
        link=lambda contact: contact_url(contact.public_id),
        phrases={"new contacts": {}},
    )
)
