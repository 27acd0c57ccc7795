"""Which deed an action is."""

from collections.abc import Mapping

from brug.kernel.access.actor import Actor
from brug.people.models import BulkChange
from brug.people.models.bulk_choices import AT_ONCE, BulkAction
from brug.people.services.bulk.deeds.acts import Engage
from brug.people.services.bulk.deeds.base import Deed, Values
from brug.people.services.bulk.deeds.card import SetLanguage, SetVolunteer
from brug.people.services.bulk.deeds.consents import Withdraw
from brug.people.services.bulk.deeds.groups import AddToGroup, TakeFromGroup
from brug.people.services.bulk.deeds.ties import Relate

DEEDS: Mapping[str, type[Deed]] = {
    BulkAction.ADD_TO_GROUP: AddToGroup,
    BulkAction.TAKE_FROM_GROUP: TakeFromGroup,
    BulkAction.LANGUAGE: SetLanguage,
    BulkAction.VOLUNTEER: SetVolunteer,
    BulkAction.RELATE: Relate,
    BulkAction.ENGAGE: Engage,
    BulkAction.WITHDRAW: Withdraw,
}


def right_of(action: str) -> str:
    """Return the right that an action asks."""
    return "people.export_contact" if action in AT_ONCE else DEEDS[action].right


def actions_for(actor: Actor) -> list[BulkAction]:
    """Return the actions to which the actor has the right."""
    return [action for action in BulkAction if actor.may(right_of(action))]


def deed_of(actor: Actor, change: BulkChange, values: Values | None = None) -> Deed:
    """Return the deed of a change, with its values or with others.

    Raises:
        ValidationError: what the values name is gone, or not there for the actor.
    """
    return DEEDS[change.action](actor, change.values if values is None else values, change.pk)
