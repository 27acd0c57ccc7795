"""What some of the fictional people asked about their data: late, soon due, waiting, answered."""

from datetime import timedelta

from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.people.demo.movement import Movement
from brug.people.enums import RequestKind
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.services.requests.ending import answer, plan_erasure
from brug.people.services.requests.noting import Asked, check_identity, extend, note_request

# Kind, days ago, in their words.
_OPEN = (
    (RequestKind.ACCESS, 45, "Welke gegevens hebben jullie van mij?"),
    (RequestKind.CORRECTION, 24, "Mijn familienaam is verkeerd gespeld."),
    (RequestKind.RESTRICTION, 3, "Graag even niets, ik verhuis."),
)


def ask_about_data(context: DemoContext, movement: Movement) -> None:
    """Note six requests, and do with each what staff would have done by now."""
    context.say("and what they asked about their data")
    actor, people = context.actor, iter(movement.volunteers)
    for kind, days, details in _OPEN:
        note_request(
            actor=actor,
            person_id=next(people),
            asked=Asked(kind, RequestWay.EMAIL, today() - timedelta(days=days), details),
        )
    waiting, done, longer = (
        note_request(
            actor=actor,
            person_id=next(people),
            asked=Asked(kind, RequestWay.LETTER, today() - timedelta(days=days)),
        )
        for kind, days in (
            (RequestKind.ERASURE, 2),
            (RequestKind.PORTABILITY, 60),
            (RequestKind.ACCESS, 20),
        )
    )
    for request in (waiting, done):
        check_identity(actor=actor, request=request, identity=Identity.KNOWN)
        request.refresh_from_db()
    plan_erasure(actor=actor, request=waiting)
    answer(actor=actor, request=done, is_granted=True, outcome="Bestand gemaild.")
    extend(actor=actor, request=longer, months=1, reason="Een deel ligt in het papieren archief.")
