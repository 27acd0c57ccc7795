"""People in two regions, and shorthand for changing many of them."""

from collections.abc import Iterable

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.roles import Role
from brug.people.models import BulkChange, Contact
from brug.people.services.bulk.choosing import choose, set_values
from brug.people.services.bulk.starting import begin
from tests.factories.kernel import make_user


def actor_of(user: User) -> Actor:
    """The actor as a request would make it now."""
    return Actor.of_user(User.objects.get(pk=user.pk))


def keeper(region: Region | None = None) -> User:
    """Somebody who may change contacts: everywhere, or in one region."""
    return make_user(Role.COORDINATOR if region else Role.STAFF_MOVEMENT, region=region)


def draft(user: User, action: str, contacts: Iterable[Contact], **values: object) -> BulkChange:
    """A change of these contacts, asked and not begun."""
    chosen = Contact.objects.filter(pk__in=[one.pk for one in contacts])
    made = choose(actor=actor_of(user), action=action, contacts=chosen, told="proef")
    return set_values(actor=actor_of(user), change=made, values=values)


def change(user: User, action: str, contacts: Iterable[Contact], **values: object) -> BulkChange:
    """The same, done to the end."""
    made = begin(actor=actor_of(user), change=draft(user, action, contacts, **values))
    jobs.drain()
    return BulkChange.objects.get(pk=made.pk)


def fates(made: BulkChange) -> dict[str, str]:
    """Fate and reason of each contact, by family name."""
    rows = made.lines.values_list("contact__last_name", "fate", "reason")
    return {name: f"{fate}:{reason}".rstrip(":") for name, fate, reason in rows}
