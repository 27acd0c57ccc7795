"""Note what somebody asks about their data, who handles it, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.enums import RequestKind
from brug.people.models import Contact, RightsRequest
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.models.rights_request import HOLDING
from brug.people.rules.names import clean
from brug.people.rules.rights import MOST_EXTRA, due_on, may_extend
from brug.people.services.rights import locked, require_over

RIGHT = "people.handle_requests"
_LONGEST = 4_000  # letters of what somebody asks


@dataclass(frozen=True)
class Asked:
    """What came in: what is asked, how and when, in which words, and how it is known who asks."""

    kind: RequestKind
    way: RequestWay
    received_on: date
    details: str = ""
    identity: str = ""


@transaction.atomic
def note_request(*, actor: Actor, person_id: int, asked: Asked) -> RightsRequest:
    """Note a request; one of the same kind that stands already is returned as it is.

    From now on nobody who wants to be forgotten, or their data left alone, is asked or sent
    anything. People may ask for themselves: their link shows who they are.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: it came in on a day to come, or the person was forgotten.
    """
    person = locked(person_id)
    require_over(actor, RIGHT, person)
    if person.anonymised_at is not None:
        raise ValidationError(_("This person was forgotten."))
    if asked.received_on > today():
        raise ValidationError({"received_on": _("That day is still to come.")})
    present = person.rights_requests.standing().filter(kind=asked.kind).first()
    if present is not None:
        return present
    request = RightsRequest.objects.create(
        person=person,
        kind=asked.kind,
        way=asked.way,
        received_on=asked.received_on,
        details=asked.details.strip()[:_LONGEST],
        identity=Identity.LINK if actor.person_id is not None else asked.identity,
        due_on=due_on(asked.received_on),
        holds=asked.kind in HOLDING,
    )
    audit.record(
        actor=actor,
        verb="people.request_noted",
        target=person,
        note=f"{request.kind} {request.pk}",
    )
    return request


@transaction.atomic
def take_up(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Make the actor the one who handles it.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: it was answered already.
    """
    return change(actor, request, {"handler": actor.user})


@transaction.atomic
def check_identity(*, actor: Actor, request: RightsRequest, identity: str) -> RightsRequest:
    """Note how it is known that the person themself asks.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: it was answered already.
    """
    return change(actor, request, {"identity": Identity(identity)})


@transaction.atomic
def extend(*, actor: Actor, request: RightsRequest, months: int, reason: str) -> RightsRequest:
    """Take one or two months more, with the reason (GDPR art. 12(3)): the person is told within
    the first month, by whoever handles it.

    Raises:
        PermissionDenied: the actor may not handle requests, or not of this person.
        ValidationError: no reason, too many months, the first month is over, or it was answered.
    """
    if not 1 <= months <= MOST_EXTRA:
        raise ValidationError({"months": _("One or two months more are possible.")})
    if not clean(reason, 300):
        raise ValidationError({"reason": _("The law asks for a reason.")})
    if not may_extend(request.received_on, today()):
        raise ValidationError(_("The first month is over: it can no longer be extended."))
    return change(
        actor,
        request,
        {
            "extra_months": months,
            "extension_reason": clean(reason, 300),
            "due_on": due_on(request.received_on, months),
        },
    )


def change(
    actor: Actor,
    request: RightsRequest,
    values: Mapping[str, object],
    *,
    verb: str = "people.request_changed",
    right: str = RIGHT,
    is_for_themselves: bool = False,
) -> RightsRequest:
    """Change a request that stands, with a line in the trail of its person; part of a service.

    ``is_for_themselves``: the person may do so too.

    Raises:
        PermissionDenied: the actor lacks ``right``, or does not see the person.
        ValidationError: it was answered already.
    """
    person: Contact = locked(request.person_id)
    if not is_for_themselves:
        actor.require(right)
    require_over(actor, right, person)
    kept = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not kept.stands:
        raise ValidationError(_("This was answered already."))
    before = audit.snapshot(kept)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    after = audit.snapshot(kept)
    hidden = {"details", "outcome"}
    audit.record(
        actor=actor,
        verb=verb,
        target=person,
        before={name: value for name, value in before.items() if name not in hidden},
        after={name: value for name, value in after.items() if name not in hidden},
        note=f"{kept.kind} {kept.pk}",
    )
    return kept
