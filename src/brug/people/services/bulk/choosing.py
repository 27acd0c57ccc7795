"""Choose contacts and an action: a draft that changes nothing yet."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.people.models import BulkChange, BulkLine, Contact
from brug.people.models.bulk import UNDO_TERM
from brug.people.models.bulk_choices import BUSY, BulkAction, BulkFate, BulkState
from brug.people.rules.names import clean
from brug.people.services.bulk.deeds.choice import deed_of, right_of

_DRAFT_TERM = timedelta(days=1)


@transaction.atomic
def choose(*, actor: Actor, action: str, contacts: QuerySet[Contact], told: str) -> BulkChange:
    """Keep whom somebody chose for an action, of those whom they may see; ``told`` says how.

    Changes no contact: ``starting.begin`` does.

    Raises:
        PermissionDenied: the actor may not do that, or is nobody who signs in.
        ValidationError: there is no such action, or nobody was chosen.
    """
    if action not in BulkAction.values:
        raise ValidationError(_("Choose what to do."))
    actor.require(right_of(action))
    if actor.user is None:
        raise PermissionDenied(_("Only people who sign in change contacts."))
    seen = contacts.filter(pk__in=Contact.objects.visible_to(actor).known().order_by().values("pk"))
    change = BulkChange.objects.create(action=action, by=actor.user, told=clean(told, 300))
    # Read whole before the first is written: PostgreSQL takes no question while rows stream in.
    keys = list(seen.order_by().values_list("pk", flat=True).distinct())
    change.total = insert_rows(
        BulkLine,
        ("change_id", "contact_id", "fate", "reason", "before"),
        ((change.pk, key, "", "", None) for key in sorted(keys)),
    )
    if not change.total:
        raise ValidationError(_("Nobody is chosen: tick somebody, or all that fit."))
    change.save(update_fields=["total"])
    return change


@transaction.atomic
def set_values(*, actor: Actor, change: BulkChange, values: Mapping[str, Any]) -> BulkChange:
    """Say what exactly is to be done: which group, which language.

    Raises:
        PermissionDenied: it is another's, or the actor may not do that.
        ValidationError: it has begun, or the values cannot be.
    """
    held = own_draft(actor, change)
    deed_of(actor, held, values)
    held.values = dict(values)
    held.save(update_fields=["values"])
    return held


def own_draft(actor: Actor, change: BulkChange) -> BulkChange:
    """Return a change of one's own that has not begun, kept from others until the transaction ends.

    Raises:
        PermissionDenied: it is another's, or the actor may not do that.
        ValidationError: it has begun.
    """
    held = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    actor.require(right_of(held.action))
    if actor.user is None or held.by_id != actor.user.pk:
        raise PermissionDenied(_("Somebody else chose these contacts."))
    if held.state != BulkState.DRAFT:
        raise ValidationError(_("This has begun already."))
    return held


def forget_bulk() -> int:
    """Delete drafts of yesterday, and what was kept to undo what can be undone no more; how many.

    Who was changed stays, as long as the term for changes of many says.
    """
    now = timezone.now()
    drafts = BulkChange.objects.filter(state=BulkState.DRAFT, asked_at__lt=now - _DRAFT_TERM)
    count = drafts.count()
    drafts.delete()
    ended = BulkChange.objects.filter(finished_at__lt=now - UNDO_TERM).exclude(state__in=BUSY)
    lines = BulkLine.objects.filter(change__in=ended)
    lines.filter(fate__in=(BulkFate.WAITING, BulkFate.LEFT)).delete()
    return count + lines.exclude(before=None).update(before=None)


def keys_of(texts: Iterable[str]) -> list[int]:
    """Return the numbers among some texts; what is none is passed over."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]
