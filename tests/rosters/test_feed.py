"""The calendar feed: read by another program, secret, renewed."""

import re
from datetime import UTC, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.services import privacy
from brug.rosters.models import Assignment, Service, Volunteer
from brug.rosters.queries.feed import calendar_of
from brug.rosters.services import calendars, seating, single_shifts
from brug.rosters.services.catalogue import Card, change_service
from tests.factories.kernel import HOUSE
from tests.factories.rosters import make_helper, make_shift, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(service: Service) -> Assignment:
    """Somebody on a shift of a service with things to know that are awkward to write down."""
    card = Card(
        name="Startpunt",
        place="Gaucheretstraat 164; Brussel, België",
        about="Bel aan bij de groene deur.\nKom een kwartier vroeger: we overlopen samen de dag. "
        + "ያ " * 40,
    )
    change_service(actor=HOUSE, service=service, card=card)
    return put(make_helper(service), make_shift(service))


def events(volunteer: Volunteer) -> list:
    return list(Calendar.from_ical(calendar_of(volunteer)).walk("VEVENT"))


def test_a_feed_says_when_where_and_what(seat: Assignment) -> None:
    [event] = events(seat.volunteer)
    assert event.decoded("dtstart") == seat.shift.starts.astimezone(UTC)
    assert event.decoded("dtend") == seat.shift.ends.astimezone(UTC)
    assert str(event["summary"]) == "Startpunt"
    assert str(event["location"]) == "Gaucheretstraat 164; Brussel, België"
    assert "groene deur.\nKom" in str(event["description"])


def test_lines_are_as_the_standard_wants_them(seat: Assignment) -> None:
    text = calendar_of(seat.volunteer)
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert re.search(rb"DTSTART:\d{8}T\d{6}Z\r\n", text)
    for name in (b"PRODID", b"VERSION:2.0", b"UID", b"DTSTAMP"):
        assert name in text


def test_a_seat_keeps_its_number_and_what_is_gone_is_gone(seat: Assignment) -> None:
    before = [str(one["uid"]) for one in events(seat.volunteer)]
    assert before == [str(one["uid"]) for one in events(seat.volunteer)]
    seating.unassign(actor=HOUSE, assignment=seat)
    assert events(seat.volunteer) == []


def test_a_shift_that_was_called_off_leaves_the_feed(seat: Assignment) -> None:
    single_shifts.cancel_shift(actor=HOUSE, shift=seat.shift, reason="Ziek")
    assert events(seat.volunteer) == []


def test_a_feed_shows_nobody_else(seat: Assignment, service: Service) -> None:
    put(make_helper(service, "Berta"), make_shift(service, today() + timedelta(days=9)))
    assert len(events(seat.volunteer)) == 1


def test_only_who_has_the_address_reads_it_and_a_renewed_one_is_void(seat: Assignment) -> None:
    token = calendars.calendar_token(seat.volunteer)
    address = f"/nl/shifts/calendar/{token}.ics"
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert Client().get(address.replace(".ics", "x.ics")).status_code == 404
    calendars.renew_calendar(actor=Actor.person(seat.volunteer.person_id), volunteer=seat.volunteer)
    assert Client().get(address).status_code == 404
    seat.volunteer.refresh_from_db()
    fresh = calendars.calendar_token(seat.volunteer)
    assert Client().get(f"/nl/shifts/calendar/{fresh}.ics").status_code == 200


def test_the_token_of_a_calendar_opens_nothing_else(seat: Assignment) -> None:
    token = calendars.calendar_token(seat.volunteer)
    for place in ("link", "cover", "swap"):
        assert Client().get(f"/nl/shifts/{place}/{token}/").status_code == 410
    with pytest.raises(tokens.LinkInvalid):
        tokens.read("rosters.shift", token)


def test_who_was_forgotten_has_no_feed(seat: Assignment) -> None:
    token = calendars.calendar_token(seat.volunteer)
    privacy.erase_person(actor=HOUSE, person_id=seat.volunteer.person_id, reason="asked")
    assert Client().get(f"/nl/shifts/calendar/{token}.ics").status_code == 404
