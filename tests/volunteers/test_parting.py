"""Hours, talks, goodbyes and thanks: noted once, said once, in the person's language."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import measures
from brug.people.models import Contact, Relation
from brug.volunteers.enums import LeaveReason, ThanksKind
from brug.volunteers.models import HourEntry, Involvement, Review, Thanks
from brug.volunteers.queries.deeds import certificate_pdf, hours_of
from brug.volunteers.rules.thanks import LATE_BY, anniversary, is_volunteer_day, years_on
from brug.volunteers.services import hours, parting, reviewing, thanking
from brug.volunteers.services.hours import Given
from brug.volunteers.tasks import thank
from tests.factories.involvements import make_involved, make_signed, make_task, make_texts
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.volunteers import make_initiative, make_lead

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(DAYS, st.integers(1, 40))
def test_an_anniversary_is_due_on_its_day_and_two_weeks_after_and_never_before(
    began_on: date, years: int
) -> None:
    moment = anniversary(began_on, began_on.year + years)
    assert years_on(began_on, moment) == years
    assert years_on(began_on, moment + LATE_BY) == years
    assert years_on(began_on, moment + LATE_BY + timedelta(days=1)) is None
    assert years_on(began_on, moment - timedelta(days=1)) is None


@given(DAYS)
def test_nobody_has_an_anniversary_in_their_first_year(began_on: date) -> None:
    assert years_on(began_on, began_on) is None


def test_the_volunteer_day_lasts_two_weeks() -> None:
    assert not is_volunteer_day(date(2026, 12, 4))
    assert is_volunteer_day(date(2026, 12, 5))
    assert is_volunteer_day(date(2026, 12, 19))
    assert not is_volunteer_day(date(2026, 12, 20))


def _note(involvement: Involvement, number: str, **told: object) -> HourEntry:
    actor = Actor.person(involvement.person_id)
    entry = Given(**{"day": today(), "hours": Decimal(number), **told})  # type: ignore[arg-type]
    return hours.note_hours(actor=actor, involvement=involvement, given=entry)


def test_hours_are_noted_once_and_a_day_has_no_more_than_it_has() -> None:
    involvement = make_involved()
    first = _note(involvement, "20")
    assert _note(involvement, "20", form_key=first.form_key) == first
    other = make_involved(task=make_task("events"))
    with pytest.raises(ValidationError):
        _note(other, "5")
    with pytest.raises(ValidationError):
        _note(other, "1", day=today() + timedelta(days=1))
    with pytest.raises(ValidationError):
        _note(other, "1", day=involvement.began_on - timedelta(days=1))
    assert hours_of(involvement) == 20
    year = Period.year(today().year)
    assert measures.get("volunteers.hours").figure(year) == 20
    hours.drop_hours(actor=Actor.person(involvement.person_id), entry=first)
    hours.drop_hours(actor=Actor.person(involvement.person_id), entry=first)
    assert hours_of(involvement) == 0


def test_a_lead_notes_hours_of_the_own_group_only() -> None:
    group = make_initiative()
    lead = Actor.person(make_lead(group).pk)
    ours, others = make_involved(initiative=group), make_involved(task=make_task("events"))
    entry = Given(today(), Decimal(2))
    hours.note_hours(actor=lead, involvement=ours, given=entry)
    with pytest.raises(PermissionDenied):
        hours.note_hours(actor=lead, involvement=others, given=Given(today(), Decimal(2)))


def test_one_talk_is_planned_at_a_time_and_the_held_one_is_it() -> None:
    involvement = make_involved()
    day = today() + timedelta(days=3)
    reviewing.plan_review(actor=HOUSE, involvement=involvement, planned_on=day)
    reviewing.plan_review(actor=HOUSE, involvement=involvement, planned_on=day)
    reviewing.plan_review(actor=HOUSE, involvement=involvement, planned_on=day + timedelta(days=1))
    assert Review.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="volunteers.review_planned").count() == 2
    review = reviewing.hold_review(
        actor=HOUSE, involvement=involvement, held_on=today(), agreed="Meer Frans", note="Moe"
    )
    assert Review.objects.get() == review
    with pytest.raises(ValidationError):
        reviewing.hold_review(actor=HOUSE, involvement=involvement, held_on=day, agreed="", note="")
    with pytest.raises(ValidationError):
        reviewing.plan_review(
            actor=HOUSE, involvement=involvement, planned_on=today() - timedelta(days=1)
        )


def test_a_goodbye_ends_the_tie_thanks_once_and_counts_as_left() -> None:
    involvement = make_involved(initiative=make_initiative())
    with pytest.raises(ValidationError):
        parting.part(
            actor=HOUSE,
            involvement=involvement,
            ended_on=today() + timedelta(days=1),
            reason=LeaveReason.TIME,
        )
    for note in ("Bedankt", "Bedankt en tot ziens"):
        parting.part(
            actor=HOUSE,
            involvement=involvement,
            ended_on=today(),
            reason=LeaveReason.TIME,
            note=note,
        )
    involvement.refresh_from_db()
    assert (involvement.ended_on, involvement.goodbye_note) == (today(), "Bedankt en tot ziens")
    assert Relation.objects.get(kind__code="volunteers-in").ends_on == today()
    assert OutgoingMail.objects.filter(kind="volunteers.thanks_goodbye").count() == 1
    assert measures.get("volunteers.left").figure(Period.year(today().year)) == 1


def test_figures_tell_who_is_there_and_who_signed() -> None:
    make_texts()
    signed = make_involved()
    make_signed(signed)
    make_involved(task=make_task("events"))
    year = Period.year(today().year)
    assert measures.get("volunteers.present").figure(year) == 2
    assert measures.get("volunteers.signed").figure(year) == 1


@pytest.mark.parametrize("language", ["nl", "fr", "fa-af"])
def test_a_certificate_is_made_in_a_language_that_is_read_here(language: str) -> None:
    involvement = make_involved()
    involvement.person.language = language
    _note(involvement, "2.5")
    assert certificate_pdf(involvement).startswith(b"%PDF")


def test_anniversary_and_year_are_thanked_once_even_after_a_kill() -> None:
    with time_machine.travel(date(2026, 12, 6), tick=False):
        make_involved(began_on=date(2023, 12, 1))
        assert thank() is None
        thank()
        kinds = list(Thanks.objects.order_by("kind").values_list("kind", "year"))
        assert kinds == [(ThanksKind.ANNIVERSARY, 2026), (ThanksKind.YEAR, 2026)]
        assert OutgoingMail.objects.filter(kind="volunteers.thanks_anniversary").count() == 1
        assert OutgoingMail.objects.filter(kind="volunteers.thanks_year").count() == 1
    with time_machine.travel(date(2027, 3, 6), tick=False):
        assert thanking.thank_due(actor=HOUSE) == 0


def test_an_anniversary_of_december_is_caught_up_in_january_for_its_own_year() -> None:
    with time_machine.travel(date(2027, 1, 3), tick=False):
        make_involved(began_on=date(2024, 12, 28))
        thanking.thank_due(actor=HOUSE)
        thanking.thank_due(actor=HOUSE)
        assert Thanks.objects.get().year == 2026


def test_the_database_itself_refuses_a_second_thanks() -> None:
    involvement = make_involved()
    told = {
        "person_id": involvement.person_id,
        "involvement": involvement,
        "kind": ThanksKind.YEAR,
        "year": 2026,
    }
    Thanks.objects.create(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thanks.objects.create(**told)


def test_somebody_is_thanked_in_their_own_language() -> None:
    person = make_person("Haidari", "Zahra", email="zahra@example.org", language="fa-af")
    involvement = make_involved(person)
    thanking.thank(actor=HOUSE, involvement=involvement, kind=ThanksKind.YEAR, year=2026)
    mail = OutgoingMail.objects.get(kind="volunteers.thanks_year")
    assert mail.language == "fa-af"
    assert "تشکر" in mail.subject


def test_the_desk_plans_holds_notes_hours_and_says_goodbye(desk: Client) -> None:
    involvement = make_involved()
    page = f"/desk/volunteers/{involvement.public_id}/"
    day = today().isoformat()
    desk.post(f"{page}do/plan/", {"planned_on": day})
    desk.post(f"{page}do/held/", {"held_on": day, "agreed": "Meer Frans", "note": "Moe"})
    key = "6d1f3b1e-0000-4000-8000-1234567890ab"
    desk.post(f"{page}do/hours/", {"day": day, "hours": "3", "form_key": key})
    desk.post(f"{page}do/part/", {"ended_on": day, "reason": "moved", "note": "Dag"})
    involvement.refresh_from_db()
    assert involvement.leave_reason == LeaveReason.MOVED
    assert hours_of(involvement) == 3
    shown = desk.get(page).content.decode()
    assert "Meer Frans" in shown
    assert "Moe" in shown
    assert desk.get(f"{page}certificate/").content.startswith(b"%PDF")


def test_a_volunteer_reads_what_was_agreed_and_not_the_note(
    enter: Callable[[Contact], Client],
) -> None:
    involvement = make_involved()
    reviewing.hold_review(
        actor=HOUSE, involvement=involvement, held_on=today(), agreed="Meer Frans", note="Moe"
    )
    client = enter(involvement.person)
    home = f"/nl/my/volunteering/{involvement.public_id}/"
    shown = client.get(home).content.decode()
    assert "Meer Frans" in shown
    assert "Moe" not in shown
    key = "6d1f3b1e-0000-4000-8000-1234567890ab"
    told = {"day": today().isoformat(), "hours": "2.5", "form_key": key}
    for _twice in range(2):
        assert client.post(f"{home}hours/", told).status_code == 302
    entry = HourEntry.objects.get()
    assert client.post(f"{home}hours/", {**told, "hours": "-1"}).status_code == 422
    client.post(f"{home}hours/{entry.pk}/drop/")
    assert not HourEntry.objects.exists()
    assert client.get(f"{home}certificate/").content.startswith(b"%PDF")


def test_a_lead_notes_hours_on_the_page_of_the_group(enter: Callable[[Contact], Client]) -> None:
    group = make_initiative()
    client = enter(make_lead(group))
    involvement = make_involved(initiative=group)
    home = f"/nl/my/groups/{group.public_id}/hours/"
    assert client.get(home).status_code == 200
    key = "6d1f3b1e-0000-4000-8000-1234567890ab"
    told = {"who": involvement.pk, "day": today().isoformat(), "hours": "4", "form_key": key}
    assert client.post(home, told).status_code == 302
    assert hours_of(involvement) == 4
    assert client.post(home, {}).status_code == 422
