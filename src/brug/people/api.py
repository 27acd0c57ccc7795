"""The only door of the people tier for other rooms."""
# messages: public

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.people.enums import (
    SYMPATHISER_KINDS,
    AskKind,
    Channel,
    ContactKind,
    EngagementKind,
)
from brug.people.models import Contact, ContactAlias, EmailAddress, Engagement, Relation, Segment
from brug.people.queries.helpers import Helper, helpers_of
from brug.people.queries.pressure import verdicts
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.queries.why_reach import Reach
from brug.people.queries.why_reach import why_may_reach as _why_may_reach
from brug.people.rules.pressure import Verdict
from brug.people.rules.segments import TreeError
from brug.people.rules.sympathy import WINDOW_MONTHS
from brug.people.services import consent, joining, journal, privacy, room_ties
from brug.people.services.aliases import present_id
from brug.people.services.attribution import Came
from brug.people.services.consent import Proof
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts import make_unasked
from brug.people.services.intake import Arrival, arrive
from brug.people.services.pressure.asking import Reserved, cancel_asks, make_asks, reserve_asks
from brug.people.services.segments import freezing
from brug.people.services.unsubscribing import unsubscribe_url

__all__ = [
    "Arrival",
    "Came",
    "Helper",
    "Person",
    "Proof",
    "PublicFigure",
    "Reach",
    "Reserved",
    "TreeError",
    "Verdict",
    "cancel_asks",
    "confirm_intake",
    "forget_again",
    "forgotten_since",
    "freeze",
    "helpers",
    "intake",
    "make_asks",
    "make_organisation",
    "may_ask",
    "may_reach",
    "person",
    "public_figures",
    "record_engagement",
    "reserve_asks",
    "retract_engagement",
    "segment_count",
    "segment_members",
    "tie",
    "unsubscribe_url",
    "untie",
    "why_may_reach",
]

_FIGURES_KEY = "people.public_figures"
_FIGURES_LAST = 600  # seconds


@dataclass(frozen=True)
class Person:
    """A contact as other rooms see it.

    ``email`` is the main address or ''; of somebody who has just come in, the one they came with.
    ``email_id`` is its key, None where there is none.
    """

    id: int
    public_id: UUID
    name: str
    first_name: str
    language: str
    email: str
    email_id: int | None
    region_id: int | None
    last_engaged_on: date | None
    is_forgotten: bool


@dataclass(frozen=True)
class PublicFigure:
    """A figure for the public home, counted from records."""

    value: int
    label: str | Promise


@transaction.atomic
def intake(
    *,
    actor: Actor,
    arrival: Arrival,
    consents: Iterable[tuple[str, Channel]] = (),
    proof: Proof | None = None,
) -> Person:
    """Take in somebody who did something in public, and ask for the consents they ticked.

    Consents (purpose, channel) wait until the address is confirmed. The room then writes its own
    record and ``record_engagement`` in the same transaction. Never show the visitor whether they
    were known.

    Raises:
        ValidationError: no e-mail address, a field that cannot be, or a consent without proof.
    """
    arrived = arrive(actor=actor, arrival=arrival)
    for purpose, channel in consents:
        consent.ask(
            actor=actor if actor.user else Actor.visitor(),
            person_id=arrived.contact.pk,
            purpose=purpose,
            channel=channel,
            proof=proof or Proof(where=str(actor)),
        )
    return _person(arrived.contact, arrived.email)


def confirm_intake(
    *,
    person_id: int,
    email_id: int,
    consents: Iterable[tuple[str, Channel]] = (),
    proof: Proof,
) -> bool:
    """Confirm the address of somebody who clicked a room's link, with the consents they asked for.

    An old mail undoes no later no. Returns False, and changes nothing, where the address or its
    person is gone.
    """
    return joining.confirm_mailbox(
        person_id=person_id, email_id=email_id, words=tuple(consents), proof=proof
    )


def tie(*, actor: Actor, kind: str, person_id: int, organisation_id: int, since: date) -> None:
    """Tie a person to an organisation ('volunteers-in', 'leads') from a day; twice is once.

    The calling service has checked the right of ``actor``.
    """
    room_ties.tie_for_room(
        actor=actor,
        kind=kind,
        person_id=person_id,
        organisation_id=organisation_id,
        since=since,
    )


def untie(*, actor: Actor, kind: str, person_id: int, organisation_id: int, until: date) -> None:
    """End such a tie on a day; one that had not begun by then goes."""
    room_ties.untie_for_room(
        actor=actor,
        kind=kind,
        person_id=person_id,
        organisation_id=organisation_id,
        until=until,
    )


def make_organisation(
    *, actor: Actor, name: str, email: str = "", postal_code: str = "", language: str = "nl"
) -> Person:
    """Make an organisation that came to a room; the calling service has checked the right.

    Raises:
        ValidationError: no name, or a field that cannot be.
    """
    new = NewContact(
        kind=ContactKind.ORGANISATION,
        organisation_name=name,
        email=email,
        postal_code=postal_code,
        language=language,
    )
    return _person(make_unasked(actor=actor, new=new))


def record_engagement(
    *,
    actor: Actor,
    person_id: int,
    kind: EngagementKind,
    record: str,
    occurred_at: datetime | None = None,
    practice: str = "",
    came: Came | None = None,
    amount: Decimal | None = None,
) -> int:
    """Note in the journal what somebody did; return the line's key.

    See ``people.services.journal.record_engagement``; other rooms must name their ``record``.
    """
    line = journal.record_engagement(
        actor=actor,
        person_id=person_id,
        kind=kind,
        occurred_at=occurred_at,
        practice=practice,
        came=came,
        amount=amount,
        record=record,
    )
    return line.pk


