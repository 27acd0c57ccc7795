"""The pages of volunteering: the directory, a group's desk, one's own page, the desk of staff."""

import pytest
from django.test import Client

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.roles import Role
from brug.volunteers.enums import CandidateState, InitiativeState
from brug.volunteers.models import Candidate, Initiative, Lead, Opening
from brug.volunteers.queries.directory import search
from brug.volunteers.services import initiatives, leads, proposing
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.people import make_municipality, make_person
from tests.factories.volunteers import (
    PROOF,
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)
from tests.volunteers.conftest import Enter

pytestmark = pytest.mark.django_db


def test_the_directory_shows_listed_groups_the_nearest_first() -> None:
    make_initiative("Gastvrij Gent", "9000", themes=("buddy",), languages=("ps",))
    hidden = make_initiative("Verborgen", "9000")
    initiatives.hide_initiative(actor=HOUSE, initiative=hidden)
    assert [one.initiative.name for one in search()] == ["Gastvrij Gent"]
    assert [one.initiative.name for one in search(text="gástvrij")] == ["Gastvrij Gent"]
    assert search(theme="housing") == []
    assert len(search(language="ps")) == 1
    assert search(seeking=True) == []
    page = Client().get("/nl/groups/?near=9000")
    assert b"Gastvrij Gent" in page.content
    assert b"Verborgen" not in page.content


def test_open_data_name_groups_and_no_person() -> None:
    group = make_initiative("=Gastvrij", "9000", about="Elke week koffie.")
    make_lead(group)
    told = Client().get("/nl/groups/open-data.json").json()
    assert [one["name"] for one in told["initiatives"]] == ["=Gastvrij"]
    assert "Mieke" not in str(told)
    text = b"".join(Client().get("/nl/groups/open-data.csv").streaming_content).decode()
    assert "'=Gastvrij" in text


def test_a_group_that_asks_for_a_page_waits_for_a_coordinator() -> None:
    make_municipality()
    form = {
        "name": "Nieuwe groep",
        "postal_code": "9000",
        "your_name": "Lien",
        "your_email": "lien@example.org",
    }
    assert Client().post("/nl/groups/new/", form).status_code == 302
    group = Initiative.objects.get()
    assert group.state == InitiativeState.WAITING
    assert Client().get(f"/nl/groups/{group.public_id}/").status_code == 404
    mail = OutgoingMail.objects.get(kind="volunteers.lead_invited")
    token = mail.text.split("/groups/lead/", 1)[1].split("/")[0]
    assert not Lead.objects.standing().exists()
    leads.accept(token=token, proof=PROOF)
    leads.accept(token=token, proof=PROOF)
    assert Lead.objects.standing().count() == 1


def test_a_lead_keeps_the_page_and_says_what_is_sought(enter: Enter) -> None:
    group = make_initiative()
    client = enter(make_lead(group))
    desk = f"/nl/my/groups/{group.public_id}/"
    assert client.get(desk).status_code == 200
    client.post(f"{desk}page/", {"postal_code": "9000", "about": "Wij zijn er."})
    group.refresh_from_db()
    assert group.about == "Wij zijn er."
    client.post(f"{desk}openings/", {"title": "Koffie", "places": "2"})
    opening = Opening.objects.get()
    client.post(f"{desk}openings/{opening.public_id}/close/")
    opening.refresh_from_db()
    assert opening.closed_at is not None
    refused = client.post(f"{desk}openings/", {"title": "", "places": "0"})
    assert refused.status_code == 422


def test_the_last_lead_cannot_leave_and_a_stranger_sees_nothing(enter: Enter) -> None:
    group = make_initiative()
    lead = make_lead(group)
    client = enter(lead)
    own = Lead.objects.get()
    client.post(f"/nl/my/groups/{group.public_id}/leads/{own.pk}/end/")
    assert Lead.objects.standing().count() == 1
    stranger = enter(make_person("Vreemd", email="vreemd@example.org"))
    assert stranger.get(f"/nl/my/groups/{group.public_id}/").status_code == 404


def test_a_candidate_sees_changes_and_ends_the_search_on_the_own_page(enter: Enter) -> None:
    candidate = make_candidate(make_person("Z", email="z@example.org"))
    client = enter(candidate.person)
    assert b"v-" in client.get("/nl/my/volunteering/").content
    wish = {"postal_code": "9000", "radius_km": "30", "languages": ["uk"]}
    assert client.post("/nl/my/volunteering/", wish).status_code == 302
    candidate.refresh_from_db()
    assert (candidate.radius_km, candidate.languages) == (30, ["uk"])
    client.post("/nl/my/volunteering/stop/", {"reason": "changed_mind"})
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.STOPPED


def test_staff_propose_from_the_page_of_a_candidate(desk: Client) -> None:
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group, languages_wished=("nl",))
    candidate = make_candidate(languages=("nl",))
    address = f"/desk/candidates/{candidate.public_id}/"
    assert b"Taaltafel" in desk.get(address).content
    desk.post(f"{address}do/propose/", {"opening": opening.public_id, "word": "Past goed."})
    proposal = candidate.proposals.get()
    assert proposal.score > 0
    assert proposal.reasons
    again = desk.post(f"{address}do/propose/", {"opening": "geen-sleutel"})
    assert again.status_code in (302, 404)


def test_a_coordinator_sees_candidates_of_the_own_region_and_those_handed_over() -> None:
    here = make_municipality("9000", "Gent", "OVL").working_region
    make_municipality("2000", "Antwerpen", "ANT")
    mine = make_candidate(make_person("Hier", email="h@example.org"), "9000")
    other = make_candidate(make_person("Daar", email="d@example.org"), "2000")
    handed = make_candidate(make_person("Over", email="o@example.org"), "2000")
    Candidate.objects.filter(pk=handed.pk).update(escalated_to=here)
    user = make_user(Role.COORDINATOR, region=here)
    seen = Candidate.objects.visible_to(Actor.of_user(user))
    assert set(seen) == {mine, handed}
    give_factor(user)
    client = sign_in(Client(), user)
    assert client.get(f"/desk/candidates/{other.public_id}/").status_code == 404


def test_a_division_is_worked_out_and_proposed_from_the_desk(desk: Client) -> None:
    group = make_initiative()
    make_lead(group)
    make_free_opening(group)
    candidate = make_candidate()
    weights = {f"weight_{name}": "2" for name in ("distance", "themes", "languages", "times")}
    more = {"weight_skills": "1", "weight_need": "1", "weight_small_groups": "1", "name": "Proef"}
    shown = desk.post("/desk/divisions/", {**weights, **more}, follow=True)
    assert shown.status_code == 200
    assert candidate.person.last_name.encode() in shown.content
    assert proposing.Proposal.objects.count() == 0
