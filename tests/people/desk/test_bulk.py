"""Many contacts at once, at the desk: choosing, looking first, doing, undoing."""

from io import BytesIO

import pytest
from django.test import Client

from brug.kernel import jobs
from brug.kernel.roles import Role
from brug.kernel.tables import read_table
from brug.people.models import BulkChange, Contact, FrozenList, Relation, TargetGroup
from tests.factories.people import make_organisation, make_person
from tests.people.desk.conftest import Enter, body

CHOOSE = "/desk/changes-of-many/choose/"
LIST = "/desk/people/"


@pytest.fixture
def three(near: Contact) -> list[Contact]:
    return [near, make_person("Aerts", "Bo", language="fr"), make_person("Claes", "Jan")]


def choose(client: Client, action: str, **told: object) -> str:
    """The address of the page to which choosing leads."""
    response = client.post(CHOOSE, {"action": action, **told})
    assert response.status_code == 302
    return response.headers["Location"]


def keys(contacts: list[Contact]) -> list[int]:
    return [one.pk for one in contacts]


def newest() -> BulkChange:
    return BulkChange.objects.latest("pk")


def step(client: Client, name: str):
    return client.post(f"/desk/changes-of-many/{newest().public_id}/do/{name}/", follow=True)


def test_from_ticking_over_a_look_to_done_and_back(admin: Client, three: list[Contact]) -> None:
    url = choose(admin, "language", chosen=keys(three))
    assert "3 contacts chosen" in body(admin.get(url))
    html = body(admin.post(url, {"language": "fr"}, follow=True))
    for words in ("Change 2 contacts", "It is so already", "Bo Aerts", "3 ticked in the list"):
        assert words in html
    assert not Contact.objects.filter(pk=three[0].pk, language="fr").exists()
    assert "data-poll" in body(step(admin, "begin"))
    jobs.drain()
    html = body(admin.get(url))
    assert "Changed" in html
    assert "Undo for everybody" in html
    step(admin, "undo")
    jobs.drain()
    assert "Put back" in body(admin.get(url))
    assert Contact.objects.get(pk=three[0].pk).language == "nl"


def test_all_that_a_filter_holds_are_chosen_and_it_says_how(
    admin: Client, three: list[Contact]
) -> None:
    url = choose(admin, "volunteer", everything="1", language="nl", q="", chosen=[three[1].pk])
    assert newest().total == 2
    assert "Language for mails: Dutch" in body(admin.get(url)) or "Nederlands" in newest().told


def test_words_searched_for_are_never_kept(admin: Client, three: list[Contact]) -> None:
    choose(admin, "volunteer", everything="1", q="aerts")
    assert (newest().total, newest().told) == (1, "searched by name")


def test_a_filter_that_cannot_be_applied_chooses_nobody(
    admin: Client, three: list[Contact]
) -> None:
    back = choose(admin, "volunteer", everything="1", segment="nothing", columns="email")
    assert back == f"{LIST}?segment=nothing&columns=email"
    assert not BulkChange.objects.exists()


def test_a_coordinator_chooses_within_the_own_region_alone(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    choose(coordinator, "volunteer", chosen=keys([near, far]))
    assert list(newest().lines.values_list("contact", flat=True)) == [near.pk]
    choose(coordinator, "volunteer", everything="1")
    assert newest().total == 1
    foreign = far.region.working_region_id
    choose(coordinator, "volunteer", everything="1", working_region=foreign)
    assert newest().total == 1


def test_the_tie_is_to_an_organisation_that_one_looks_up(
    admin: Client, three: list[Contact]
) -> None:
    make_organisation("Welkom in Gent")
    home = make_organisation("Welkom in Aalst")
    url = choose(admin, "relate", chosen=keys(three))
    told = {"kind": "volunteers-in", "other": "nobody at all"}
    assert "No organisation fits" in body(admin.post(url, told))
    told["other"] = "welkom"
    assert "Several fit" in body(admin.post(url, told))
    html = body(admin.post(url, told | {"chosen": home.pk}, follow=True))
    assert "volunteers in Welkom in Aalst" in html
    step(admin, "begin")
    jobs.drain()
    assert Relation.objects.filter(target=home).count() == 3


@pytest.mark.parametrize(
    ("action", "told", "words"),
    [
        ("engage", {"kind": "attended", "day": "2026-01-05"}, "Came to a gathering"),
        ("withdraw", {"purpose": "news", "channel": "", "how": "paper"}, "Nothing would change"),
        ("volunteer", {"is_volunteer": "no"}, "Nothing would change"),
    ],
)
def test_every_form_leads_to_a_look(
    admin: Client, three: list[Contact], action: str, told: dict[str, str], words: str
) -> None:
    url = choose(admin, action, chosen=keys(three))
    assert admin.post(url, {"nothing": "x"}).status_code == 422
    assert words in body(admin.post(url, told, follow=True))


def test_a_group_that_was_removed_meanwhile_asks_anew(admin: Client, three: list[Contact]) -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    url = choose(admin, "add-to-group", chosen=keys(three))
    admin.post(url, {"group": group.pk})
    group.delete()
    html = body(admin.get(url, follow=True))
    assert "removed meanwhile" in html
    assert 'name="group"' in html


def test_chosen_people_are_frozen_by_hand(admin: Client, three: list[Contact]) -> None:
    url = choose(admin, "freeze", chosen=keys(three))
    html = body(admin.post(url, {"purpose": "Feest", "lawful_basis": "Belang"}, follow=True))
    assert "Bo Aerts" in html
    assert "What changed since" not in html
    assert FrozenList.objects.get().size == 3
    assert admin.get(url).status_code == 302


def test_chosen_people_leave_as_a_file(admin: Client, three: list[Contact]) -> None:
    url = choose(admin, "export", chosen=keys(three[:2]))
    assert "2 contacts chosen" in body(admin.get(url))
    given = admin.get(f"{url}file/csv/")
    rows = [row.cells for row in read_table(BytesIO(b"".join(given)), "export")]
    assert len(rows) == 3
    assert admin.get(f"{url}file/pdf/").status_code == 404


def test_the_report_says_of_each_what_became_of_them(admin: Client, three: list[Contact]) -> None:
    url = choose(admin, "language", chosen=keys(three))
    admin.post(url, {"language": "fr"})
    step(admin, "begin")
    jobs.drain()
    given = b"".join(admin.get(f"{url}rows/csv/")).decode()
    assert "Bo Aerts" in given
    assert "It is so already" in given
    assert "Set the language for mails" in body(admin.get("/desk/changes-of-many/"))


def test_who_may_change_nobody_has_no_boxes_to_tick(
    enter: Enter, admin: Client, three: list[Contact]
) -> None:
    assert 'name="chosen"' in body(admin.get(LIST))
    reader = enter(Role.STAFF_POLICY)
    html = body(reader.get(LIST))
    assert 'name="chosen"' not in html
    assert "pl-many" not in html
    response = reader.post(CHOOSE, {"action": "volunteer", "chosen": keys(three)})
    assert response.headers.get("Location") == "/desk/"
    assert not BulkChange.objects.exists()


def test_a_draft_is_its_makers_alone(enter: Enter, admin: Client, three: list[Contact]) -> None:
    url = choose(admin, "language", chosen=keys(three))
    assert enter(Role.STAFF_MOVEMENT).get(url).status_code == 404
