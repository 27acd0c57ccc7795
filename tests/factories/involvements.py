"""Volunteers of the house and the texts that they sign, for tests, made as people make them."""

from datetime import date, timedelta
from decimal import Decimal

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.people.models import Contact
from brug.volunteers.enums import PaperKind, Scheme, Way
from brug.volunteers.models import Agreement, Initiative, Involvement, PaperText, Task
from brug.volunteers.services import agreements, involvements, paper_texts, signing
from brug.volunteers.services.involvements import Terms
from brug.volunteers.services.signing import Signing
from tests.factories.kernel import HOUSE


def make_texts() -> None:
    """Publish every draft that the house starts with, its open facts filled in."""
    for draft in PaperText.objects.filter(published_at=None):
        body = draft.body.replace("[", "").replace("]", "")
        paper_texts.write_draft(
            actor=HOUSE,
            kind=PaperKind(draft.kind),
            language=draft.language,
            title=draft.title,
            body=body,
        )
        paper_texts.publish(actor=HOUSE, text=draft, valid_from=today())


def make_task(code: str = "infodesk") -> Task:
    """A role of volunteers."""
    return Task.objects.get(code=code)


def make_involved(
    person: Contact | None = None,
    initiative: Initiative | None = None,
    began_on: date | None = None,
    **told: object,
) -> Involvement:
    """A volunteer of the house since ninety days; more as in ``Terms``."""
    email = person.emails.earliest("pk").address if person else "amina@example.org"
    arrival = people.Arrival(
        email=email,
        first_name=person.first_name if person else "Amina",
        last_name=person.last_name if person else "Rahimi",
    )
    terms = Terms(**{"task": make_task(), **told})  # type: ignore[arg-type]
    return involvements.begin(
        actor=HOUSE,
        arrival=arrival,
        initiative=initiative,
        terms=terms,
        began_on=began_on or today() - timedelta(days=90),
    )


def make_flat(amount: str = "30.00", **told: object) -> Involvement:
    """A volunteer with a fixed amount a day, in euro."""
    return make_involved(scheme=Scheme.FLAT, day_amount=Decimal(amount), **told)  # type: ignore[arg-type]


def signing_of(agreement: Agreement, name: str = "Amina Rahimi") -> Signing:
    """What somebody does who signs an agreement as it was sent."""
    return Signing(name, agreement.fingerprint, Way.LINK, "nl")


def make_signed(involvement: Involvement) -> Agreement:
    """An agreement that its volunteer signed."""
    agreement = agreements.ask(actor=HOUSE, involvement=involvement, kind=PaperKind.NOTE)
    actor = Actor.person(involvement.person_id)
    return signing.sign(actor=actor, agreement=agreement, signing=signing_of(agreement))
