"""Persons of whom nothing was heard for long, and what protects some of them all the same."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.people.enums import ConsentState
from brug.people.models import Consent, Contact, Relation, TargetGroup
from brug.people.models.contact import ContactQuerySet


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
    }


def faded(before: datetime) -> ContactQuerySet:
    """Return the persons without an act since a moment, known longer, and protected by nothing."""
    kept = Q()
    for reason in _reasons().values():
        kept |= reason
    return _silent(before).exclude(kept).select_related("region")


def protected(before: datetime) -> Mapping[str | Promise, int]:
    """Return how many as silent persons are kept, by reason; one may be kept for several."""
    return {why: _silent(before).filter(reason).count() for why, reason in _reasons().items()}
