"""Build the fictional movement through the services of the people tier."""

from datetime import timedelta

from django.conf import settings
from django.utils.text import slugify

from brug.kernel.models import Practice
from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.people.demo import agreements, organisations
from brug.people.demo.acts import Deed, deeds_of_year
from brug.people.demo.asking import ask_around
from brug.people.demo.crowd import Crowd, gather
from brug.people.demo.individuals import Individuals, now_utc
from brug.people.demo.movement import Movement
from brug.people.demo.places import Places
from brug.people.demo.requests import ask_about_data
from brug.people.demo.seasons import years
from brug.people.demo.sizes import Size, size_of
from brug.people.demo.ties import tie_together
from brug.people.demo.ways import make_ways
from brug.people.enums import EngagementKind
from brug.people.services.consent_bulk import keep_many
from brug.people.services.journal_bulk import Act, record_many

# The working regions of the shipped tree in which the fictional movement is at home.
AREAS = ("ANT", "BVB", "LIM", "OVL", "WVL")
_PRACTICES = (
    "Refugee Walk",
    "Choose Solidarity",
    "Samen Gastvrij",
    "We Welcome",
    "World Refugee Day",
    "Network events for volunteers",
    "Startpunt",
    "Sharing information",
    "Connecting stories",
    "Joint positions",
)


def build(context: DemoContext) -> None:
    """Make people, groups, members, consents and three years of engagements.

    Leaves a ``Movement`` in ``context.made["people.movement"]``.
    """
    size, random, day = size_of(is_full=context.is_full), context.random, today()
    places = Places(random, AREAS)
    ways = make_ways(context.actor, day)
    crowd = gather(random, size)
    deeds = [deed for year in years(day) for deed in deeds_of_year(random, crowd, year, ways)]
    deeds.sort(key=lambda deed: deed.at)
    movement = _make_contacts(context, size, places, crowd, deeds)
    context.made["people.movement"] = movement
    context.say("their consents")
    keep_many(
        actor=context.actor,
        consents=agreements.consents(
            random=random,
            crowd=crowd,
            size=size,
            keys=movement.people,
            emails=movement.emails,
            now=now_utc(),
        ),
    )
    context.say(f"and {len(deeds):,} things that they did in three years")
    _record(context, movement, deeds)
    tie_together(context, size, crowd, movement)
    ask_around(context)
    ask_about_data(context, movement)


def _make_contacts(
    context: DemoContext, size: Size, places: Places, crowd: Crowd, deeds: list[Deed]
) -> Movement:
    actor, random, day = context.actor, context.random, today()
    house = organisations.make_house(actor, random, places.all[0], settings.BRUG_ORGANISATION_NAME)
    context.say(f"{size.groups} local groups and {size.member_professionals} partners")
    groups = organisations.make_groups(actor, random, places, size.groups, day)
    professionals = organisations.make_professionals(
        actor, random, places, size.member_professionals, day
    )
    context.say(f"{size.people:,} people")
    first_acts = {deed.head: deed.at - timedelta(minutes=5) for deed in reversed(deeds)}
    individuals = Individuals(random, places, now_utc())
    keys, emails, homes = individuals.make(actor, size.people, first_acts, set(crowd.volunteers))
    return Movement(
        house=house,
        people=keys,
        emails=emails,
        places=homes,
        groups=groups,
        volunteers=[keys[head] for head in crowd.volunteers],
        professionals=professionals,
    )


def _record(context: DemoContext, movement: Movement, deeds: list[Deed]) -> None:
    practices = {name: _practice(name) for name in _PRACTICES}
    by_code = {slugify(name): practice.pk for name, practice in practices.items()}
    record_many(
        actor=context.actor,
        acts=(
            Act(
                person_id=movement.people[deed.head],
                kind=deed.kind,
                occurred_at=deed.at,
                practice_id=by_code[deed.practice] if deed.practice else None,
                attribution_id=deed.way,
                amount=deed.amount,
                record=f"demo:{number}",
            )
            for number, deed in enumerate(deeds)
        ),
    )
    for number, group in enumerate(movement.groups):
        if number % 3 == 0:
            record_many(
                actor=context.actor,
                acts=[
                    Act(
                        person_id=group[0],
                        kind=EngagementKind.MEMBER_ACT,
                        occurred_at=deeds[-1 - number * 11].at,
                        practice_id=by_code["joint-positions"],
                        record=f"demo.group:{number}",
                    )
                ],
            )


def _practice(name: str) -> Practice:
    """The core practice of a plan that names it so; plans make theirs by the same code."""
    return Practice.objects.get_or_create(code=slugify(name), defaults={"name": name})[0]
