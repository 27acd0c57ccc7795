"""The fictional volunteers."""

from datetime import timedelta

from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.rosters.demo.services import TONGUES
from brug.rosters.enums import Part
from brug.rosters.models import Service, Volunteer
from brug.rosters.services.enrolling import enrol
from brug.rosters.services.times import tell_away, tell_times


def enrol_people(context: DemoContext, services: list[Service], people: list[int]) -> None:
    """Have people help in services, and tell when they can come."""
    random = context.random
    for number, key in enumerate(people):
        languages = {"nl"} | {code for code, share in TONGUES if random.random() * 100 < share}
        main = services[(0, 0, 0, 1, 2)[number % 5]]
        others = [one for one in services if one != main and random.random() < 0.25]
        for service in (main, *others):
            roles = list(service.roles.all())
            chosen = random.sample(roles, random.randint(1, len(roles))) if roles else []
            membership = enrol(
                actor=context.actor,
                service=service,
                person_id=key,
                role_ids=[one.pk for one in chosen],
                languages=languages,
                since=today() - timedelta(days=random.randint(60, 1_100)),
            )
        # A few have not told when they can come.
        if number % 20 != 19:
            _tell(context, membership.volunteer)


def _tell(context: DemoContext, volunteer: Volunteer) -> None:
    random = context.random
    days = random.sample(range(5), random.randint(2, 4))
    moments = {(day, part.value) for day in days for part in Part if random.random() < 0.7}
    preferred = {one for one in sorted(moments) if random.random() < 0.2}
    tell_times(
        actor=context.actor, volunteer=volunteer, moments=sorted(moments), preferred=preferred
    )
    if random.random() < 0.15:
        first = today() + timedelta(days=random.randint(2, 30))
        last = first + timedelta(days=random.randint(0, 12))
        tell_away(actor=context.actor, volunteer=volunteer, first_day=first, last_day=last)
