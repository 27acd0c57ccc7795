"""Answer a request about somebody's data; plan an erasure, call it back, have it done."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.enums import RequestKind, RequestState
from brug.people.models import Contact, RightsRequest
from brug.people.services import consent
from brug.people.services.consent import Proof
from brug.people.services.requests.noting import RIGHT, change
from brug.people.services.rights import locked, require_over


@transaction.atomic
def answer(
    *, actor: Actor, request: RightsRequest, is_granted: bool, outcome: str
) -> RightsRequest:
    """End a request with what came of it; refused, the person is told why (GDPR art. 12(4)).

    Granting an objection withdraws every consent; granting a restriction leaves the data alone
    until ``lift``. An erasure is granted by ``plan_erasure`` or by forgetting at once.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: nobody noted how they know who asks, a refusal without its reason, an
            erasure that was not done, or it was answered already.
    """
    if is_granted and request.kind == RequestKind.ERASURE:
        raise ValidationError(_("Plan the erasure, or forget the person at once."))
    if is_granted and not request.identity:
        raise ValidationError(_("First note how you know who asks."))
    if not is_granted and not outcome.strip():
        raise ValidationError({"outcome": _("Say why: the person has a right to know.")})
    ended = change(
        actor,
        request,
        {
            "state": RequestState.DONE if is_granted else RequestState.REFUSED,
            "outcome": outcome.strip(),
            "closed_at": timezone.now(),
            "holds": is_granted and request.kind == RequestKind.RESTRICTION,
            "handler": request.handler or actor.user,
        },
        verb="people.request_ended",
    )
    if is_granted and request.kind == RequestKind.OBJECTION:
        consent.withdraw_all(
            actor=actor, person_id=request.person_id, proof=Proof(where=str(request))
        )
    return ended


@transaction.atomic
def lift(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """End a restriction that was granted: the data may be used again.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
    """
    person = locked(request.person_id)
    actor.require(RIGHT)
    require_over(actor, RIGHT, person)
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.holds = False
    request.save(update_fields=["holds"])
    audit.record(
        actor=actor,
        verb="people.request_changed",
        target=person,
        before={"holds": True},
        after={"holds": False},
        note=f"{request.kind} {request.pk}",
    )
    return request


@transaction.atomic
def plan_erasure(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Have somebody forgotten after the waiting time of the house; till then it can be called back.

    They get a mail with the day, and the way to call it back.

    Raises:
        PermissionDenied: the actor may not erase contacts, or not this one.
        ValidationError: it is another kind of request, or nobody noted how they know who asks.
    """
    if request.kind != RequestKind.ERASURE:
        raise ValidationError(_("Nobody asked to be forgotten."))
    if not request.identity:
        raise ValidationError(_("First note how you know who asks."))
    planned = change(
        actor,
        request,
        {
            "state": RequestState.WAITING,
            "runs_on": today() + timedelta(days=settings.BRUG_ERASURE_WAIT_DAYS),
            "handler": request.handler or actor.user,
        },
        verb="people.erasure_planned",
        right="people.delete_contact",
        is_for_themselves=True,
    )
    _confirm(actor, planned)
    return planned


def _confirm(actor: Actor, planned: RightsRequest) -> None:
    """Mail the day to who asked, so that nobody is forgotten at the word of another."""
    person = planned.person
    main = person.emails.filter(bounced_at=None).order_by("-is_primary", "pk").first()
    if main is None:
        return
    messages.send(
        actor=actor,
        kind="people.erasure_planned",
        to=main.address,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "runs_on": planned.runs_on,
            "my_url": messages.link("people:my", language=person.language),
        },
        key=f"people.erasure_planned:{planned.pk}:{planned.runs_on}",
        person_id=person.pk,
    )


@transaction.atomic
def call_back(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Take a request back, at the person's word: whatever it is, and an erasure as long as it
    waits.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: it was answered or done already.
    """
    return change(
        actor,
        request,
        {"state": RequestState.RECALLED, "closed_at": timezone.now(), "holds": False},
        verb="people.erasure_called_back",
        is_for_themselves=True,
    )


def close_requests(person: Contact) -> int:
    """End what a person asked once they are forgotten, and drop their words; part of an erasure.

    What stays says that they asked, when, and that it was done; whatever else they asked falls
    away. Returns how many it touched.
    """
    own = RightsRequest.objects.filter(person=person)
    asked = own.standing().filter(kind=RequestKind.ERASURE)
    asked.update(state=RequestState.DONE, closed_at=timezone.now())
    own.standing().update(state=RequestState.FELL_AWAY, closed_at=timezone.now())
    return own.update(details="", outcome="", extension_reason="", holds=False)
