"""Possible duplicates at the desk: found, explained, merged, undone, each in the own region."""

import subprocess

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brug.kernel.models import Job
from brug.kernel.roles import Role
from brug.people.models import Contact, DuplicatePair, DuplicateSearch, Merge
from brug.people.services import duplicates
from brug.people.services.merging import merge_contacts
from tests.factories.kernel import make_region
from tests.factories.people import HOUSE, make_municipality, make_person
from tests.people.desk.conftest import Enter

pytestmark = pytest.mark.django_db

PAIRS = "/desk/duplicates/"
BECAUSE: list[dict[str, object]] = [
    {"what": "reach", "how": "mail", "weight": 14.2},
    {"what": "first", "how": "other", "weight": -4.0},
]


@pytest.fixture
def staff(enter: Enter) -> Client:
    return enter(Role.STAFF_MOVEMENT)


@pytest.fixture
def two() -> tuple[Contact, Contact]:
    return (
        make_person("Karimi", "Mohammad", email="mo@example.org"),
        make_person("Karimi", "Muhammed", email="mk@example.org", phone="0470 12 34 56"),
    )


def pair_of(one: Contact, other: Contact, score: float = 0.97) -> DuplicatePair:
    return DuplicatePair.objects.create(first=one, second=other, score=score, because=BECAUSE)


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_the_likeliest_first_with_reasons(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    pair_of(*two)
    pair_of(two[0], make_person("Rahimi", "Mo"), score=0.6)
    html = body(staff, PAIRS)
    assert html.index("Mohammad Karimi = Muhammed Karimi") < html.index("= Mo Rahimi")
    assert "97.0%" in html
    assert "the same e-mail address" in html
    assert "other first names" not in html


def test_a_pair_is_shown_side_by_side_with_what_speaks_for_and_against(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    html = body(staff, f"{PAIRS}{pair_of(*two).pk}/")
    for text in ("97.0% likely one", "For it:", "Against it:", "mk@example.org", "Comes along:"):
        assert text in html


def test_merging_a_pair_leads_to_the_next_one(staff: Client, two: tuple[Contact, Contact]) -> None:
    pair = pair_of(*two)
    following = pair_of(make_person("A"), make_person("B"), score=0.5)
    answer = staff.post(f"{PAIRS}{pair.pk}/", {"decision": "one", "first_name": "lose"})
    assert answer["Location"] == f"{PAIRS}{following.pk}/"
    two[0].refresh_from_db()
    assert two[0].first_name == "Muhammed"
    assert not Contact.objects.filter(pk=two[1].pk).exists()


def test_two_stay_two_and_are_found_back(staff: Client, two: tuple[Contact, Contact]) -> None:
    pair = pair_of(*two)
    assert staff.post(f"{PAIRS}{pair.pk}/", {"decision": "two"})["Location"] == PAIRS
    assert "Karimi =" not in body(staff, PAIRS)
    assert "Karimi =" in body(staff, f"{PAIRS}?state=not_same")


def test_nothing_is_decided_without_a_word(staff: Client, two: tuple[Contact, Contact]) -> None:
    assert staff.post(f"{PAIRS}{pair_of(*two).pk}/").status_code == 200
    assert Contact.objects.count() == 2


def test_any_two_are_merged_from_a_contacts_page_and_undone_there(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    keep, lose = two
    page = f"/desk/people/{keep.public_id}/"
    merge = f"{page}merge/{lose.public_id}/"
    assert merge in body(staff, f"{page}merge/")
    assert merge in body(staff, f"{page}merge/?q=Karimmi")
    staff.post(merge, {"decision": "one"})
    assert "Merged into this contact" in body(staff, page)
    made = Merge.objects.get()
    staff.post(f"{page}merges/{made.pk}/undo/")
    assert Contact.objects.count() == 2
    html = staff.post(f"{page}merges/{made.pk}/undo/", follow=True).content.decode()
    assert "undone already" in html
    assert staff.get(f"{page}merge/{keep.public_id}/").status_code == 404


def test_the_address_of_a_lost_contact_leads_to_the_kept_one(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    keep, lose = two
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    answer = staff.get(f"/desk/people/{lose.public_id}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/people/{keep.public_id}/")


def test_a_search_is_asked_by_a_button_and_tells_how_far_it_is(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert staff.post(f"{PAIRS}search/").status_code == 302
    assert Job.objects.filter(name="people.search_duplicates").exists()
    search = DuplicateSearch.objects.get()
    duplicates.note_progress(search.pk, state="running", percent=40)
    assert "40 % done" in body(staff, PAIRS)
    duplicates.note_progress(search.pk, state="done", percent=100)
    assert "Is done" in body(staff, PAIRS)


def test_a_coordinator_sees_only_pairs_of_the_own_region(enter: Enter) -> None:
    make_municipality("3500", "Hasselt", make_region().code)
    make_municipality("9000", "Gent", "OVL")
    near, near_too = make_person("Near", postal_code="3500"), make_person("Too", postal_code="3500")
    far = make_person("Far", postal_code="9000")
    seen, unseen = pair_of(near, near_too), pair_of(near, far)
    client = enter(Role.COORDINATOR, region=make_region())
    html = body(client, PAIRS)
    assert "Too" in html
    assert "Far" not in html
    assert client.get(f"{PAIRS}{seen.pk}/").status_code == 200
    for url in (
        f"{PAIRS}{unseen.pk}/",
        f"/desk/people/{near.public_id}/merge/{far.public_id}/",
        f"/desk/people/{far.public_id}/merge/{near.public_id}/",
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"decision": "one"}).status_code == 404
    assert "Jan Far" not in body(client, f"/desk/people/{near.public_id}/merge/?q=Far")
    assert "Far" not in body(client, "/desk/people/new/known/?first_name=Jan&last_name=Far")
    taken = b"".join(client.get(f"{PAIRS}?export=csv").streaming_content).decode()
    assert "Too" in taken
    assert "Far" not in taken


def test_the_list_takes_the_same_queries_for_many(staff: Client) -> None:
    def queries() -> int:
        body(staff, PAIRS)
        with CaptureQueriesContext(connection) as caught:
            body(staff, PAIRS)
        return len(caught)

    people = [make_person(f"Naam{number}") for number in range(12)]
    pair_of(people[0], people[1])
    few = queries()
    for number in range(1, 11):
        pair_of(people[number], people[number + 1])
    assert queries() == few


# ---- Warned while typing ----


def test_whoever_adds_a_contact_sees_who_is_known_already(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    url = "/desk/people/new/known/"
    assert url in body(staff, "/desk/people/new/")
    for asked, why in (
        ("email=MO@example.org", "the same e-mail address"),
        ("phone=%2B32470123456", "the same telephone number"),
        ("first_name=Muhammed&last_name=Karimi", "the same name"),
        ("first_name=Muhamed&last_name=Karimi", "sounds like"),
    ):
        html = body(staff, f"{url}?{asked}")
        assert "Perhaps known already" in html
        assert why in html
    for asked in ("", "first_name=Mohammad", "email=x@example.org", "phone=12"):
        assert body(staff, f"{url}?{asked}").strip() == ""


def test_the_best_match_comes_first(staff: Client, two: tuple[Contact, Contact]) -> None:
    html = body(
        staff, "/desk/people/new/known/?first_name=Mohammad&last_name=Karimi&email=mk@example.org"
    )
    assert html.index("Muhammed Karimi") < html.index("Mohammad Karimi")


def test_the_contact_list_shows_who_is_alike_below_few_hits(
    staff: Client, two: tuple[Contact, Contact]
) -> None:
    html = body(staff, "/desk/people/?q=Mohammad")
    assert html.index("Mohammad Karimi") < html.index("Also alike") < html.index("Muhammed Karimi")
    assert "sounds like" in html
    html = body(staff, "/desk/people/results/?q=Mohamett")
    assert "Nobody has exactly that name" in html
