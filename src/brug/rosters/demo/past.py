"""The fictional past: who stood where."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from brug.kernel.periods import Period, today
from brug.kernel.registries.demo import DemoContext
from brug.rosters.models import Membership, Need, Service
from brug.rosters.services.bringing_along import PastSeat, bring_past
from brug.rosters.services.shifts import make_shifts

_JOURNAL = timedelta(days=400)


def past(context: DemoContext, services: list[Service], weeks: int) -> None:
    """Make the shifts of the weeks behind us, with who stood there."""
    monday = today() - timedelta(days=today().weekday())
    start = monday - timedelta(weeks=weeks)
    tomorrow = today() + timedelta(days=1)
    while start < tomorrow:
        end = min(tomorrow, start + timedelta(days=364))
        make_shifts(actor=context.actor, services=services, period=Period(start, end))
        start = end
    total = 0
    taken: set[tuple[int, date]] = set()
    for service in services:
        seats = list(_seats(context.random, service, taken))
        total += bring_past(
            actor=context.actor,
            service=service,
            seats=seats,
            journal_since=timezone.now() - _JOURNAL,
        )
    context.say(f"{total} places on shifts of {weeks} weeks, with hours")


def _seats(random: Random, service: Service, taken: set[tuple[int, date]]) -> Iterator[PastSeat]:
    """Whoever fits and stood there longest ago; some places stay open, some people do not come.

    ``taken`` are people with the days on which they stand anywhere already.
    """
    members = list(
        Membership.objects.filter(service=service)
        .select_related("volunteer")
        .prefetch_related("roles")
        .order_by("pk")
    )
    roles = {one.pk: {role.pk for role in one.roles.all()} for one in members}
    last: dict[int, date] = defaultdict(lambda: date.min)
    over = Need.objects.filter(shift__service=service, shift__ends__lte=timezone.now())
    needs = over.select_related("shift")
    for need in needs.order_by("shift__starts", "pk"):
        day = need.shift.day
        fit = [
            one
            for one in members
            if (not need.role_id or need.role_id in roles[one.pk])
            and set(need.languages) <= set(one.volunteer.languages)
            and (one.volunteer_id, day) not in taken
        ]
        fit.sort(key=lambda one: (last[one.pk], one.pk))
        for one in fit[: need.count]:
            if random.random() < 0.04:
                continue
            last[one.pk] = day
            taken.add((one.volunteer_id, day))
            yield PastSeat(need, one.volunteer_id, one.volunteer.person_id, random.random() > 0.03)
