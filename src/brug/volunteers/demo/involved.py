"""Build fictional volunteers of the house: agreements, welcome, hours, costs, goodbyes."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.people import api as people
from brug.volunteers.enums import ClaimKind, LeaveReason, Means, PaperKind, Scheme, Way
from brug.volunteers.models import DocumentKind, Involvement, PaperText, Task
from brug.volunteers.queries.welcome import checklist
from brug.volunteers.services import (
    accounts,
    agreements,
    claiming,
    deciding,
    documents,
    hours,
    involvements,
    paper_texts,
    parting,
    paying,
    reviewing,
    signing,
    welcoming,
)
from brug.volunteers.services.claiming import Wanted
from brug.volunteers.services.hours import Given
from brug.volunteers.services.involvements import Terms
from brug.volunteers.services.signing import Signing

_FACTS = {
    "nl": ("vzw, 0123.456.789, Brugstraat 1, 1000 Brussel", "mensen op de vlucht verwelkomen"),
    "fr": (
        "asbl, 0123.456.789, rue du Pont 1, 1000 Bruxelles",
        "accueillir les personnes en fuite",
    ),
    "en": ("non-profit, 0123.456.789, Brugstraat 1, 1000 Brussels", "to welcome people on the run"),
}
_INSURANCE = "Voorbeeldverzekering, polis 12/345"
_WORK = ("Onthaal", "Telefoondienst", "Begeleiding", "Klaarzetten en opruimen", "Overleg")
_ACCOUNT = "BE68539007547034"


def build_involved(context: DemoContext) -> None:
    """Publish the texts, then begin with volunteers of the house and let them do their things."""
    movement: Any = context.made["people.movement"]
    random, actor = context.random, context.actor
    _texts(actor)
    keys = random.sample(
        movement.volunteers, min(160 if context.is_full else 16, len(movement.volunteers))
    )
    context.say(f"{len(keys)} volunteers of the house, with agreements, hours and costs")
    tasks = list(Task.objects.exclude(code="group"))
    for number, key in enumerate(keys):
        person = people.person(key)
        if not person.email:
            continue
        involvement = _begin(actor, random, person, tasks[number % len(tasks)], number)
        _sign(actor, involvement, person, number)
        _welcome(actor, random, involvement, number)
        _give(actor, random, involvement, number)
        if number % 8 == 7:
            parting.part(
                actor=actor,
                involvement=involvement,
                ended_on=today() - timedelta(days=random.randint(1, 20)),
                reason=random.choice(list(LeaveReason)),
            )
    paying.make_run(actor=actor)


def _texts(actor: Actor) -> None:
    for draft in PaperText.objects.filter(published_at=None):
        legal, aim = _FACTS[draft.language]
        facts = iter((legal, aim, _INSURANCE, _INSURANCE))
        parts = draft.body.split("[")
        body = parts[0] + "".join(next(facts) + part.partition("]")[2] for part in parts[1:])
        paper_texts.write_draft(
            actor=actor,
            kind=PaperKind(draft.kind),
            language=draft.language,
            title=draft.title,
            body=body,
        )
        paper_texts.publish(actor=actor, text=draft, valid_from=today())


def _begin(
    actor: Actor, random: Random, person: people.Person, task: Task, number: int
) -> Involvement:
    scheme = (Scheme.NONE, Scheme.FLAT, Scheme.REAL)[number % 3]
    terms = Terms(
        task=task, scheme=scheme, day_amount=Decimal("25.00") if scheme == Scheme.FLAT else None
    )
    # One of each dozen has an anniversary these days.
    days = 365 * random.randint(1, 4) if number % 12 == 0 else random.randint(40, 900)
    return involvements.begin(
        actor=actor,
        arrival=people.Arrival(email=person.email, first_name=person.first_name),
        initiative=None,
        terms=terms,
        began_on=today() - timedelta(days=days),
    )


def _sign(actor: Actor, involvement: Involvement, person: people.Person, number: int) -> None:
    """Most signed both papers; some still have to."""
    for kind in PaperKind if number % 5 else [PaperKind.NOTE]:
        agreement = agreements.ask(actor=actor, involvement=involvement, kind=kind)
        if number % 5:
            told = Signing(person.name, agreement.fingerprint, Way.LINK, person.language)
            own = Actor.person(involvement.person_id)
            signing.sign(actor=own, agreement=agreement, signing=told)


def _welcome(actor: Actor, random: Random, involvement: Involvement, number: int) -> None:
    lines = checklist(involvement)
    for line in lines[: len(lines) - number % 3]:
        welcoming.tick(
            actor=actor, involvement=involvement, step=line.step, done_on=involvement.began_on
        )
    kind = DocumentKind.objects.filter(tasks=involvement.task_id).first()
    if kind is not None and number % 4:
        until = today() + timedelta(days=random.choice((20, 45, 400, 700)))
        documents.note_seen(
            actor=actor,
            involvement=involvement,
            kind=kind,
            seen_on=involvement.began_on,
            valid_until=until,
        )
    if number % 6 == 1:
        reviewing.plan_review(
            actor=actor,
            involvement=involvement,
            planned_on=today() + timedelta(days=random.randint(1, 21)),
        )


def _give(actor: Actor, random: Random, involvement: Involvement, number: int) -> None:
    """Hours of the last weeks, and for who is paid back some claims."""
    own = Actor.person(involvement.person_id)
    for week in range(1, 5):
        day = today() - timedelta(days=7 * week + number % 5)
        given = Given(day, Decimal(random.choice(("2", "3", "3.5"))), random.choice(_WORK))
        hours.note_hours(actor=own, involvement=involvement, given=given)
        if involvement.scheme != Scheme.NONE:
            _claim(actor, own, involvement, day, week)
    if involvement.scheme != Scheme.NONE and number % 4:
        accounts.keep_account(
            actor=own,
            person_id=involvement.person_id,
            iban=_ACCOUNT,
            holder=involvement.person.name,
        )


def _claim(actor: Actor, own: Actor, involvement: Involvement, day: date, week: int) -> None:
    wanted = Wanted(ClaimKind.TRAVEL, day, km=14, means=Means.BICYCLE, what="Heen en terug")
    if involvement.scheme == Scheme.FLAT:
        wanted = Wanted(ClaimKind.FLAT, day)
    elif week % 2:
        wanted = Wanted(ClaimKind.REAL, day, amount=Decimal("7.80"), what="Trein")
    made = claiming.claim(actor=own, involvement=involvement, wanted=wanted)
    if week > 1:
        deciding.decide(actor=actor, claim=made)
