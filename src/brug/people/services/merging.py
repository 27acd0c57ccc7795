"""Make one contact of two, and two of one again."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.ledger import Irreversible, Ledger, put_back
from brug.kernel.registries.mergers import mergers
from brug.people import signals
from brug.people.models import Contact, ContactAlias, DuplicatePair, Merge
from brug.people.queries.merging import values_of
from brug.people.rules.merging import CHOOSABLE, Side, unasked
from brug.people.services.contact_data import set_sort_name
from brug.people.services.marks import mark_contacts_changed, mark_journal_changed
from brug.people.services.rights import locked, require_over
from brug.people.services.words import forget_words, write_words


@transaction.atomic
def merge_contacts(
    *, actor: Actor, keep_id: int, lose_id: int, choices: Mapping[str, Side] | None = None
) -> Merge:
    """Make one contact of two: every room's records follow, and the lost contact's keys lead on.

    ``choices`` says of a field whose value stays; of others it is the suggested one, but the kept
    contact's main address, number and postal address stay (``rules.merging.unasked``).
    Addresses, languages, target groups and consents are united, consents the careful way. Noted in
    the audit trail; publishes ``contact_merged`` and ``contact_changed``.
    ``undo_merge`` puts all back.

    Raises:
        PermissionDenied: the actor may not merge, or does not see both.
        ValidationError: they are one already, one is gone or forgotten, or a choice cannot be.
    """
    keep, lose = _both(keep_id, lose_id)
    for contact in (keep, lose):
        require_over(actor, "people.merge_contact", contact)
    sides = _sides(keep, lose, choices or {})
    pair = DuplicatePair.objects.filter(
        first_id=min(keep_id, lose_id), second_id=max(keep_id, lose_id)
    ).first()
    ledger = Ledger()
    mains = _main_ones(keep, lose, sides)
    _join_columns(ledger, keep, lose, sides)
    for merger in mergers:
        if merger.merge is not None:
            merger.merge(ledger, keep.pk, lose.pk)
    _choose_mains(ledger, keep, mains)
    forget_words(lose)
    ledger.add(
        ContactAlias(
            contact=keep, old_id=lose.pk, public_id=lose.public_id, external_id=lose.external_id
        )
    )
    _require_nothing_left(lose)
    ledger.remove(Contact.objects.filter(pk=lose_id))
    keep.refresh_from_db()
    write_words(keep)
    mark_journal_changed()
    mark_contacts_changed()
    merge = Merge.objects.create(
        kept=keep,
        lost_id=lose_id,
        made_by=actor.user,
        score=pair.score if pair else None,
        because=pair.because if pair else [],
        ledger=json.dumps(
            {"kept": keep_id, "entries": ledger.entries}, cls=DjangoJSONEncoder, ensure_ascii=False
        ),
    )
    audit.record(actor=actor, verb="people.contacts_merged", target=keep, note=f"#{merge.pk}")
    signals.publish(signals.contact_merged, person_id=keep_id, lost_id=lose_id)
    signals.publish(signals.contact_changed, person_id=keep_id)
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, merge_id: int) -> Contact:
    """Make two contacts of one again, each as it was; return the one that comes back.

    What was written since stays with the contact that was kept. Noted in the audit trail of both;
    publishes ``contact_unmerged``.

    Raises:
        PermissionDenied: the actor may not merge, or does not see the kept contact.
        ValidationError: it was undone already, or something has changed since that forbids it;
            the message says what.
        Merge.DoesNotExist: there is none of that key.
    """
    keep = locked(Merge.objects.get(pk=merge_id).kept_id)
    merge = Merge.objects.get(pk=merge_id)  # as it is now that nobody else can change it
    require_over(actor, "people.merge_contact", keep)
    if merge.undone_at is not None:
        raise ValidationError(_("This merge was undone already."))
    kept = json.loads(merge.ledger)
    if kept["kept"] != keep.pk:
        raise ValidationError(
            _("The contact has been merged into another since. Undo that merge first.")
        )
    forget_words(keep)
    try:
        put_back(kept["entries"])
    except Irreversible as error:
        raise ValidationError(_not_any_more(error)) from error
    lost = Contact.objects.get(pk=merge.lost_id)
    keep.refresh_from_db()
    for contact in (keep, lost):
        _tell_last_engaged(contact)
        write_words(contact)
    mark_journal_changed()
    mark_contacts_changed()
    merge.ledger, merge.undone_at = None, timezone.now()
    merge.save(update_fields=["ledger", "undone_at"])
    for contact in (keep, lost):
        audit.record(actor=actor, verb="people.merge_undone", target=contact, note=f"#{merge.pk}")
        signals.publish(signals.contact_changed, person_id=contact.pk)
    signals.publish(signals.contact_unmerged, person_id=keep.pk, lost_id=lost.pk)
    return lost


def _both(keep_id: int, lose_id: int) -> tuple[Contact, Contact]:
    """Both contacts, kept from others' changes, always locked in the same order."""
    if keep_id == lose_id:
        raise ValidationError(_("This is one contact already."))
    rows = Contact.objects.select_for_update(of=("self",)).filter(pk__in=[keep_id, lose_id])
    found = {contact.pk: contact for contact in rows.order_by("pk")}
    if len(found) < 2:
        raise ValidationError(
            _("One of the two is not there any more: it was merged or removed in the meantime.")
        )
    if any(contact.anonymised_at for contact in found.values()):
        raise ValidationError(_("Somebody who was forgotten cannot be merged."))
    return found[keep_id], found[lose_id]


