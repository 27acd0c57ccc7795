"""The plan for programs: everything for the desk, for others what was published."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from brug.kernel.roles import Role
from brug.plan.enums import Judgement
from brug.plan.models import Figure, Indicator, Plan
from tests.factories.kernel import make_user, sign_in
from tests.plan.measures import registered
from tests.plan.world import act, make_person, make_plan, make_regions

API = "/api/v1/plan/"
STANDING = API + "2026-2030/indicators/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    with registered(), time_machine.travel("2026-09-30 12:00:00+02:00", tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    north, _south = make_regions("north", "south")
    person = make_person(north)
    for day in range(1, 31):
        act(person, date(2026, 4, day))
    return make_plan("what: trees, target: 100, every: year", "what: birds, target: 5, every: year")


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_user(Role.BOARD))


def test_desk_reads_how_every_indicator_stands(plan: Plan, desk: Client) -> None:
    trees, birds = desk.get(STANDING).json()
    assert (trees["id"], trees["target"], trees["actual"]) == ("A1", "100", "30")
    assert trees["judgement"] == "out_of_reach"
    assert (birds["actual"], birds["judgement"]) == (None, "no_data")


def test_region_and_day_narrow_it(plan: Plan, desk: Client) -> None:
    [trees, _birds] = desk.get(STANDING + "?region=south").json()
    assert (trees["region"], trees["actual"]) == ("south", "0")
    [trees, _birds] = desk.get(STANDING + "?as_of=2026-04-10").json()
    assert (trees["as_of"], trees["actual"]) == ("2026-04-10", "10")
    assert desk.get(STANDING + "?region=nowhere").status_code == 404
    assert desk.get(STANDING + "?as_of=soon").status_code == 422


def test_others_read_only_what_was_published(plan: Plan) -> None:
    assert Client().get(STANDING).json() == []
    assert Client().get(API).json() == []
    Indicator.objects.filter(code="A1").update(is_public=True)
    assert [one["id"] for one in Client().get(STANDING).json()] == ["A1"]
    assert Client().get(STANDING + "A2/").status_code == 404
    assert Client().get(STANDING + "A1/").json()["actual"] == "30"
    assert [one["id"] for one in Client().get(API).json()] == ["2026-2030"]
    objectives = Client().get(API + "2026-2030/objectives/").json()
    assert [(one["id"], one["indicators"]) for one in objectives] == [
        ("SD1", []),
        ("SD1.OD1", ["A1"]),
    ]


def test_others_look_from_today_or_from_the_end_of_a_month(plan: Plan) -> None:
    Indicator.objects.filter(code="A1").update(is_public=True)
    seen = {
        day: Client().get(f"{STANDING}A1/?as_of={day}").json()["as_of"]
        for day in ("2026-09-30", "2026-04-30", "2026-04-29")
    }
    assert seen["2026-09-30"] == "2026-09-30"
    assert (seen["2026-04-30"], seen["2026-04-29"]) == ("2026-04-30", "2026-03-31")


def test_what_others_may_not_see_is_not_counted(plan: Plan, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        assert Client().get(STANDING).json() == []


@pytest.mark.parametrize(
    "asked", ["as_of=0001-01-01", "as_of=9999-12-31", "year=2031", "year=-1", "year=99999999999999"]
)
def test_what_cannot_be_asked_is_refused_with_why(plan: Plan, desk: Client, asked: str) -> None:
    told = desk.get(f"{STANDING}?{asked}")
    assert told.status_code == 422
    assert told.json()["detail"].endswith(".")


def test_director_publishes_and_takes_back(plan: Plan, client: Client) -> None:
    sign_in(client, make_user(Role.DIRECTOR))
    address = "/desk/plan/2026-2030/indicators/A1/publish/"
    client.post(address, {"public": "1"})
    assert Indicator.objects.get(code="A1").is_public
    client.post(address, {"public": "0"})
    assert not Indicator.objects.get(code="A1").is_public
    verbs = ModelLogEntry.objects.filter(action__startswith="plan.indicator_")
    assert {one.action for one in verbs} == {"plan.indicator_published", "plan.indicator_hidden"}


def test_board_cannot_publish(plan: Plan, desk: Client) -> None:
    desk.post("/desk/plan/2026-2030/indicators/A1/publish/", {"public": "1"})
    assert not Indicator.objects.get(code="A1").is_public


def test_nothing_can_be_written_through_it(plan: Plan, desk: Client) -> None:
    for address in (API, STANDING, STANDING + "A1/"):
        assert desk.post(address, {}, content_type="application/json").status_code == 405


def test_the_description_tells_the_words_of_a_judgement(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()["components"]["schemas"]["StatusOut"]
    assert all(one.value in told["description"] for one in Judgement)
    assert set(told["properties"]) >= {"id", "target", "actual", "forecast", "judgement"}


def test_a_stranger_looks_at_the_first_month_of_the_plan_from_its_end(plan: Plan) -> None:
    Indicator.objects.filter(code="A1").update(is_public=True)
    told = Client().get(f"{STANDING}A1/?as_of=2026-01-15").json()
    assert told["as_of"] == "2026-01-31"


def test_a_list_of_objectives_counts_no_figure(
    plan: Plan, desk: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(8):
        told = desk.get(API + "2026-2030/objectives/").json()
    assert [one["id"] for one in told] == ["SD1", "SD1.OD1"]
    assert not Figure.objects.exists()
