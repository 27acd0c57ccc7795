"""Rules for asking and wishes for quiet, at the desk and on one's own page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.answers import keeping
from brug.kernel.roles import Role
from brug.people.enums import AskKind, AskState
from brug.people.models import Ask, Contact, PressureRule, Quiet
from brug.people.services.pressure.asking import reserve_asks
from tests.factories.kernel import HOUSE
from tests.people.desk.conftest import Enter, body, page_of
from tests.people.views.test_personal import enter as come_by_link
from tests.people.views.test_personal import somebody

RULE = {
    "name": "Een in tien dagen", "ceiling": "1", "days": "10", "starts_on": "2026-01-01",
    **{f"weight_{kind}": "0" for kind in AskKind.values}, "weight_mailing": "1",
}  # fmt: skip


def asked(person: Contact, *days: int) -> None:
    for number in days:
        Ask.objects.create(
            person=person, kind=AskKind.MAILING, room="mailings", what=f"Brief {number}",
            at=timezone.now() - timedelta(days=number), state=AskState.MADE,
        )  # fmt: skip


def test_a_rule_is_tried_before_it_is_kept(admin: Client, near: Contact) -> None:
    asked(near, 1, 3, 5)
    html = body(admin.post("/desk/pressure/new/", RULE | {"do": "preview"}))
    assert "held back 2 of 3 asks in the last 90 days, for 1 people" in html
    assert not PressureRule.objects.filter(name=RULE["name"]).exists()
    admin.post("/desk/pressure/new/", RULE | {"do": "save"})
    kept = PressureRule.objects.get(name=RULE["name"])
    assert kept.weights == {"mailing": 1}
    assert "Een in tien dagen" in body(admin.get("/desk/pressure/"))
    admin.post(f"/desk/pressure/{kept.pk}/", RULE | {"ceiling": "2", "do": "save"})
    assert PressureRule.objects.get(pk=kept.pk).ceiling == 2
    admin.post(f"/desk/pressure/{kept.pk}/", {"do": "remove"})
    assert not PressureRule.objects.filter(pk=kept.pk).exists()


def test_what_rules_would_have_done_is_kept_and_follows_the_rules(
    admin: Client, near: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", -1)
    PressureRule.objects.all().delete()
    asked(near, 1, 3, 5)
    assert "held back 0 of 3 asks" in body(admin.get("/desk/pressure/"))
    admin.post("/desk/pressure/new/", RULE | {"do": "save"})
    html = body(admin.get("/desk/pressure/"))
    assert "held back 2 of 3 asks" in html
    assert "What changed since" not in html
    reserve_asks(actor=HOUSE, person_ids=[near.pk], kind=AskKind.PHONE, room="x", what="y")
    assert "What changed since" in body(admin.get("/desk/pressure/"))
    with CaptureQueriesContext(connection) as looked:
        admin.get("/desk/pressure/")
    assert not [one for one in looked.captured_queries if "HAVING" in one["sql"]]


def test_a_rule_that_cannot_be_comes_back(admin: Client) -> None:
    assert admin.post("/desk/pressure/new/", RULE | {"days": "0", "do": "save"}).status_code == 422
    nothing = RULE | {"weight_mailing": "0", "do": "save"}
    assert "at least one kind" in body(admin.post("/desk/pressure/new/", nothing))


def test_only_communication_sees_the_rules(enter: Enter) -> None:
    assert enter(Role.STAFF_MOVEMENT).get("/desk/pressure/").status_code in {302, 403}


def test_a_contacts_page_tells_asks_and_what_is_left(admin: Client, near: Contact) -> None:
    asked(near, 1, 3)
    html = body(admin.get(page_of(near)))
    assert "2 asks in a year" in html
    assert "2 of 4 left" in html


def test_quiet_is_kept_at_the_desk(admin: Client, near: Contact) -> None:
    day = timezone.localdate() + timedelta(days=9)
    admin.post(page_of(near, "quiet/"), {"until": day.isoformat()})
    assert Quiet.objects.get().until == day
    assert "Asked nothing before" in body(admin.get(page_of(near)))
    wrong = body(admin.post(page_of(near, "quiet/"), {"until": "2001-01-01"}, follow=True))
    assert "Choose a day in the coming" in wrong
    admin.post(page_of(near, "quiet/"), {"until": ""})
    assert not Quiet.objects.exists()


def test_a_coordinator_keeps_no_quiet_elsewhere(coordinator: Client, far: Contact) -> None:
    assert coordinator.post(page_of(far, "quiet/"), {"until": ""}).status_code == 404


@pytest.mark.django_db
def test_a_person_asks_for_peace_on_the_own_page(client: Client) -> None:
    person = somebody()
    come_by_link(client, person)
    day = timezone.localdate() + timedelta(days=30)
    client.post("/nl/my/quiet/", {"until": day.isoformat()})
    assert Quiet.objects.get(person=person).until == day
    assert f'value="{day.isoformat()}"' in body(client.get("/nl/my/"))
    for wrong in ("gisteren", "2001-01-01"):
        client.post("/nl/my/quiet/", {"until": wrong})
        assert Quiet.objects.get(person=person).until == day
    assert client_without_link().post("/nl/my/quiet/").status_code == 302


def client_without_link() -> Client:
    return Client()
