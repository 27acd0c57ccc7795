"""The one way by which rosters mail somebody."""
# messages: public

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from brug.kernel import messages, tokens
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Shift, Volunteer

SHIFT_SCOPE = "rosters.shift"


COVER_SCOPE = "rosters.cover"


SWAP_SCOPE = "rosters.swap"


_LASTS = timedelta(days=60)


def facts_of(shift: Shift) -> dict[str, object]:
    """Return what each mail about a shift tells."""
    return {
        "service": shift.service.name,
        "day": shift.day,
        "hours": shift.hours,
        "place": shift.service.place,
    }


def send_to(
    actor: Actor,
    volunteer: Volunteer,
    kind: str,
    key: str,
    variables: Mapping[str, object],
    *,
    link: tuple[str, Any] | None = None,
    names: Iterable[int] = (),
) -> bool:
    """Queue a mail for somebody who has an address; tell whether there is one."""
    person = people.person(volunteer.person_id)
    if not person.email or person.is_forgotten:
        return False
    told = {"first_name": person.first_name, **variables}
    if link is not None:
        scope, payload = link
        token = tokens.make(scope, payload, lasts=_LASTS)
        view = {
            SHIFT_SCOPE: "rosters:by-link",
            COVER_SCOPE: "rosters:cover",
            SWAP_SCOPE: "rosters:swap-answer",
        }[scope]
        told["link_url"] = messages.link(view, language=person.language, token=token)
    messages.send(
        actor=actor,
        kind=kind,
        to=person.email,
        language=person.language,
        variables=told,
        key=key,
        person_id=person.id,
        names=list(names),
    )
    return True
