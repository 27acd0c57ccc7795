"""The welcome of volunteers, and documents that ask for a new one in time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.volunteers.enums import DocumentStanding
from brug.volunteers.models import DocumentKind, SeenDocument, StepDone, WelcomeStep
from brug.volunteers.queries.welcome import checklist, documents_of, documents_that_ask
from brug.volunteers.rules.documents import holds_until, standing
from brug.volunteers.services import documents, settings, welcoming
from brug.volunteers.tasks import remind_documents
from tests.factories.involvements import make_involved, make_task
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.people import make_person
from tests.factories.volunteers import make_initiative

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(1, 600))
def test_a_document_holds_through_its_last_day_and_no_longer(seen_on: date, months: int) -> None:
    until = holds_until(seen_on, months)
    assert until is not None
    assert until >= seen_on
    assert standing(until, 0, until) == DocumentStanding.RENEW
    assert standing(until, 0, until + timedelta(days=1)) == DocumentStanding.LAPSED


@given(DAYS, st.integers(1, 365), DAYS)
def test_the_window_opens_before_the_end_and_never_after(
    until: date, window: int, day: date
) -> None:
    stands = standing(until, window, day)
    assert (stands == DocumentStanding.LAPSED) == (day > until)
    assert (stands == DocumentStanding.RENEW) == (until - timedelta(days=window) <= day <= until)
    assert standing(None, window, day) == DocumentStanding.VALID


def test_steps_are_those_of_the_role_and_of_all_and_are_ticked_once() -> None:
    involvement = make_involved()
    lines = checklist(involvement)
    codes = {line.step.code for line in lines}
    assert "system" in codes
    assert "mentor" in codes
    assert "secrecy" not in codes
    staff = make_user(Role.STAFF_MOVEMENT)
    step = WelcomeStep.objects.get(code="mentor")
    for _twice in range(2):
        welcoming.tick(
            actor=Actor.of_user(staff), involvement=involvement, step=step, done_on=today()
        )
    done = StepDone.objects.get()
    assert (done.done_on, done.done_by) == (today(), staff)
    welcoming.untick(actor=HOUSE, involvement=involvement, step=step)
    assert not StepDone.objects.exists()
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError):
        welcoming.tick(actor=HOUSE, involvement=involvement, step=step, done_on=tomorrow)
    office = Actor.of_user(make_user(Role.STAFF_OFFICE))
    with pytest.raises(PermissionDenied):
        welcoming.tick(actor=office, involvement=involvement, step=step, done_on=today())


def test_a_step_that_was_done_stays_in_the_list_when_it_goes_out_of_use() -> None:
    involvement = make_involved()
    step = WelcomeStep.objects.get(code="mentor")
    welcoming.tick(actor=HOUSE, involvement=involvement, step=step, done_on=today())
    settings.keep_setting(
        actor=HOUSE, record=step, names={"nl": "Peter"}, told={"is_active": False}
    )
    assert step.pk in {line.step.pk for line in checklist(involvement)}


def test_a_document_is_missing_then_holds_then_asks_for_a_new_one() -> None:
    involvement = make_involved(make_person(email="a@example.org"), task=make_task("welcome"))
    kind = DocumentKind.objects.get(code="criminal-record-2")
    (line,) = documents_of([involvement])
    assert line.standing == DocumentStanding.MISSING
    documents.note_seen(actor=HOUSE, involvement=involvement, kind=kind, seen_on=today())
    (line,) = documents_of([involvement])
    assert line.standing == DocumentStanding.VALID
    assert line.until == holds_until(today(), 36)
    assert documents_that_ask(HOUSE) == []
    soon = today() + timedelta(days=20)
    documents.note_seen(
        actor=HOUSE, involvement=involvement, kind=kind, seen_on=today(), valid_until=soon
    )
    assert SeenDocument.objects.filter(replaced_at=None).count() == 1
    (line,) = documents_that_ask(HOUSE)
    assert line.standing == DocumentStanding.RENEW
    yesterday = today() - timedelta(days=1)
    with pytest.raises(ValidationError):
        documents.note_seen(
            actor=HOUSE,
            involvement=involvement,
            kind=kind,
            seen_on=today(),
            valid_until=yesterday,
        )


def test_an_owner_is_told_once_that_a_document_is_about_to_lapse() -> None:
    involvement = make_involved(task=make_task("welcome"))
    kind = DocumentKind.objects.get(code="criminal-record-2")
    documents.note_seen(
        actor=HOUSE,
        involvement=involvement,
        kind=kind,
        seen_on=today() - timedelta(days=100),
        valid_until=today() + timedelta(days=59),
    )
    assert remind_documents() is None
    remind_documents()
    mails = OutgoingMail.objects.filter(kind="volunteers.document_expiring")
    assert mails.count() == 1
    SeenDocument.objects.update(reminded_at=None)  # as if a kill had lost it
    remind_documents()
    assert mails.count() == 1


def test_who_left_is_not_told() -> None:
    involvement = make_involved(task=make_task("welcome"))
    kind = DocumentKind.objects.get(code="criminal-record-2")
    documents.note_seen(
        actor=HOUSE, involvement=involvement, kind=kind, seen_on=today(), valid_until=today()
    )
    involvement.ended_on = today()
    involvement.save()
    remind_documents()
    assert not OutgoingMail.objects.filter(kind="volunteers.document_expiring").exists()


def test_a_coordinator_sees_the_documents_of_the_own_region_only() -> None:
    make_involved(initiative=make_initiative(), task=make_task("welcome"))
    coordinator = Actor.of_user(make_user(Role.COORDINATOR))
    assert documents_that_ask(coordinator) == []
    assert len(documents_that_ask(HOUSE)) == 1


def test_the_desk_ticks_notes_and_changes_settings() -> None:
    user = make_user(Role.STAFF_MOVEMENT)
    give_factor(user)
    desk = sign_in(Client(), user)
    involvement = make_involved(task=make_task("welcome"))
    page = f"/desk/volunteers/{involvement.public_id}/"
    desk.post(f"{page}steps/mentor/done/")
    assert StepDone.objects.count() == 1
    desk.post(f"{page}steps/mentor/undone/")
    assert StepDone.objects.count() == 0
    kind = DocumentKind.objects.get(code="criminal-record-2")
    desk.post(f"{page}do/seen/", {"kind": kind.pk, "seen_on": today().isoformat()})
    assert SeenDocument.objects.get().seen_by == user
    told = {"name_nl": "Handdruk", "order": "5", "is_active": "on"}
    assert desk.post("/desk/volunteer-settings/steps/new/", told).status_code == 302
    made = WelcomeStep.objects.get(code="handdruk")
    assert made.name == "Handdruk"
    form = desk.get("/desk/volunteer-settings/documents/criminal-record-2/")
    assert "model 2" in form.content.decode()
    changed = {
        "name_nl": "Uittreksel",
        "order": "1",
        "window_days": "30",
        "tasks": [involvement.task.pk],
    }
    desk.post("/desk/volunteer-settings/documents/criminal-record-2/", changed)
    kind.refresh_from_db()
    assert (kind.names["nl"], kind.names["en"], kind.is_active) == (
        "Uittreksel",
        "Extract of the criminal record, model 2",
        False,
    )
    assert desk.post("/desk/volunteer-settings/roles/new/", {"name_nl": ""}).status_code == 422
