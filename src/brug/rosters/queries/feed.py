"""Somebody's shifts as a calendar that other programs read (RFC 5545)."""
# messages: public

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.rosters.models import Assignment, Volunteer

_BACK = timedelta(days=92)


def calendar_of(volunteer: Volunteer) -> bytes:
    """Return somebody's shifts of the last three months and all to come, in their language.

    Moments are in UTC: every program knows it. A seat keeps its number, so that a program that
    reads it again changes what it has instead of adding.
    """
    # It takes a third of a second and the rules of all time zones; few processes serve calendars.
    from icalendar import Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//Brug//Rosters//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("My shifts"))
    rows = Assignment.objects.standing().filter(
        volunteer=volunteer,
        shift__cancelled_at=None,
        shift__ends__gt=timezone.now() - _BACK,
    )
    host = settings.BASE_URL.partition("://")[2].partition("/")[0]
    for one in rows.select_related("shift__service", "need__role").order_by("shift__starts"):
        shift = one.shift
        event = Event()
        event.add("uid", f"{one.public_id}@{host}")
        event.add("dtstamp", one.changed_at)
        event.add("last-modified", one.changed_at)
        event.add("dtstart", shift.starts)
        event.add("dtend", shift.ends)
        event.add("summary", " · ".join(filter(None, [shift.service.name, shift.name])))
        if shift.service.place:
            event.add("location", shift.service.place)
        if shift.service.about or one.need.role:
            event.add(
                "description",
                "\n".join(filter(None, [str(one.need.role or ""), shift.service.about])),
            )
        calendar.add_component(event)
    return bytes(calendar.to_ical())