def retract_engagement(*, actor: Actor, record: str, kind: EngagementKind) -> bool:
    """Take back what was noted for a record; return whether there was anything."""
    return journal.retract_engagement(actor=actor, record=record, kind=kind)


def person(person_id: int) -> Person:
    """Return a contact; of one that was merged, the one that it was merged into.

    Raises:
        Contact.DoesNotExist: there is none of that key.
    """
    return _person(Contact.objects.get(pk=present_id(person_id)))


def helpers(*, organisation_id: int) -> list[Helper]:
    """Return who volunteers in an organisation today; the calling room has checked who asks."""
    return helpers_of(present_id(organisation_id))


def may_reach(*, person_id: int, purpose: str, channel: Channel, address: str = "") -> bool:
    """Tell whether somebody agreed to be reached for a purpose through a channel."""
    contact = Contact.objects.get(pk=present_id(person_id))
    return consent.may_reach(contact, purpose, channel, address)


def why_may_reach(
    *,
    person_id: int,
    purpose: str,
    channel: Channel,
    address: str = "",
    kind: AskKind | None = None,
) -> Reach:
    """Tell why somebody may be reached, or why not: ``may``, ``why`` and a ``sentence``.

    Without an address it is about whichever of theirs serves best. With ``kind`` it also tells
    whether an ask of that kind may be made now.

    Raises:
        Contact.DoesNotExist: there is none of that key.
        Purpose.DoesNotExist: there is no such purpose.
    """
    contact = Contact.objects.get(pk=present_id(person_id))
    return _why_may_reach(contact, purpose, channel, address, kind)


def segment_members(*, actor: Actor, code: str) -> QuerySet[Contact]:
    """Return whom a segment chooses now, of those the actor sees: keys of people, in no order.

    Raises:
        Segment.DoesNotExist: there is none of that code.
        TreeError: it cannot be counted (any more); the message says why.
    """
    return members(actor, tree_of(Segment.objects.get(code=code)))


def segment_count(*, actor: Actor, code: str) -> int:
    """Return how many ``segment_members`` there are."""
    return segment_members(actor=actor, code=code).count()


def freeze(
    *, actor: Actor, code: str, room: str, purpose: str, lawful_basis: str
) -> tuple[int, list[int]]:
    """Write down whom a segment chooses now; return the key of the list and those of its people.

    See ``people.services.segments.freezing.freeze``.
    """
    frozen = freezing.freeze(
        actor=actor,
        segment=Segment.objects.get(code=code),
        room=room,
        purpose=purpose,
        lawful_basis=lawful_basis,
    )
    return frozen.pk, list(frozen.members.order_by("person").values_list("person", flat=True))


def may_ask(*, person_id: int, kind: AskKind, at: datetime | None = None) -> Verdict:
    """Tell whether somebody may be asked for something; nothing is reserved by it."""
    return verdicts([person_id], kind, at or timezone.now())[person_id]


def forgotten_since(moment: datetime) -> list[UUID]:
    """Return the public keys of contacts that were forgotten since a moment.

    Also of those that had been merged into them: in a backup they may still stand by themselves.
    """
    rows = Contact.objects.filter(anonymised_at__gte=moment)
    merged = ContactAlias.objects.filter(contact__in=rows)
    return [
        *rows.values_list("public_id", flat=True),
        *merged.values_list("public_id", flat=True),
    ]


def forget_again(*, actor: Actor, keys: Iterable[UUID], reason: str) -> int:
    """Forget those of these contacts that are known (again); return how many they were.

    Raises:
        PermissionDenied: the actor may not erase contacts.
    """
    back = list(Contact.objects.known().filter(public_id__in=keys).values_list("pk", flat=True))
    for key in back:
        privacy.erase_person(actor=actor, person_id=key, reason=reason, is_answered=False)
    return len(back)


def public_figures() -> list[PublicFigure]:
    """Return a handful of true figures for the public home, none of them zero.

    Counted at most once in ten minutes.
    """
    labels = {
        "sympathisers": _("people stood with us in the past year"),
        "volunteers": _("volunteers help"),
        "groups": _("local groups bring people together"),
        "actions": _("times somebody took action this year"),
    }
    values: dict[str, int] = cache.get_or_set(_FIGURES_KEY, _count_figures, _FIGURES_LAST) or {}
    return [PublicFigure(values[name], label) for name, label in labels.items() if values[name]]


def _count_figures() -> dict[str, int]:
    lately = Engagement.objects.of_kinds(*SYMPATHISER_KINDS).within(
        Period.months_until(today(), WINDOW_MONTHS)
    )
    this_year = Engagement.objects.of_kinds(EngagementKind.ONLINE_ACTION).within(
        Period.year(today().year)
    )
    return {
        "sympathisers": lately.values("person").distinct().count(),
        "volunteers": Contact.objects.filter(is_volunteer=True).count(),
        "groups": Relation.objects.standing_on(today())
        .filter(kind__code="volunteers-in", target__anonymised_at=None)
        .values("target")
        .distinct()
        .count(),
        "actions": this_year.count(),
    }


def _person(contact: Contact, email: EmailAddress | None = None) -> Person:
    emails = EmailAddress.objects.filter(contact=contact).order_by("-is_primary", "pk")
    main = email or emails.first()
    return Person(
        id=contact.pk,
        public_id=contact.public_id,
        name=contact.name,
        first_name=contact.first_name,
        language=contact.language,
        email=main.address if main else "",
        email_id=main.pk if main else None,
        region_id=contact.region_id,
        last_engaged_on=contact.last_engaged_on,
        is_forgotten=contact.anonymised_at is not None,
    )
