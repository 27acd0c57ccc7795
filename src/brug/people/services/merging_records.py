"""How the people tier's own records follow when two contacts become one."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.ledger import Ledger
from brug.people.enums import AskState, ConsentState, Place
from brug.people.models import (
    Ask,
    BulkLine,
    Consent,
    ConsentEvent,
    Contact,
    ContactLanguage,
    DuplicatePair,
    EmailAddress,
    PersonalLink,
    Quiet,
    Relation,
)
from brug.people.rules.merging import Word, joined, overruled


def merge_emails(ledger: Ledger, keep: int, lose: int) -> None:
    """Unite the addresses; of one that both have, the kept one learns what the other knew."""
    known = {row.address: row for row in EmailAddress.objects.filter(contact_id=keep)}
    for row in EmailAddress.objects.filter(contact_id=lose).order_by("pk"):
        ledger.change(row, is_primary=False)
        twin = known.get(row.address)
        if twin is None:
            ledger.move(EmailAddress.objects.filter(pk=row.pk), "contact_id", keep)
            continue
        confirmed = min((at for at in (twin.confirmed_at, row.confirmed_at) if at), default=None)
        bounced = max((at for at in (twin.bounced_at, row.bounced_at) if at), default=None)
        ledger.change(twin, confirmed_at=confirmed, bounced_at=bounced)
        ledger.remove(EmailAddress.objects.filter(pk=row.pk))


def drop_links(ledger: Ledger, _keep: int, lose: int) -> None:
    """Links that were mailed to the lost contact open nothing: they live an hour."""
    ledger.remove(PersonalLink.objects.filter(person_id=lose))


def merge_languages(ledger: Ledger, keep: int, lose: int) -> None:
    """Unite the languages; a mother tongue stays one."""
    known = {row.language: row for row in ContactLanguage.objects.filter(contact_id=keep)}
    for row in ContactLanguage.objects.filter(contact_id=lose).order_by("pk"):
        twin = known.get(row.language)
        if twin is None:
            ledger.move(ContactLanguage.objects.filter(pk=row.pk), "contact_id", keep)
            continue
        ledger.change(twin, is_mother_tongue=twin.is_mother_tongue or row.is_mother_tongue)
        ledger.remove(ContactLanguage.objects.filter(pk=row.pk))


def merge_relations(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry relations along; none to oneself, none double: the longer one of two stays."""
    touching = Relation.objects.filter(Q(subject_id=lose) | Q(target_id=lose)).order_by("pk")
    for row in touching:
        subject = keep if row.subject_id == lose else row.subject_id
        target = keep if row.target_id == lose else row.target_id
        if subject == target:
            ledger.remove(Relation.objects.filter(pk=row.pk))
            continue
        twin = (
            Relation.objects.filter(
                kind_id=row.kind_id, subject_id=subject, target_id=target, starts_on=row.starts_on
            )
            .exclude(pk=row.pk)
            .first()
        )
        if twin is None:
            own = Relation.objects.filter(pk=row.pk)
            column = "subject_id" if row.subject_id == lose else "target_id"
            ledger.move(own, column, keep)
            continue
        ends = (
            max(twin.ends_on, row.ends_on) if twin.ends_on and row.ends_on else None
        )  # None: it goes on
        ledger.change(twin, ends_on=ends)
        ledger.remove(Relation.objects.filter(pk=row.pk))


def merge_pairs(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry decisions along; the pair itself goes, and what was asked twice is asked once.

    That somebody is another than the lost contact holds for the kept one.
    """
    touching = DuplicatePair.objects.filter(Q(first_id=lose) | Q(second_id=lose)).order_by("pk")
    for row in touching:
        other = row.second_id if row.first_id == lose else row.first_id
        first, second = sorted((keep, other))
        twin = DuplicatePair.objects.filter(first_id=first, second_id=second).first()
        if other == keep:
            ledger.remove(DuplicatePair.objects.filter(pk=row.pk))
        elif twin is None:
            ledger.change(row, first_id=first, second_id=second)
        else:
            if twin.decided_at is None and row.decided_at is not None:
                ledger.change(
                    twin,
                    state=row.state,
                    decided_at=row.decided_at,
                    decided_by_id=row.decided_by_id,
                )
            ledger.remove(DuplicatePair.objects.filter(pk=row.pk))


def merge_consents(ledger: Ledger, keep: int, lose: int) -> None:
    """Unite consents the careful way (``rules.merging``); all proof is kept."""
    ours = list(Consent.objects.filter(person_id=keep))
    theirs = list(Consent.objects.filter(person_id=lose).order_by("pk"))
    _end_overruled(ledger, ours, theirs)
    _end_overruled(ledger, theirs, ours)
    known = {_about(row): row for row in ours}
    for row in theirs:
        twin = known.get(_about(row))
        if twin is None:
            ledger.move(Consent.objects.filter(pk=row.pk), "person_id", keep)
            continue
        word = joined(_word(twin), _word(row))
        ledger.change(twin, state=word.state, since=word.since)
        ledger.move(ConsentEvent.objects.filter(consent=row), "consent_id", twin.pk)
        ledger.remove(Consent.objects.filter(pk=row.pk))


def _about(row: Consent) -> tuple[Any, ...]:
    return row.purpose_id, row.channel, row.address


def _word(row: Consent) -> Word:
    state = ConsentState(row.state)
    return Word(state, row.since, row.events.filter(state=state).exists())


def _end_overruled(ledger: Ledger, wide: list[Consent], narrow: list[Consent]) -> None:
    noes = [row for row in wide if not row.address and row.state == ConsentState.WITHDRAWN]
    for no in noes:
        for row in narrow:
            same = row.address and (row.purpose_id, row.channel) == (no.purpose_id, no.channel)
            if same and overruled(_word(no), _word(row)):
                now = timezone.now()
                ledger.change(row, state=ConsentState.WITHDRAWN, since=now)
                ledger.add(
                    ConsentEvent(
                        consent=row, state=ConsentState.WITHDRAWN, at=now, where=Place.DESK
                    )
                )


def note_trail(ledger: Ledger, keep: int, lose: int) -> None:
    """Let the history of the lost contact be told with that of the kept one."""
    trail = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Contact), object_id=str(lose)
    )
    ledger.move(trail, "object_id", str(keep))


def merge_asks(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry asks along; of two asks for the same thing that stand, one stays."""
    standing = Ask.objects.exclude(state=AskState.CANCELLED)
    known = set(standing.filter(person_id=keep).values_list("room", "what"))
    own = standing.filter(person_id=lose)
    double = [row.pk for row in own.order_by("pk") if (row.room, row.what) in known]
    ledger.remove(Ask.objects.filter(pk__in=double))
    ledger.move(Ask.objects.filter(person_id=lose), "person_id", keep)


def merge_quiet(ledger: Ledger, keep: int, lose: int) -> None:
    """Keep the later of two days before which somebody wants to be asked nothing."""
    own = Quiet.objects.filter(person_id=lose).first()
    if own is None:
        return
    kept = Quiet.objects.filter(person_id=keep).first()
    ledger.remove(Quiet.objects.filter(person_id=lose))
    if kept is None:
        ledger.add(Quiet(person_id=keep, until=own.until, since=own.since))
    else:
        ledger.change(kept, until=max(kept.until, own.until))


def merge_bulk_lines(ledger: Ledger, keep: int, lose: int) -> None:  # noqa: ARG001 - as all mergers
    """Let changes of many forget the lost contact: how it was is not how the kept one was."""
    ledger.remove(BulkLine.objects.filter(contact_id=lose))
