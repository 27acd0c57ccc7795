"""Groups, openings and candidates, for tests, made as people make them."""

from datetime import timedelta

from django.utils import timezone

from brug.kernel.models import PostalCode, Region
from brug.people import api as people
from brug.people.models import Contact
from brug.volunteers.enums import Answer, Side
from brug.volunteers.models import Candidate, Initiative, Opening, Proposal
from brug.volunteers.services import answering, proposing
from brug.volunteers.services.bringing_along import Past, bring_lead, bring_search
from brug.volunteers.services.initiatives import Card, add_initiative, list_initiative
from brug.volunteers.services.openings import Sought, make_opening
from brug.volunteers.services.signing_up import Wish
from tests.factories.kernel import HOUSE
from tests.factories.people import make_municipality, make_person

PROOF = people.Proof(where="sign-up")


def make_place(code: str) -> Region:
    """A municipality that lies somewhere, so that pages tell how far away it is."""
    town = make_municipality(code)
    PostalCode.objects.filter(code=code).update(lat=51.05, lon=3.72)
    return town


def make_initiative(
    name: str = "Welkom aan de Vaart", code: str = "9000", **told: object
) -> Initiative:
    """A listed initiative; more as in ``Card``."""
    make_place(code)
    card = Card(postal_code=code, **told)  # type: ignore[arg-type]
    initiative = add_initiative(actor=HOUSE, name=name, card=card)
    list_initiative(actor=HOUSE, initiative=initiative)
    return initiative


def make_lead(initiative: Initiative, email: str = "mieke@example.org") -> Contact:
    """Somebody who leads an initiative."""
    person = make_person("Maes", "Mieke", email=email, email_confirmed_at=timezone.now())
    bring_lead(
        actor=HOUSE,
        initiative_id=initiative.pk,
        person_id=person.pk,
        since=timezone.localdate(),
    )
    return person


def make_free_opening(initiative: Initiative, title: str = "Taaltafel", **told: object) -> Opening:
    """An opening; more as in ``Sought``."""
    sought = Sought(title=title, **told)  # type: ignore[arg-type]
    return make_opening(actor=HOUSE, initiative=initiative, sought=sought)


def make_candidate(
    person: Contact | None = None, code: str = "9000", days: int = 1, **told: object
) -> Candidate:
    """Somebody who looks for a place since so many days; more as in ``Wish``."""
    make_place(code)
    person = person or make_person("Rahimi", "Amina", email="amina@example.org", postal_code=code)
    return bring_search(
        actor=HOUSE,
        past=Past(
            person_id=person.pk,
            wish=Wish(postal_code=code, **told),  # type: ignore[arg-type]
            signed_up_at=timezone.now() - timedelta(days=days),
        ),
    )


def agree(candidate: Candidate, opening: Opening) -> Proposal:
    """A proposal to which both said yes."""
    proposal = proposing.propose(actor=HOUSE, candidate=candidate, opening=opening)
    for side in Side:
        proposal = answering.answer(actor=HOUSE, proposal=proposal, side=side, word=Answer.YES)
    return proposal
