"""The desk's screens of terms and of the register of processing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from brug.kernel import jobs
from brug.kernel.answers import keeping
from brug.kernel.models import RetentionRule, RetentionRun, RetentionState
from brug.kernel.registries.privacy import privacy_handlers
from brug.kernel.registries.schedules import schedules
from brug.kernel.retention import running
from brug.kernel.retention.services import set_rule
from brug.kernel.roles import Role
from brug.people.models import Note
from brug.people.services.target_groups import (
    GroupCard,
    add_to_target_group,
    make_target_group,
)
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
TERM = "/desk/retention/people.notes/"


@pytest.fixture
def director(client: Client) -> Client:
    user = make_user(Role.DIRECTOR)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    give_factor(user)
    return sign_in(client, user)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> RetentionRun:
    """A night that waits for somebody."""
    monkeypatch.setattr(running, "FEW", 0)
    monkeypatch.setattr(running, "SHARE", 0)
    moment = timezone.now() - timedelta(days=3000)
    Note.objects.create(contact=make_person("Maes", "Zoë"), text="x", written_at=moment)
    run = running.begin_run(set_rule(actor=HOUSE, kind="people.notes", months=60, is_active=True))
    assert run
    return run


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_term_shows_what_would_go_before_it_is_in_force(director: Client) -> None:
    moment = timezone.now() - timedelta(days=3000)
    Note.objects.create(contact=make_person("Maes", "Zoë"), text="x", written_at=moment)
    html = body(director.get(TERM))
    assert "Tonight 1 of 1 would go" in html
    assert "Zoë Maes" in html
    assert "This term is not in force: nothing goes." in html


def test_a_term_is_set_and_noted(director: Client) -> None:
    answer = director.post(TERM, {"months": "24", "is_active": "on"}, follow=True)
    assert "The term is kept." in body(answer)
    rule = RetentionRule.objects.get()
    assert (rule.kind, rule.months, rule.is_active) == ("people.notes", 24, True)
    assert ModelLogEntry.objects.filter(action="kernel.retention_changed").count() == 1
    director.post(TERM, {"months": "24", "is_active": "on"})
    assert ModelLogEntry.objects.filter(action="kernel.retention_changed").count() == 1


@pytest.mark.parametrize("months", ["", "0", "vijf", "9999"])
def test_a_wrong_term_comes_back_with_its_error(director: Client, months: str) -> None:
    answer = director.post(TERM, {"months": months})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not RetentionRule.objects.exists()


@pytest.mark.parametrize(
    ("word", "state"),
    [("approve", RetentionState.RUNNING), ("decline", RetentionState.DECLINED)],
)
def test_who_may_decides_on_a_night_that_waits(
    director: Client, held: RetentionRun, word: str, state: str
) -> None:
    assert "1 would go in one night" in body(director.get("/desk/retention/"))
    assert "Terms of data" in body(director.get("/desk/"))
    director.post(f"/desk/retention/runs/{held.pk}/{word}/")
    held.refresh_from_db()
    assert (held.state, held.decided_by.email) == (state, "director@brug.example")
    again = director.post(f"/desk/retention/runs/{held.pk}/{word}/", follow=True)
    assert "This was decided already." in body(again)


def test_what_is_unknown_is_not_found(director: Client, held: RetentionRun) -> None:
    assert director.get("/desk/retention/people.dreams/").status_code == 404
    assert director.post(f"/desk/retention/runs/{held.pk}/maybe/").status_code == 404
    assert director.get("/desk/retention/processing/?export=ods").status_code == 404


def test_the_register_has_every_activity_and_leaves_as_a_file(director: Client) -> None:
    html = body(director.get("/desk/retention/processing/"))
    with translation.override("en"):
        assert [one.name for one in privacy_handlers if str(one.purpose) not in html] == []
    for form in ("csv", "xlsx"):
        file = b"".join(director.get(f"/desk/retention/processing/?export={form}"))
        assert len(file) > 500


def test_each_activity_is_told_in_full() -> None:
    for handler in privacy_handlers:
        for text in (handler.people, handler.recipients, handler.protection):
            assert len(str(text)) > 10, handler.name


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/desk/retention/", TERM, "/desk/retention/processing/"])
def test_pages_of_terms_are_clean(
    director: Client, held: RetentionRun, visit: Visit, path: str, width: int
) -> None:
    session = director.cookies["sessionid"].value
    page = visit(path, width=width, cookies={"sessionid": session})
    assert serious_faults(page) == []
    assert sideways_scroll(page) <= 0


def test_dear_counts_of_a_term_are_kept_and_its_lines_are_always_true(
    director: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", -1)
    moment = timezone.now() - timedelta(days=3000)
    for name in ("Gaat", "Blijft"):
        made = make_person(name)
        made.created_at = moment
        made.save()
    url = "/desk/retention/people.faded/"
    html = body(director.get(url))
    assert "Tonight 2 of 2 would go" in html
    with CaptureQueriesContext(connection) as again:
        body(director.get(url))
    assert not [one for one in again.captured_queries if "NOT ((EXISTS" in one["sql"]][1:]
    group = make_target_group(actor=HOUSE, code="press", card=GroupCard("Pers"))
    add_to_target_group(actor=HOUSE, group=group, contact_ids=[made.pk])
    html = body(director.get(url))
    assert "Tonight 2 of 2 would go" in html
    assert "What changed since is counted within five minutes" in html
    assert "Gaat" in html
    assert "Blijft" not in html
    schedules.get("kernel.refresh_answers").run()
    jobs.drain()
    html = body(director.get(url))
    assert "Tonight 1 of 2 would go" in html
    assert "They are in a target group" in html
