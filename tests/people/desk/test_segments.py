"""The desk's screens of segments."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.answers import keeping
from brug.kernel.models import KeptAnswer, Region, User
from brug.kernel.registries.schedules import schedules
from brug.kernel.roles import Role
from brug.people.models import Contact, FrozenList, Segment
from brug.people.queries.neighbours import Neighbours
from brug.people.services.segments.freezing import freeze
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_person
from tests.people.desk.conftest import Enter, body

HOME = "/desk/segments/"
DONORS = {
    "op-0": "all",
    "is-0.0": "people.did",
    "v-0.0-kinds": ["gift"],
    "v-0.0-how": "at_least",
    "v-0.0-times": "1",
}


def test_the_list_tells_segments_in_words(admin: Client) -> None:
    html = body(admin.get(HOME))
    assert "Schenkers" in html
    assert "Everyone of whom this is true: “Gave money or Sponsored a walker”" in html


def test_another_s_own_segment_is_not_shown(admin: Client, enter: Enter) -> None:
    owner = User.objects.get()
    Segment.objects.create(code="mine", name="Mijn lijst", tree={"version": 1}, owner=owner)
    assert "Mijn lijst" in body(admin.get(HOME))
    other = enter(Role.STAFF_MOVEMENT)
    assert "Mijn lijst" not in body(other.get(HOME))
    assert other.get(f"{HOME}one/mine/").status_code == 404


def test_a_draft_is_counted_while_it_is_built(admin: Client, near: Contact, far: Contact) -> None:
    act(near, "gift")
    html = body(admin.post(f"{HOME}count/", DONORS))
    assert "<strong>1</strong>" in html
    assert "0 % of whom may be mailed" in html
    assert "“Gave money”" in html


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"op-0": "all"}, "Choose a condition"),
        ({"op-0": "all", "is-0.0": ""}, "Choose a condition"),
        (DONORS | {"v-0.0-times": "many"}, "Not counted yet"),
        (DONORS | {"v-0.0-times": ""}, "fill in"),
        (DONORS | {"is-0.1": "giving.legacy"}, "giving.legacy"),
        ({"is-0": "people.volunteer"}, "is a volunteer"),
        ({"op-0": "zzz", "is-0.0": "people.volunteer", "op-0.0.9": "all"}, "is a volunteer"),
    ],
)
def test_what_cannot_be_counted_yet_says_what_is_missing(
    admin: Client, told: dict, words: str
) -> None:
    assert words in body(admin.post(f"{HOME}count/", told))


def test_buttons_add_group_remove_and_undo(admin: Client) -> None:
    def pressed(do: str, told: dict) -> dict:
        response = admin.post(f"{HOME}build/", told | {"do": do})
        assert response.headers["HX-Trigger-After-Settle"] == "built"
        draft = response.context["draft"]
        return {"past": draft.past_text, "tree": draft.tree}

    added = pressed("add:0", DONORS)
    assert added["tree"]["all"][1] == {"is": "", "with": {}}
    grouped = pressed("group:0", DONORS)
    assert grouped["tree"]["all"][1] == {"any": [{"is": "", "with": {}}]}
    removed = pressed("remove:0.0", DONORS)
    assert removed["tree"] == {"version": 1, "all": []}
    undone = pressed("undo", {"op-0": "all", "past": removed["past"]})
    assert undone["tree"]["all"][0]["with"]["kinds"] == ["gift"]
    assert pressed("undo", DONORS | {"past": "[nonsense"})["tree"]["all"]
    assert pressed("remove:0.7", DONORS)["tree"]["all"]


def test_a_segment_is_saved_changed_and_duplicated(admin: Client) -> None:
    told = DONORS | {"name": "Wie gaf", "meaning": "Bedanken", "do": "save"}
    assert admin.post(f"{HOME}new/", told).headers["Location"] == f"{HOME}one/wie-gaf/"
    html = body(admin.get(f"{HOME}one/wie-gaf/edit/"))
    assert 'name="v-0.0-times" type="number" value="1"' in html
    admin.post(f"{HOME}one/wie-gaf/edit/", told | {"v-0.0-times": "3", "is_shared": "on"})
    kept = Segment.objects.get(code="wie-gaf")
    assert kept.tree["all"][0]["with"]["times"] == 3
    assert kept.is_shared
    assert "Wie gaf (copy)" in body(admin.get(f"{HOME}new/?from=wie-gaf"))


def test_without_scripts_buttons_draw_the_whole_page_anew(admin: Client) -> None:
    html = body(admin.post(f"{HOME}new/", DONORS | {"name": "Half", "do": "add:0"}))
    assert 'value="Half"' in html
    assert 'name="is-0.1"' in html


def test_a_segment_that_cannot_be_kept_comes_back_with_what_is_wrong(admin: Client) -> None:
    response = admin.post(f"{HOME}new/", {"op-0": "all", "name": "Leeg", "do": "save"})
    assert response.status_code == 422
    assert "A group has no conditions yet" in body(response)
    assert not Segment.objects.filter(name="Leeg").exists()


def test_who_may_not_share_is_not_asked(enter: Enter) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    assert "is_shared" not in body(client.get(f"{HOME}new/"))
    client.post(f"{HOME}new/", DONORS | {"name": "Mijn", "is_shared": "on", "do": "save"})
    assert not Segment.objects.get(code="mijn").is_shared
    copied = client.get(f"{HOME}one/donors/edit/")
    assert copied.headers["Location"] == f"{HOME}new/?from=donors"


def test_a_segment_that_cannot_be_counted_says_so_everywhere(admin: Client) -> None:
    old = Segment.objects.create(
        code="old", name="Oud", tree={"version": 0}, owner=User.objects.get()
    )
    frozen = FrozenList.objects.create(
        segment=old, name="Oud", room="desk", purpose="x", lawful_basis="y",
        tree={"version": 0}, sentence="", size=0,
    )  # fmt: skip
    pages = ["one/old/", "one/old/members/", f"lists/{frozen.pk}/"]
    for part in pages:
        assert "Build it again" in body(admin.get(HOME + part)), part
    assert "Choose a condition" in body(admin.get(f"{HOME}one/old/edit/"))


def test_members_say_why_and_go_along_as_a_file(admin: Client, near: Contact) -> None:
    act(near, "gift")
    make_person("Ander")
    html = body(admin.get(f"{HOME}one/donors/members/"))
    assert "Zoë Müller" in html
    why = body(admin.get(f"{HOME}one/donors/why/?contact={near.public_id}"))
    assert "Zoë Müller is in it" in why
    assert "1 time, last on" in why
    assert "Zoë Müller" in body(admin.get(f"{HOME}one/donors/why/?q=mull"))
    assert admin.get(f"{HOME}one/donors/why/?contact=nonsense").status_code == 404
    response = admin.get(f"{HOME}one/donors/members/?export=csv")
    assert b"zoe@example.org" in b"".join(response.streaming_content)
    assert ModelLogEntry.objects.filter(action="people.list_exported").count() == 1
    assert admin.get(f"{HOME}one/donors/members/?export=pdf").status_code == 404


def test_who_may_not_export_gets_no_file(enter: Enter) -> None:
    client = enter(Role.STAFF_POLICY)
    assert client.get(f"{HOME}one/donors/members/").status_code == 200
    answer = client.get(f"{HOME}one/donors/members/?export=csv")
    assert answer.headers.get("Location") == "/desk/" or answer.status_code == 403


def test_a_list_is_frozen_and_tells_what_changed(admin: Client, near: Contact) -> None:
    act(near, "gift")
    told = {"purpose": "Bedankbrief", "lawful_basis": "Overeenkomst"}
    place = admin.post(f"{HOME}one/donors/freeze/", told).headers["Location"]
    late = make_person("Laat")
    act(late, "gift")
    html = body(admin.get(place))
    assert "Bedankbrief" in html
    assert "Came in: 1" in html
    assert "now: “Gave money or Sponsored a walker” in the last 12 months" in html
    assert admin.post(f"{HOME}one/donors/freeze/", {"purpose": ""}).status_code == 422
    assert "Bedankbrief" in body(admin.get(f"{HOME}one/donors/"))


def test_a_segment_is_removed_unless_it_is_used(admin: Client) -> None:
    uses = {"version": 1, "all": [{"is": "people.segment", "with": {"segment": "donors"}}]}
    Segment.objects.create(code="outer", name="Buitenste", tree=uses)
    html = body(admin.post(f"{HOME}one/donors/remove/", follow=True))
    assert "It is used within: Buitenste" in html
    admin.post(f"{HOME}one/newsletter/remove/")
    assert not Segment.objects.filter(code="newsletter").exists()


def test_a_coordinator_meets_the_own_region_alone(
    coordinator: Client, gent: Region, near: Contact, far: Contact
) -> None:
    for one in (near, far):
        act(one, "gift")
    frozen = freeze(
        actor=HOUSE, segment=Segment.objects.get(code="donors"), room="desk", purpose="x",
        lawful_basis="y",
    )  # fmt: skip
    late = make_person("Later", postal_code="3500")
    act(late, "gift")
    pages = {
        "one/donors/": "<strong>1</strong>",
        "one/donors/members/": "Zoë",
        f"lists/{frozen.pk}/": "Zoë",
        "one/donors/why/?q=aylin": "Nobody and nothing fits",
    }
    for part, words in pages.items():
        html = body(coordinator.get(HOME + part))
        assert words in html, part
        assert "Özdemir" not in html, part
        assert "Later" not in html, part
    assert coordinator.get(f"{HOME}one/donors/why/?contact={far.public_id}").status_code == 404
    told = coordinator.get(f"{HOME}one/donors/members/?export=csv")
    assert b"aylin" not in b"".join(told.streaming_content)
    assert "<strong>1</strong>" in body(coordinator.post(f"{HOME}count/", DONORS))


@pytest.mark.parametrize("people", [3, 60])
def test_a_page_of_members_costs_the_same(
    admin: Client, people: int, django_assert_max_num_queries
) -> None:
    for number in range(people):
        act(make_person(f"P{number:03}"), "gift")
    admin.get(f"{HOME}one/donors/members/")
    with django_assert_max_num_queries(16):
        response = admin.get(f"{HOME}one/donors/members/")
    assert len(response.context["shown"].people) == min(people, 50)


def test_pages_of_members_follow_each_other_both_ways(admin: Client) -> None:
    """Some share a name, some leave and come while somebody leafs through."""
    keys = []
    for number in range(130):
        person = make_person(f"P{number // 40}")
        act(person, "gift")
        keys.append(person.pk)
    start = f"{HOME}one/donors/members/"

    def shown(address: str) -> tuple[list[int], Neighbours]:
        response = admin.get(address)
        assert response.status_code == 200
        found: Neighbours = response.context["shown"]
        return [one.pk for one in found.people], found

    first, page = shown(start)
    second, page = shown(start + page.next_address)
    third, last = shown(start + page.next_address)
    assert first + second + third == keys
    assert (last.number, last.pages, last.has_next) == (3, 3, False)
    assert shown(start + last.previous_address)[0] == second
    assert shown(start + page.previous_address)[0] == first
    # By number alone, and with an edge that is nobody's any more.
    assert shown(f"{start}?p=2")[0] == second
    assert shown(f"{start}?p=2&after=999999999")[0] == second
    for odd in ("?p=x", "?p=0", "?after=x", "?before=-1"):
        assert shown(start + odd)[0] == first
    assert shown(f"{start}?p=99")[0] == third
    assert "&amp;after=" in body(admin.get(start))


def test_a_later_page_begins_where_the_one_before_ended(admin: Client) -> None:
    for number in range(60):
        act(make_person(f"P{number:02}"), "gift")
    start = f"{HOME}one/donors/members/"
    address = admin.get(start).context["shown"].next_address
    with CaptureQueriesContext(connection) as asked:
        admin.get(start + address)
    assert not [one for one in asked.captured_queries if "OFFSET 50" in one["sql"]]


def test_the_size_of_a_segment_is_kept_with_its_time(
    admin: Client, near: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", -1)
    act(near, "gift")
    assert "<strong>1</strong>" in body(admin.get(f"{HOME}one/donors/"))
    act(make_person("Later"), "gift")
    for part in ("one/donors/", "one/donors/members/"):
        assert "What changed since is counted within five minutes" in body(admin.get(HOME + part))
    assert "Later" in body(admin.get(f"{HOME}one/donors/members/"))  # who is in it is never old
    segment = Segment.objects.get(code="donors")
    segment.tree = {"version": 1, "all": [{"is": "people.volunteer"}]}
    segment.save()
    assert "<strong>0</strong>" in body(admin.get(f"{HOME}one/donors/"))
    schedules.get("kernel.refresh_answers").run()
    jobs.drain()
    (kept,) = KeptAnswer.objects.filter(question="people.segment")
    assert kept.value == []  # the count by the former conditions was dropped
