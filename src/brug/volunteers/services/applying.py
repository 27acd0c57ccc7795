"""A group asks for a page of its own."""
# messages: public

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.volunteers.models import Initiative
from brug.volunteers.services.initiatives import Card, add_unasked
from brug.volunteers.services.leads import ask_to_lead


@transaction.atomic
def apply_for_initiative(
    *, arrival: people.Arrival, proof: people.Proof, name: str, card: Card
) -> Initiative:
    """Take in a group that asks for a page, and mail who asks the link by which they lead it.

    It stands in the directory once a coordinator approves it.

    Raises:
        ValidationError: no name, no e-mail address, or a postal code that nobody knows.
    """
    actor = Actor.visitor()
    person = people.intake(actor=actor, arrival=arrival, proof=proof)
    initiative = add_unasked(actor, name, card)
    ask_to_lead(actor=actor, initiative=initiative, person=person)
    return initiative
