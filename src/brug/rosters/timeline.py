"""What the rosters room tells of a person's history."""
# messages: public

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.periods import noon_of
from brug.kernel.registries.timeline import TimelineEntry, TimelineSource, timeline_sources
from brug.rosters.enums import AssignmentState
from brug.rosters.links import service_url, shift_url
from brug.rosters.models import Assignment, Membership, Volunteer

_TOLD = (AssignmentState.PRESENT, AssignmentState.NO_SHOW, AssignmentState.EXCUSED)


def _entries(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    if not Volunteer.objects.filter(person_id=person_id).exists():
        return
    until = until or timezone.now()
    found = [*_shifts(person_id, actor, limit, until), *_services(person_id, actor, until)]
    found.sort(key=lambda entry: entry.when, reverse=True)
    yield from found[:limit]


def _shifts(person_id: int, actor: Actor, limit: int, until: datetime) -> Iterator[TimelineEntry]:
    rows = Assignment.objects.visible_to(actor).filter(
        volunteer__person_id=person_id, state__in=_TOLD, shift__starts__lte=until
    )
    rows = rows.select_related("shift__service").order_by("-shift__starts", "-pk")
    for row in rows[:limit]:
        yield TimelineEntry(
            when=row.shift.starts,
            text=_("Shift: %(service)s") % {"service": row.shift.service},
            icon="calendar",
            url=shift_url(row.shift.public_id) if actor.user is not None else "",
            detail=str(row.get_state_display()),
        )


def _services(person_id: int, actor: Actor, until: datetime) -> Iterator[TimelineEntry]:
    seen = Volunteer.objects.visible_to(actor).filter(person_id=person_id).order_by()
    rows = Membership.objects.filter(volunteer__in=seen.values("pk")).select_related("service")
    for row in rows:
        where = {"service": row.service}
        url = service_url(row.service.public_id) if actor.user is not None else ""
        began = min(noon_of(row.since), timezone.now())
        if began <= until:
            text = _("Helps in shifts: %(service)s") % where
            yield TimelineEntry(when=began, text=text, icon="hands", url=url)
        if row.until and (ended := min(noon_of(row.until), timezone.now())) <= until:
            text = _("No longer helps in shifts: %(service)s") % where
            yield TimelineEntry(when=ended, text=text, icon="close", url=url)


timeline_sources.register(
    TimelineSource(name="rosters.shifts", label=gettext_lazy("Shifts"), entries=_entries)
)
