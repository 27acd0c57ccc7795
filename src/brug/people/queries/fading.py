"""What nobody needs any more after a term: silent persons, asks, people on frozen lists."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.people.enums import ConsentState
from brug.people.models import (
    Ask,
    BulkChange,
    BulkLine,
    Consent,
    Contact,
    FrozenList,
    FrozenMember,
    PressureRule,
    Relation,
    RightsRequest,
    TargetGroup,
)
from brug.people.models.contact import ContactQuerySet
from brug.people.models.pressure import AskQuerySet
from brug.people.models.rights_request import STANDING, RightsRequestQuerySet


def _silent(before: datetime) -> ContactQuerySet:
    day = timezone.localdate(before)
    return (
        Contact.objects.persons()
        .known()
        .filter(Q(last_engaged_on__isnull=True) | Q(last_engaged_on__lt=day), created_at__lt=before)
    )


def _reasons() -> dict[str | Promise, Q]:
    given = Consent.objects.filter(person=OuterRef("pk"), state=ConsentState.GIVEN)
    standing = Relation.objects.standing_on(today())
    grouped = TargetGroup.contacts.through.objects.filter(contact=OuterRef("pk"))
    return {
        _("They agreed to be reached"): Q(Exists(given)),
        _("A relation stands"): Q(Exists(standing.filter(subject=OuterRef("pk"))))
        | Q(Exists(standing.filter(target=OuterRef("pk")))),
        _("They are in a target group"): Q(Exists(grouped)),
        _("They have an account"): Q(user__isnull=False),
        _("They asked something about their data"): Q(
            Exists(RightsRequest.objects.standing().filter(person=OuterRef("pk")))
        )
        | Q(Exists(RightsRequest.objects.holding().filter(person=OuterRef("pk")))),
    }


def faded(before: datetime) -> ContactQuerySet:
    """Return the persons without an act since a moment, known longer, and protected by nothing."""
    kept = Q()
    for reason in _reasons().values():
        kept |= reason
    return _silent(before).exclude(kept).select_related("region")


def protected(before: datetime) -> Mapping[str | Promise, ContactQuerySet]:
    """Return as silent persons who are kept, by reason; one may be kept for several."""
    return {why: _silent(before).filter(reason) for why, reason in _reasons().items()}


def old_asks(before: datetime) -> AskQuerySet:
    """Return the asks of before a moment at which no rule for asking looks back any more."""
    return _asks(before).filter(at__lt=_looked_back_to()).select_related("person")


def protected_asks(before: datetime) -> Mapping[str | Promise, AskQuerySet]:
    """Return as old asks that stay because a rule still counts them."""
    return {
        _("A rule for asking still counts them"): _asks(before).filter(at__gte=_looked_back_to())
    }


def _asks(before: datetime) -> AskQuerySet:
    return Ask.objects.filter(at__lt=before)


def _looked_back_to() -> datetime:
    longest = PressureRule.objects.aggregate(days=Max("days"))["days"] or 0
    return timezone.now() - timedelta(days=longest)


def old_lists(before: datetime) -> QuerySet[FrozenList]:
    """Return the lists frozen before a moment on which somebody still stands."""
    members = FrozenMember.objects.filter(frozen_list=OuterRef("pk"))
    return FrozenList.objects.filter(Exists(members), frozen_at__lt=before)


def old_requests(before: datetime) -> RightsRequestQuerySet:
    """Return the requests answered before a moment that hold nothing back any more."""
    return _requests(before).filter(holds=False).select_related("person")


def protected_requests(before: datetime) -> Mapping[str | Promise, RightsRequestQuerySet]:
    """Return as old requests that stay because their person is left alone by them."""
    return {_("They asked to be left alone"): _requests(before).holding()}


def _requests(before: datetime) -> RightsRequestQuerySet:
    return RightsRequest.objects.exclude(state__in=STANDING).filter(closed_at__lt=before)


def old_bulk(before: datetime) -> QuerySet[BulkChange]:
    """Return the changes of many of before a moment that still say of whom."""
    lines = BulkLine.objects.filter(change=OuterRef("pk"))
    return BulkChange.objects.filter(Exists(lines), asked_at__lt=before)
