"""What ties the fictional people together: groups, members, target groups, notes."""

from datetime import date, timedelta
from random import Random

from brug.kernel.models import User
from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.kernel.roles import Role
from brug.people.demo.crowd import Crowd
from brug.people.demo.movement import Movement
from brug.people.demo.places import Place
from brug.people.demo.sizes import Size
from brug.people.models import TargetGroup
from brug.people.services.relations import Tie, relate_many
from brug.people.services.target_groups import GroupCard, add_to_target_group, make_target_group

_GROUPS = (
    ("supporters", "Achterban", "Iedereen die met ons meeleeft.", ""),
    ("local-groups", "Lokale groepen", "Vrijwilligersgroepen die nieuwkomers steunen.", ""),
    ("volunteers", "Vrijwilligers", "Wie bij ons of bij een groep helpt.", "supporters"),
    ("givers", "Schenkers", "Wie het voorbije jaar gaf.", "supporters"),
    ("monthly-givers", "Maandelijkse schenkers", "Wie een doorlopende opdracht heeft.", "givers"),
    ("walkers", "Wandelaars", "Wie meewandelde.", "supporters"),
    ("members", "Leden", "Wie in de algemene vergadering stemt.", ""),
    ("member-groups", "Leden: vrijwilligersorganisaties", "", "members"),
    ("member-professionals", "Leden: professionele organisaties", "", "members"),
    ("member-people", "Leden: individuen", "", "members"),
)


def tie_together(context: DemoContext, size: Size, crowd: Crowd, movement: Movement) -> None:
    """Tie volunteers to groups and members to the house; fill the target groups."""
    context.say("who belongs where")
    random, people = context.random, movement.people
    group_keys = [key for key, _place in movement.groups]
    by_region = _by_working_region(movement.groups)
    leads, helps = [], []
    for number, head in enumerate(crowd.volunteers):
        near = by_region.get(movement.places[head].working_region_id) or group_keys
        group = random.choice(near) if number >= len(group_keys) else group_keys[number]
        tie = Tie(people[head], group, starts_on=_some_day(random, today()))
        helps.append(tie)
        if number < len(group_keys):
            leads.append(tie)
    relate_many(actor=context.actor, kind="volunteers-in", ties=helps)
    relate_many(actor=context.actor, kind="leads", ties=leads)
    members = {
        "member-groups": group_keys[: size.member_groups],
        "member-professionals": movement.professionals,
        "member-people": movement.volunteers[-size.member_people :],
    }
    everyone = [key for keys in members.values() for key in keys]
    relate_many(
        actor=context.actor,
        kind="member-of",
        ties=[Tie(key, movement.house, _some_day(random, today())) for key in everyone],
    )
    _fill(
        context,
        {
            **members,
            "members": everyone,
            "local-groups": group_keys,
            "volunteers": movement.volunteers,
            "monthly-givers": [people[head] for head in crowd.monthly],
            "walkers": [people[head] for head in crowd.walkers[0]],
        },
    )


def _fill(context: DemoContext, contents: dict[str, list[int]]) -> None:
    made: dict[str, TargetGroup] = {}
    owner = User.objects.active().holding(Role.STAFF_COMMUNICATION).order_by("pk").first()
    for code, name, meaning, parent in _GROUPS:
        made[code] = make_target_group(
            actor=context.actor,
            code=code,
            card=GroupCard(name, meaning, made.get(parent), owner),
        )
        keys = contents.get(code, [])
        add_to_target_group(actor=context.actor, group=made[code], contact_ids=keys)


def _by_working_region(groups: list[tuple[int, Place]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for key, place in groups:
        found.setdefault(place.working_region_id, []).append(key)
    return found


def _some_day(random: Random, day: date) -> date:
    return day - timedelta(days=random.randint(20, 2400))
