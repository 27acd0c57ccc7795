"""Contacts whose data may be wrong: nothing known, gone stale, bouncing, doubtful."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Upper
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import Period, add_months, today
from brug.kernel.registries.quality import Fault
from brug.people.enums import ConsentState, ContactKind
from brug.people.models import Consent, EmailAddress, Phone, PostalAddress

SILENT_MONTHS = 36
UNANSWERED = timedelta(days=30)
_OLDEST = 110  # years


@dataclass(frozen=True)
class Doubt:
    """One way in which contacts may be wrong: which ones, and what to do with one."""

    label: str | Promise
    fault: Fault
    to_do: str | Promise
    where: Callable[[], Q]


def _has(rows: QuerySet[Any], key: str = "contact") -> Exists:
    return Exists(rows.filter(**{key: OuterRef("pk")}))


def _unreachable() -> Q:
    return ~(
        Q(_has(EmailAddress.objects.all()))
        | Q(_has(Phone.objects.all()))
        | Q(_has(PostalAddress.objects.all()))
    )


def _nameless() -> Q:
    person = Q(kind=ContactKind.PERSON, last_name="")
    return person | Q(kind=ContactKind.ORGANISATION, organisation_name="")


def _silent() -> Q:
    day = add_months(today(), -SILENT_MONTHS)
    quiet = Q(last_engaged_on__lt=day) | Q(last_engaged_on=None)
    return quiet & Q(created_at__lt=Period(day, today()).instants()[0])


def _unanswered() -> Q:
    asked = Consent.objects.filter(state=ConsentState.ASKED, since__lt=timezone.now() - UNANSWERED)
    return Q(_has(asked, "person"))


def _shared() -> Q:
    several = (
        EmailAddress.objects.order_by()
        .values("address")
        .annotate(contacts=Count("contact", distinct=True))
        .filter(contacts__gt=1)
    )
    rows = EmailAddress.objects.filter(address__in=several.values("address"))
    return Q(pk__in=rows.order_by().values("contact"))


def _shouted() -> Q:
    """Capitals only, or a sign that no name has: marks of a hurried form or a bad import."""
    named = Q(kind=ContactKind.PERSON) & ~Q(last_name="")
    return named & (
        Q(GreaterThan(Length("last_name"), 3), last_name=Upper("last_name"))
        | Q(last_name__contains="@")
        | Q(first_name__contains="@")
    )


def _impossible_year() -> Q:
    year = today().year
    return Q(birth_year__lt=year - _OLDEST) | Q(birth_year__gt=year)


DOUBTS: Mapping[str, Doubt] = {
    "unreachable": Doubt(
        _("No e-mail address, telephone number or postal address"),
        Fault.MISSING,
        _("Ask whoever knows them, or let them go if nobody does."),
        _unreachable,
    ),
    "nameless": Doubt(
        _("No name"), Fault.MISSING, _("Ask for the name at the next occasion."), _nameless
    ),
    "placeless": Doubt(
        _("No municipality, so no region"),
        Fault.MISSING,
        _("Add the postal code: coordinators do not see them now."),
        lambda: Q(region=None),
    ),
    "silent": Doubt(
        _("Nothing heard in three years"),
        Fault.STALE,
        _("Ask whether they want to stay, or let the terms of data take their course."),
        _silent,
    ),
    "unanswered": Doubt(
        _("Asked to confirm over thirty days ago, and no answer"),
        Fault.STALE,
        _("Ask once more in person; without an answer nothing may be sent."),
        _unanswered,
    ),
    "bounced": Doubt(
        _("The main e-mail address bounced"),
        Fault.BOUNCING,
        _("Ask for the right address by telephone or letter."),
        lambda: Q(_has(EmailAddress.objects.filter(bounced_at__isnull=False, is_primary=True))),
    ),
    "shared": Doubt(
        _("Shares an e-mail address with another contact"),
        Fault.DOUBTFUL,
        _("Merge them where they are one; a household may share."),
        _shared,
    ),
    "shouted": Doubt(
        _("A name in capitals or with an @"),
        Fault.DOUBTFUL,
        _("Write the name as its owner does."),
        _shouted,
    ),
    "year": Doubt(
        _("An impossible year of birth"),
        Fault.DOUBTFUL,
        _("Correct it, or leave it empty."),
        _impossible_year,
    ),
}
