"""What became of a frozen list: who came in since, who dropped, and because of what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, F, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today as house_today
from brug.people.models import Contact, FrozenList, FrozenMember
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.segments.compiling import base, q_of
from brug.people.queries.segments.explaining import words_of
from brug.people.queries.segments.values import check
from brug.people.rules.segments import Group, leaves, parse


def tree_then(frozen: FrozenList) -> Group:
    """Return the conditions of that moment.

    Raises:
        TreeError: they cannot be counted any more.
    """
    return parse(frozen.tree, check)


def held_bits(root: Group, today: date) -> Combinable:
    """Return an expression over contacts: a bit for each condition that is true."""
    total: Combinable = Value(0, output_field=BigIntegerField())
    for place, leaf in enumerate(leaves(root)):
        bit = Value(2**place, output_field=BigIntegerField())
        none = Value(0, output_field=BigIntegerField())
        total = total + Case(When(q_of(leaf, today), then=bit), default=none)
    return total


def lines_seen(actor: Actor, frozen: FrozenList) -> QuerySet[FrozenMember]:
    """Return the lines of a list of people whom the actor may see."""
    seen = Contact.objects.visible_to(actor).order_by().values("pk")
    rows = FrozenMember.objects.filter(frozen_list=frozen)
    return rows if actor.is_system else rows.filter(person__in=seen)


def why(root: Group, held: int) -> list[str]:
    """Return the conditions that were true of somebody, in words."""
    return [words_of(leaf) for place, leaf in enumerate(leaves(root)) if held >> place & 1]


@dataclass(frozen=True)
class Changed:
    """Somebody who came in or dropped, and what became true or stopped being so."""

    contact: Contact
    because: list[str]


def came_in(actor: Actor, frozen: FrozenList) -> ContactQuerySet:
    """Return whom the conditions of that moment choose now and did not then."""
    root = tree_then(frozen)
    then = FrozenMember.objects.filter(frozen_list=frozen).values("person")
    return _where(actor, frozen).filter(q_of(root, house_today())).exclude(pk__in=then)


def dropped(actor: Actor, frozen: FrozenList) -> ContactQuerySet:
    """Return whom the conditions of that moment chose then and do not now."""
    root = tree_then(frozen)
    now = _where(Actor.system("frozen"), frozen).filter(q_of(root, house_today())).values("pk")
    gone = FrozenMember.objects.filter(frozen_list=frozen).exclude(person__in=now)
    return base(actor).filter(pk__in=gone.values("person"))


def _where(actor: Actor, frozen: FrozenList) -> ContactQuerySet:
    contacts = base(actor)
    if frozen.regions is None:
        return contacts
    return contacts.filter(region__working_region__in=frozen.regions)


def reasons(frozen: FrozenList, contacts: Iterable[Contact]) -> Iterator[Changed]:
    """Yield for each contact what is otherwise than when the list was frozen."""
    root, shown = tree_then(frozen), list(contacts)
    keys = [contact.pk for contact in shown]
    now = dict(
        Contact.objects.filter(pk__in=keys)
        .annotate(bits=held_bits(root, house_today()))
        .values_list("pk", "bits")
    )
    rows = FrozenMember.objects.filter(frozen_list=frozen, person__in=keys)
    then = dict(rows.values_list("person", F("held")))
    for contact in shown:
        yield Changed(contact, _difference(root, then.get(contact.pk), now[contact.pk]))


def _difference(root: Group, then: int | None, now: int) -> list[str]:
    if then is None:
        return [_("now: %(what)s") % {"what": words} for words in why(root, now)]
    told = [_("no longer: %(what)s") % {"what": words} for words in why(root, then & ~now)]
    told += [_("now: %(what)s") % {"what": words} for words in why(root, now & ~then)]
    return told or [_("moved out of the regions of this list")]
