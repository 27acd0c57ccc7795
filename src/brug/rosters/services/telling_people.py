"""The mails by which volunteers hear of their shifts: each occasion once."""
# messages: public

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Assignment, Shift, Volunteer
from brug.rosters.services.mailing import SHIFT_SCOPE, facts_of, send_to


def tell_assigned(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that they were put on a shift; the mail itself is the trace."""
    send_to(
        actor,
        assignment.volunteer,
        "rosters.assigned",
        f"rosters.assigned:{assignment.pk}",
        facts_of(assignment.shift),
        link=(SHIFT_SCOPE, [assignment.volunteer_id, assignment.pk]),
    )


def tell_taken_off(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that they need not come."""
    send_to(
        actor,
        assignment.volunteer,
        "rosters.taken_off",
        f"rosters.taken_off:{assignment.pk}",
        facts_of(assignment.shift),
    )


def tell_cancelled(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that their shift was called off."""
    shift = assignment.shift
    send_to(
        actor,
        assignment.volunteer,
        "rosters.cancelled",
        f"rosters.cancelled:{assignment.pk}",
        {**facts_of(shift), "reason": shift.cancel_reason},
    )


def remind(*, actor: Actor, assignment: Assignment) -> bool:
    """Mail somebody that they are expected; tell whether they have an address."""
    shift = assignment.shift
    return send_to(
        actor,
        assignment.volunteer,
        "rosters.reminder",
        f"rosters.reminder:{assignment.pk}",
        {**facts_of(shift), "about": shift.service.about},
        link=(SHIFT_SCOPE, [assignment.volunteer_id, assignment.pk]),
    )


def tell_published(
    *, actor: Actor, key: str, volunteer: Volunteer, shifts: Iterable[Shift], last_day: date
) -> None:
    """Mail somebody all shifts that they have in a roster that was published."""
    person = people.person(volunteer.person_id)
    with translation.override(person.language):
        until = date_format(last_day, "SHORT_DATE_FORMAT")
    send_to(
        actor,
        volunteer,
        "rosters.published",
        key,
        {
            "last_day": until,
            "shifts": [
                {"service": one.service.name, "day": one.day, "hours": one.hours} for one in shifts
            ],
        },
        link=(SHIFT_SCOPE, [volunteer.pk, 0]),
    )
