"""The desk's pages of volunteers of the house: beginning, texts to sign, lists."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.volunteers.enums import PaperKind, Scheme
from brug.volunteers.models import Agreement, Involvement, PaperText
from brug.volunteers.services import agreements, placing
from tests.factories.involvements import make_involved, make_signed, make_task, make_texts
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.people import make_person
from tests.factories.volunteers import (
    agree,
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)

pytestmark = pytest.mark.django_db

FORM = {
    "first_name": "Amina",
    "last_name": "Rahimi",
    "email": "amina@example.org",
    "scheme": "flat",
    "day_amount": "25",
}


def _form(**told: object) -> dict[str, object]:
    return {**FORM, "task": make_task().pk, "began_on": today().isoformat(), **told}


def test_staff_begin_with_somebody_and_send_the_agreement(desk: Client) -> None:
    make_texts()
    answer = desk.post("/desk/volunteers/new/", _form())
    involvement = Involvement.objects.get()
    page = f"/desk/volunteers/{involvement.public_id}/"
    assert answer["Location"] == page
    assert involvement.scheme == Scheme.FLAT
    desk.post(f"{page}do/ask/", {"kind": "note"})
    agreement = Agreement.objects.get()
    assert "€ 25,00" in agreement.body
    desk.post(f"{page}agreements/{agreement.public_id}/again/")
    assert Agreement.objects.count() == 1
    file = desk.get(f"{page}agreements/{agreement.public_id}/pdf/")
    assert file["Content-Type"] == "application/pdf"
    desk.post(f"{page}agreements/{agreement.public_id}/take-back/")
    agreement.refresh_from_db()
    assert agreement.taken_back_at is not None
    assert desk.post(f"{page}agreements/{agreement.public_id}/burn/").status_code == 404
    assert desk.post(f"{page}do/burn/").status_code == 404


def test_what_is_wrong_in_a_form_is_said_and_nothing_typed_is_lost(desk: Client) -> None:
    refused = desk.post("/desk/volunteers/new/", _form(day_amount=""))
    assert refused.status_code == 422
    assert b'value="Amina"' in refused.content
    assert not Involvement.objects.exists()


def test_terms_are_changed_and_a_fixed_amount_goes_with_its_scheme(desk: Client) -> None:
    desk.post("/desk/volunteers/new/", _form())
    involvement = Involvement.objects.get()
    page = f"/desk/volunteers/{involvement.public_id}/edit/"
    assert b"25" in desk.get(page).content
    told = {"task": make_task("events").pk, "scheme": "real", "day_amount": "25"}
    assert desk.post(page, told).status_code == 302
    involvement.refresh_from_db()
    assert (involvement.scheme, involvement.day_amount) == (Scheme.REAL, None)
    assert involvement.task.code == "events"


def test_from_the_page_of_a_candidate_who_started(desk: Client) -> None:
    group = make_initiative()
    make_lead(group)
    candidate = make_candidate()
    proposal = agree(candidate, make_free_opening(group))
    placement = placing.start(actor=HOUSE, proposal=proposal, started_on=today())
    page = f"/desk/candidates/{candidate.public_id}/"
    address = f"/desk/volunteers/placed/{placement.pk}/"
    assert address in desk.get(page).content.decode()
    assert desk.post(address, {"task": make_task("group").pk, "scheme": "none"}).status_code == 302
    involvement = Involvement.objects.get()
    assert involvement.placement == placement
    assert str(involvement.public_id) in desk.get(page).content.decode()


def test_a_text_is_written_as_a_draft_and_published_once(desk: Client) -> None:
    page = "/desk/papers/write/conduct/fr/"
    shown = desk.get(page).content.decode()
    assert "Code de conduite" in shown
    refused = desk.post(page, {"title": "T", "body": "Bonjour {inconnu}"})
    assert refused.status_code == 422
    told = {"title": "Code", "body": "- Respect [à compléter]"}
    address = desk.post(page, told)["Location"]
    publish = f"{address}publish/"
    desk.post(publish, {"valid_from": today().isoformat()})
    assert not PaperText.objects.published().exists()
    assert b"publish/" not in desk.get(address).content
    desk.post(page, {"title": "Code", "body": "## Kop\n- Respect\n\nMerci."})
    assert b"publish/" in desk.get(address).content
    desk.post(publish, {"valid_from": today().isoformat()})
    assert PaperText.objects.published().get().title == "Code"
    assert desk.get("/desk/papers/write/conduct/xx/").status_code == 404
    assert b"Code" in desk.get("/desk/papers/").content


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(desk: Client) -> None:
    make_texts()
    counts = []
    for many in (2, 9):
        for number in range(Involvement.objects.count(), many):
            person = make_person(f"P{number}", email=f"p{number}@example.org")
            make_signed(make_involved(person, make_initiative(f"Groep {number}")))
        desk.get("/desk/volunteers/")
        with CaptureQueriesContext(connection) as queries:
            page = desk.get("/desk/volunteers/")
        assert f"P{many - 1}" in page.content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_coordinator_sees_and_begins_in_the_own_region_only() -> None:
    user = make_user(Role.COORDINATOR)
    give_factor(user)
    desk = sign_in(Client(), user)
    elsewhere = make_involved(initiative=make_initiative())
    assert desk.get(f"/desk/volunteers/{elsewhere.public_id}/").status_code == 404
    assert "Rahimi" not in desk.get("/desk/volunteers/").content.decode()
    refused = desk.post("/desk/volunteers/new/", _form(email="nieuw@example.org"))
    assert refused.status_code == 422
    assert Involvement.objects.count() == 1


def test_the_office_reads_and_changes_nothing() -> None:
    user = make_user(Role.STAFF_OFFICE)
    give_factor(user)
    desk = sign_in(Client(), user)
    involvement = make_involved()
    page = f"/desk/volunteers/{involvement.public_id}/"
    shown = desk.get(page).content.decode()
    assert "/do/" not in shown
    desk.post(f"{page}do/part/", {"ended_on": today().isoformat(), "reason": "time"})
    involvement.refresh_from_db()
    assert involvement.ended_on is None


def test_a_volunteer_signs_on_the_own_page_and_a_stranger_sees_nothing(
    enter: Callable[[Contact], Client],
) -> None:
    make_texts()
    involvement = make_involved()
    agreement = agreements.ask(actor=HOUSE, involvement=involvement, kind=PaperKind.CONDUCT)
    client = enter(involvement.person)
    page = f"/nl/my/agreements/{agreement.public_id}/"
    assert page in client.get("/nl/my/").content.decode()
    told = {"name": "Amina Rahimi", "fingerprint": agreement.fingerprint}
    assert client.post(page, told).status_code == 200
    agreement.refresh_from_db()
    assert agreement.signed_way == "page"
    assert client.get(f"{page}pdf/").content.startswith(b"%PDF")
    stranger = enter(make_person("Ander", "Een", email="ander@example.org"))
    for address in (page, f"{page}pdf/", f"/nl/my/volunteering/{involvement.public_id}/"):
        assert stranger.get(address).status_code == 404


def test_the_mail_is_in_the_persons_language_and_the_text_in_one_of_the_country() -> None:
    make_texts()
    person = make_person("Haidari", "Zahra", email="zahra@example.org", language="fa-af")
    agreement = agreements.ask(actor=HOUSE, involvement=make_involved(person), kind=PaperKind.NOTE)
    assert agreement.text.language == "nl"
    mail = OutgoingMail.objects.get(kind="volunteers.agreement_volunteer")
    assert mail.language == "fa-af"
    assert "/fa-af/volunteer/sign/" in mail.text
    person.language = "fr"
    person.save()
    french = agreements.ask(
        actor=HOUSE,
        involvement=Involvement.objects.get(),
        kind=PaperKind.CONDUCT,
    )
    assert french.text.language == "fr"
