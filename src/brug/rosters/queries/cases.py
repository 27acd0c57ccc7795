"""Shifts and people as the rules want them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from brug.kernel.periods import add_months
from brug.kernel.registries.occupied import busy_elsewhere
from brug.rosters import rules
from brug.rosters.models import Assignment, Availability, Away, Membership, Shift, Volunteer
from brug.rosters.rules.times import PARTS, Otherwise, available

# What wishes weigh beside each other: a service that somebody is glad to be in, a time that suits.
_LIKING, _PREFERRED = 2, 1
CARRIED_DAYS = 28  # how long back load counts for fairness


def zone() -> ZoneInfo:
    """Return the house's time zone."""
    return timezone.get_default_timezone()


def member_of(service_id: int) -> str:
    """Return the role that whoever helps in a service has: for needs of no other role."""
    return f"member:{service_id}"


def service_key(service_id: int) -> str:
    """Return how the rules call a service: no shift is called so."""
    return f"service:{service_id}"


def shift_case(shift: Shift) -> rules.Shift:
    """Return a shift (read by ``with_needs``) as the rules want it, in local time."""
    return rules.Shift(
        shift.pk,
        service_key(shift.service_id),
        shift.starts.astimezone(zone()),
        shift.ends.astimezone(zone()),
        tuple(
            rules.Need(
                str(need.role_id) if need.role_id else member_of(shift.service_id),
                frozenset(need.languages),
                need.count,
            )
            for need in shift.needs.all()
        ),
    )


@dataclass(frozen=True)
class _Frame:
    """The days that people are read for."""

    first: date
    last: date

    @classmethod
    def around(cls, shifts: Collection[rules.Shift]) -> "_Frame":
        """Return the days from the first shift to the end of the last."""
        return cls(min(one.starts for one in shifts).date(), max(one.ends for one in shifts).date())

    def wide(self) -> tuple[datetime, datetime]:
        """Whole months and weeks around it, and what came before that counts for fairness."""
        start = min(
            self.first.replace(day=1) - timedelta(days=7), self.first - timedelta(CARRIED_DAYS)
        )
        after = add_months(self.last.replace(day=1), 1) + timedelta(days=7)
        return _at(start), _at(after)


def _at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone())


def volunteer_cases(
    volunteers: QuerySet[Volunteer], shifts: Sequence[rules.Shift]
) -> list[rules.Volunteer]:
    """Return people as the rules want them for some shifts, in a fixed number of queries.

    Seats that they hold on other shifts are ``worked``; what they hold on these is left to the
    caller. Who never said when they can come, cannot.
    """
    if not shifts:
        return []
    frame = _Frame.around(shifts)
    people = list(_with_times(volunteers, frame))
    held = _held(people, frame, leave_out={one.id for one in shifts})
    busy: dict[int, list[rules.Span]] = defaultdict(list)
    keys = [one.person_id for one in people]
    for _source, one in busy_elsewhere(keys, *frame.wide(), than="rosters"):
        busy[one.person_id].append(rules.Span(one.starts, one.ends))
    return [_case(one, shifts, frame, held[one.pk], busy[one.person_id]) for one in people]


def _with_times(volunteers: QuerySet[Volunteer], frame: _Frame) -> QuerySet[Volunteer]:
    members = Membership.objects.filter(until=None).prefetch_related("roles")
    aways = Away.objects.filter(first_day__lte=frame.last, day_after__gt=frame.first)
    return volunteers.select_related("person").prefetch_related(
        Prefetch("memberships", members),
        Prefetch("times", Availability.objects.all()),
        Prefetch("aways", aways),
    )


def _held(
    people: Sequence[Volunteer], frame: _Frame, leave_out: Collection[rules.Id]
) -> dict[int, list[rules.Span]]:
    first, after = frame.wide()
    rows = (
        Assignment.objects.standing()
        .filter(volunteer__in=people, shift__cancelled_at=None)
        .filter(shift__starts__lt=after, shift__ends__gt=first)
        .values_list("volunteer", "shift", "shift__starts", "shift__ends")
    )
    found: dict[int, list[rules.Span]] = defaultdict(list)
    for volunteer, shift, starts, ends in rows:
        if shift not in leave_out:
            # Weeks and months are those of the clock on the wall.
            found[volunteer].append(rules.Span(starts.astimezone(zone()), ends.astimezone(zone())))
    return found


def _case(
    one: Volunteer,
    shifts: Sequence[rules.Shift],
    frame: _Frame,
    worked: list[rules.Span],
    busy: list[rules.Span],
) -> rules.Volunteer:
    weekly = [(time.weekday, time.part) for time in one.times.all()]
    aways = [
        Otherwise(away.first_day, away.day_after, away.can_come, away.part)
        for away in one.aways.all()
    ]
    roles = {member_of(member.service_id) for member in one.memberships.all()}
    for member in one.memberships.all():
        roles |= {str(role.pk) for role in member.roles.all()}
    before = min(shift.starts for shift in shifts)
    since = before - timedelta(days=CARRIED_DAYS)
    return rules.Volunteer(
        one.pk,
        roles=frozenset(roles),
        languages=frozenset(one.languages),
        available=available(weekly, aways, frame.first, frame.last, zone()),
        busy=tuple(busy),
        worked=tuple(worked),
        carried=sum(since <= span.starts < before for span in worked),
        wishes=_wishes(one, shifts),
        most_week=one.most_week,
        most_month=one.most_month,
        rest=None if one.rest_hours is None else timedelta(hours=one.rest_hours),
    )


def _wishes(one: Volunteer, shifts: Iterable[rules.Shift]) -> dict[rules.Id, int]:
    """Points by service, and by shift where its time suits as well."""
    points: dict[rules.Id, int] = {
        service_key(member.service_id): _LIKING * member.liking
        for member in one.memberships.all()
        if member.liking
    }
    glad = {(time.weekday, time.part) for time in one.times.all() if time.is_preferred}
    if glad:
        for shift in shifts:
            if (shift.starts.weekday(), part_of(shift.starts)) in glad:
                points[shift.id] = points.get(shift.service, 0) + _PREFERRED
    return {key: value for key, value in points.items() if value}


def part_of(starts: datetime) -> str:
    """Return the part of the day in which a shift begins; at noon it is the afternoon."""
    local = starts.astimezone(zone()).time()
    found = [name for name, (first, _until) in PARTS.items() if first <= local]
    return found[-1]
