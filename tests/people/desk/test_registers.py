"""Journal, campaigns, purposes, target groups, and the cards of the home."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brug.kernel.roles import Role
from brug.people.enums import Channel, EngagementKind
from brug.people.models import Campaign, Contact, Purpose, TargetGroup
from brug.people.services import campaigns, consent
from brug.people.services.attribution import Came
from brug.people.services.consent import Proof
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_person
from tests.people.desk.conftest import Enter, body

WORDS = {"channels": ["email"], "is_active": "on", "order": "5", "name_nl": "Wandeling"}


def acts(client: Client, question: str = "") -> list[str]:
    response = client.get(f"/desk/journal/?{question}")
    return [line.person.name for line in response.context["object_list"]]


def test_the_journal_is_filtered(admin: Client, near: Contact, far: Contact) -> None:
    campaigns.make_campaign(actor=HOUSE, code="winter", name="Winter")
    act(near, EngagementKind.GIFT, days=3, came=Came(campaign="winter"))
    act(far, EngagementKind.VOLUNTEERED, days=1)
    assert acts(admin) == ["Aylin Özdemir", "Zoë Müller"]
    assert acts(admin, "kind=gift") == ["Zoë Müller"]
    assert acts(admin, f"campaign={Campaign.objects.get().pk}") == ["Zoë Müller"]
    assert acts(admin, f"working_region={far.region.working_region_id}") == ["Aylin Özdemir"]
    assert acts(admin, "q=ozdemir") == ["Aylin Özdemir"]


def test_a_longer_journal_takes_no_more_queries(admin: Client, near: Contact) -> None:
    def count() -> int:
        admin.get("/desk/journal/")
        with CaptureQueriesContext(connection) as queries:
            admin.get("/desk/journal/")
        return len(queries)

    act(near, came=Came(source="news"))
    few = count()
    for number in range(10):
        act(make_person(f"P{number}", postal_code="9000"), came=Came(source=f"s{number}"))
    assert count() == few


def test_a_campaign_is_added_and_changed(admin: Client) -> None:
    admin.post("/desk/campaigns/new/", {"code": "winter", "name": "Winter", "cost": "10"})
    again = admin.post("/desk/campaigns/new/", {"code": "winter", "name": "X", "cost": "0"})
    assert "in use already" in body(again)
    told = {"name": "Winter", "starts_on": "2026-02-01", "ends_on": "2026-01-01", "cost": "10"}
    wrong = admin.post("/desk/campaigns/edit/winter/", told)
    assert wrong.status_code == 422
    assert "ends_on" in wrong.context["form"].errors
    admin.post("/desk/campaigns/edit/winter/", told | {"ends_on": "2026-03-01", "name": "Koud"})
    assert Campaign.objects.get().name == "Koud"
    assert "Koud" in body(admin.get("/desk/campaigns/?q=koud"))


def test_a_target_group_cannot_lie_within_itself(admin: Client) -> None:
    admin.post("/desk/target-groups/new/", {"code": "press", "name": "Pers", "review_months": 6})
    group = TargetGroup.objects.get()
    wrong = admin.post(
        "/desk/target-groups/edit/press/", {"name": "Pers", "parent": group.pk, "review_months": 6}
    )
    assert "parent" in wrong.context["form"].errors
    admin.post(
        "/desk/target-groups/edit/press/",
        {"name": "Pers", "meaning": "Wie schrijft", "review_months": 6},
    )
    assert "Wie schrijft" in body(admin.get("/desk/target-groups/"))


def test_other_words_make_another_version_and_consents_keep_theirs(
    admin: Client, near: Contact
) -> None:
    told = WORDS | {"wording_nl": "Jullie mogen mij over de wandeling mailen."}
    admin.post("/desk/purposes/new/", told | {"code": "walk"})
    consent.give(
        actor=HOUSE,
        person_id=near.pk,
        purpose="walk",
        channel=Channel.EMAIL,
        proof=Proof(where="test", language="nl"),
    )
    admin.post("/desk/purposes/edit/walk/", told | {"wording_nl": "Andere woorden."})
    assert Purpose.objects.get(code="walk").version == 2
    event = near.consents.get().events.get()
    assert (event.wording_version, event.wording) == (1, told["wording_nl"])


def test_a_purpose_needs_dutch_and_a_channel(admin: Client) -> None:
    response = admin.post("/desk/purposes/new/", {"code": "walk", "order": "1"})
    assert {"name_nl", "wording_nl", "channels"} <= set(response.context["form"].errors)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/desk/campaigns/", {200}),
        ("/desk/campaigns/new/", {302, 403}),
        ("/desk/purposes/", {302, 403}),
        ("/desk/purposes/edit/news/", {302, 403}),
        ("/desk/target-groups/", {200}),
        ("/desk/target-groups/new/", {302, 403}),
    ],
)
def test_registers_are_changed_by_who_may(enter: Enter, url: str, status: set[int]) -> None:
    assert enter(Role.STAFF_OFFICE).get(url).status_code in status


def test_the_home_tells_of_sympathisers_and_of_who_is_new(admin: Client, near: Contact) -> None:
    act(near, days=400)
    act(near, days=1)
    act(make_person("Nieuw", ""), days=2)
    html = body(admin.get("/desk/"))
    assert "1 more than a year ago" in html
    assert "New this week" in html
    assert "Zoë Müller" in html


def test_the_menu_shows_people_to_who_may_see_them(enter: Enter) -> None:
    assert "/desk/people/" in body(enter(Role.STAFF_OFFICE).get("/desk/"))
    assert "/desk/people/" not in body(enter(Role.BOARD).get("/desk/"))


@pytest.mark.parametrize("ordering", ["starts_on", "-starts_on"])
def test_what_is_not_known_comes_last_whichever_way_a_list_is_sorted(
    admin: Client, ordering: str
) -> None:
    for code, day in (("zonder", None), ("maart", date(2026, 3, 1)), ("mei", date(2026, 5, 1))):
        Campaign.objects.create(code=code, name=code, starts_on=day)
    page = admin.get(f"/desk/campaigns/?ordering={ordering}").content.decode()
    places = [page.index(f"brought/{code}/") for code in ("maart", "mei", "zonder")]
    assert max(places) == places[-1]