def _sides(keep: Contact, lose: Contact, choices: Mapping[str, Side]) -> dict[str, Side]:
    if unknown := set(choices) - set(CHOOSABLE):
        raise ValidationError(
            _("Nothing can be chosen about: %(fields)s") % {"fields": ", ".join(sorted(unknown))}
        )
    ours, theirs = values_of(keep), values_of(lose)
    return {
        field: Side(choices.get(field) or unasked(field, ours[field], theirs[field]))
        for field in CHOOSABLE
    }


def _main_ones(keep: Contact, lose: Contact, sides: Mapping[str, Side]) -> dict[str, Any]:
    """The main address, number and postal address that were chosen, as they are told."""
    mains: dict[str, Any] = {}
    for field, rows in _ROWS.items():
        chosen, other = (keep, lose) if sides[field] == Side.KEEP else (lose, keep)
        main = getattr(chosen, rows).filter(is_primary=True).first()
        mains[field] = main or getattr(other, rows).filter(is_primary=True).first()
    return mains


_ROWS = {"email": "emails", "phone": "phones", "address": "addresses"}


def _join_columns(ledger: Ledger, keep: Contact, lose: Contact, sides: Mapping[str, Side]) -> None:
    own = {
        field: getattr(lose if sides[field] == Side.LOSE else keep, field)
        for field in CHOOSABLE
        if field not in _ROWS
    }
    ledger.change(lose, user_id=None)
    # Dates of the journal are told anew by an undo, and so are not in the ledger.
    days = [day for day in (keep.last_engaged_on, lose.last_engaged_on) if day]
    Contact.objects.filter(pk=keep.pk).update(last_engaged_on=max(days, default=None))
    joined = Contact(**{**{name: getattr(keep, name) for name in own}, **own})
    set_sort_name(joined)
    ledger.change(
        keep,
        **own,
        sort_name=joined.sort_name,
        is_volunteer=keep.is_volunteer or lose.is_volunteer,
        is_unclaimed=False,
        created_at=min(keep.created_at, lose.created_at),
    )


def _choose_mains(ledger: Ledger, keep: Contact, mains: Mapping[str, Any]) -> None:
    """Of each kind one is the main one: that which was chosen, or what says the same."""
    for field, rows in _ROWS.items():
        chosen = mains[field]
        present = list(getattr(keep, rows).order_by("pk"))
        same = [row for row in present if chosen and row.pk == chosen.pk] or [
            row for row in present if chosen and str(row) == str(chosen)
        ]
        main = next(iter(same), None) or next((row for row in present if row.is_primary), None)
        for row in present:
            if row != main:
                ledger.change(row, is_primary=False)
        if main:
            ledger.change(main, is_primary=True)
            if field == "address":
                ledger.change(keep, region_id=main.region_id)


def _require_nothing_left(lose: Contact) -> None:
    """Make sure that no room's record would be lost with the contact."""
    for relation in lose._meta.related_objects:
        model: Any = relation.related_model
        if model._default_manager.filter(**{relation.field.name: lose.pk}).exists():
            raise RuntimeError(f"no merger moves {model._meta.label}.{relation.field.name}")


def _tell_last_engaged(contact: Contact) -> None:
    newest = contact.engagements.order_by("-occurred_at").values_list("occurred_at", flat=True)
    last = newest.first()
    Contact.objects.filter(pk=contact.pk).update(
        last_engaged_on=timezone.localdate(last) if last else None
    )


def _not_any_more(error: Irreversible) -> str:
    if error.column:
        return _("This cannot be undone any more: “%(column)s” (%(table)s) has changed since.") % {
            "column": error.column,
            "table": error.table,
        }
    return _("This cannot be undone any more: something (%(table)s) has changed since.") % {
        "table": error.table
    }
