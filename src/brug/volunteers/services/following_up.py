"""Follow-ups: asked by mail on their day, answered by a link or noted at the desk."""
# messages: public

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.enums import FollowUpAnswer
from brug.volunteers.models import FollowUp
from brug.volunteers.services.rights import require_over_candidate

_SCOPE = "volunteers.follow_up"
_LASTS = timedelta(days=60)
A_PART = 50


@transaction.atomic
def ask_due(*, actor: Actor) -> int:
    """Mail a part of those whom it is time to ask how it goes; return how many follow-ups were.

    Each is asked once. Who stopped, was forgotten, or has no address is not asked.
    """
    due = (
        FollowUp.objects.select_for_update(of=("self",))
        .filter(due_on__lte=today(), asked_at=None, answered_at=None)
        .filter(placement__ended_on=None, placement__person__anonymised_at=None)
        .select_related("placement__proposal__opening__initiative__organisation")
    )
    rows = list(due.order_by("due_on", "pk")[:A_PART])
    for row in rows:
        row.asked_at = timezone.now()
        row.save(update_fields=["asked_at"])
        _mail(actor, row)
    return len(rows)


def _mail(actor: Actor, row: FollowUp) -> None:
    person = people.person(row.placement.person_id)
    audit.record(actor=actor, verb="volunteers.follow_up_asked", target=row.placement.candidate)
    if not person.email:
        return
    token = tokens.make(_SCOPE, row.pk, lasts=_LASTS)
    messages.send(
        actor=actor,
        kind="volunteers.follow_up",
        to=person.email,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "initiative": row.placement.proposal.opening.initiative.name,
            "link_url": messages.link(
                "volunteers:follow-up", language=person.language, token=token
            ),
        },
        key=f"volunteers.follow_up:{row.pk}",
        person_id=person.id,
    )


def read_follow_up(token: str) -> FollowUp:
    """Return what a link asks; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or its person is gone.
    """
    rows = FollowUp.objects.select_related(
        "placement__proposal__opening__initiative__organisation", "placement__candidate"
    )
    row = rows.filter(pk=tokens.read(_SCOPE, token), placement__person__anonymised_at=None).first()
    if row is None:
        raise tokens.LinkInvalid(_SCOPE)
    return row


@transaction.atomic
def note_how(
    *, actor: Actor, follow_up: FollowUp, word: FollowUpAnswer, note: str = ""
) -> FollowUp:
    """Keep how a placement goes: the person's own word by their link, or noted at the desk.

    A later word replaces an earlier one. That somebody stopped ends no placement by itself: whoever
    guides them sees it, and asks.

    Raises:
        PermissionDenied: the actor neither guides them nor is the one.
    """
    if actor.person_id is None:
        require_over_candidate(actor, follow_up.placement.candidate)
    elif actor.person_id != follow_up.placement.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    follow_up = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    follow_up.answer, follow_up.note = word, note.strip()
    follow_up.answered_at = timezone.now()
    follow_up.save(update_fields=["answer", "note", "answered_at"])
    audit.record(
        actor=actor,
        verb="volunteers.follow_up_answered",
        target=follow_up.placement.candidate,
        note=word.value,
    )
    return follow_up
