"""Signing up as a volunteer: a form, then a click in a mail."""
# messages: public

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.people.enums import Channel
from brug.volunteers.enums import CandidateState
from brug.volunteers.models import Candidate, RegionPromise, Theme
from brug.volunteers.models.promise import DEFAULT_DAYS
from brug.volunteers.rules.waiting import promised_by
from brug.volunteers.services.places import place_of

_SCOPE = "volunteers.sign_up"
_LASTS = timedelta(days=14)
_SEARCHING = (CandidateState.OPEN, CandidateState.PROPOSED, CandidateState.AGREED)
CONSENTS = (("volunteering", Channel.EMAIL), ("volunteering", Channel.PHONE))


@dataclass(frozen=True)
class Wish:
    """What somebody offers: lists hold codes of ``Skill``, ``Tongue``, ``Moment`` and themes."""

    postal_code: str
    radius_km: int = 15
    themes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    is_minor: bool = False
    motivation: str = ""


@transaction.atomic
def sign_up(
    *,
    arrival: people.Arrival,
    wish: Wish,
    proof: people.Proof,
    may_ask: bool = False,
    came: people.Came | None = None,
) -> None:
    """Take in a candidate, and mail them a link to confirm that it is really them.

    Nothing comes back: a visitor must not learn whether somebody is known. Who searches already
    keeps that search as it is, and is mailed the way to it. ``may_ask``: they agree to be asked to
    help later too; that consent waits for the same click.

    Raises:
        ValidationError: no e-mail address, or a field that cannot be.
    """
    actor = Actor.visitor()
    person = people.intake(
        actor=actor, arrival=arrival, consents=CONSENTS if may_ask else (), proof=proof
    )
    if Candidate.objects.filter(person_id=person.id, state__in=_SEARCHING).exists():
        _mail(person, arrival.language, "volunteers.searches_already", "people:my", {})
        return
    candidate = _write(person, wish, came)
    audit.record(actor=actor, verb="volunteers.candidate_signed_up", target=candidate)
    payload = {"candidate": str(candidate.public_id), "email": person.email_id}
    token = tokens.make(_SCOPE, payload, lasts=_LASTS)
    _mail(person, arrival.language, "volunteers.confirm", "volunteers:confirm", {"token": token})


def _write(person: people.Person, wish: Wish, came: people.Came | None) -> Candidate:
    # What they sent before and never confirmed is replaced: the last form is what they mean.
    Candidate.objects.filter(person_id=person.id, state=CandidateState.UNCONFIRMED).delete()
    place = place_of(wish.postal_code)
    candidate = Candidate.objects.create(
        person_id=person.id,
        region=place.region,
        lat=place.lat,
        lon=place.lon,
        came=[came.source, came.medium, came.campaign] if came else [],
        **{key: value for key, value in asdict(wish).items() if key != "themes"},
    )
    candidate.themes.set(Theme.objects.filter(code__in=wish.themes))
    return candidate


def read_candidate(token: str) -> Candidate:
    """Return whom a link would confirm; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or its sign-up was replaced or forgotten.
    """
    return _find(tokens.read(_SCOPE, token))


@transaction.atomic
def confirm(*, token: str, proof: people.Proof) -> Candidate:
    """Confirm a sign-up: the address, the consents, and that the search begins; twice is once.

    Raises:
        LinkError: the link is too old, was changed, or its sign-up was replaced or forgotten.
    """
    payload = tokens.read(_SCOPE, token)
    candidate = _find(payload)
    if candidate.state != CandidateState.UNCONFIRMED:
        return candidate
    is_theirs = people.confirm_intake(
        person_id=candidate.person_id, email_id=payload["email"], consents=CONSENTS, proof=proof
    )
    if not is_theirs:
        raise tokens.LinkInvalid(_SCOPE)
    # The person is locked by now: a second click comes after this one.
    candidate.refresh_from_db()
    if candidate.state == CandidateState.UNCONFIRMED:
        begin_search(actor=Actor.person(candidate.person_id), candidate=candidate)
    return candidate


def begin_search(*, actor: Actor, candidate: Candidate) -> None:
    """Have a search begin now, with the promise of its region."""
    candidate.state = CandidateState.OPEN
    candidate.confirmed_at = timezone.now()
    candidate.promised_until = promised_by(today(), _days(candidate))
    candidate.save(update_fields=["state", "confirmed_at", "promised_until"])
    audit.record(actor=actor, verb="volunteers.candidate_confirmed", target=candidate)


def _days(candidate: Candidate) -> int:
    working = candidate.region.working_region_id if candidate.region else None
    promise = RegionPromise.objects.filter(region=working).first()
    return promise.days if promise else DEFAULT_DAYS


def _find(payload: dict[str, Any]) -> Candidate:
    candidates = Candidate.objects.filter(person__anonymised_at=None).select_related("person")
    candidate = candidates.filter(public_id=payload["candidate"]).first()
    if candidate is None:
        raise tokens.LinkInvalid(_SCOPE)
    return candidate


def _mail(
    person: people.Person, language: str, kind: str, view: str, arguments: dict[str, object]
) -> None:
    messages.send(
        actor=Actor.visitor(),
        kind=kind,
        to=person.email,
        language=language,
        variables={
            "first_name": person.first_name,
            "link_url": messages.link(view, language=language, **arguments),
        },
        key=f"{kind}:{uuid4()}",
        person_id=person.id,
    )


@transaction.atomic
def forget_unconfirmed(*, actor: Actor, days: int = 30) -> int:
    """Delete sign-ups that nobody confirmed in so many days; return how many.

    The person stays or goes by the rules of people.
    """
    before = timezone.now() - timedelta(days=days)
    old = Candidate.objects.filter(state=CandidateState.UNCONFIRMED, signed_up_at__lt=before)
    count = 0
    for candidate in old:
        audit.record(actor=actor, verb="volunteers.sign_up_forgotten", target=candidate)
        audit.forget(Candidate, [candidate.pk])
        candidate.delete()
        count += 1
    return count
