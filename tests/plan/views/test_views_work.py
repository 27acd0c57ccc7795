"""What people do on the plan's screens: load, enter, bind, plan, review."""

import io
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from brug.kernel.models import Region
from brug.kernel.roles import Role
from brug.plan.forms import ConfirmImportForm
from brug.plan.models import ActionItem, Binding, Measurement, Plan, PlanVersion, Review
from tests.plan.views.conftest import Enter
from tests.plan.world import PLAN as TEXT
from tests.plan.world import indicator

PLAN = "/desk/plan/2026-2030/"
FIGURE = PLAN + "indicators/A2/figures/add/"


def upload(client: Client, text: str, name: str = "plan.yaml") -> str:
    file = SimpleUploadedFile(name, text.encode())
    response = client.post("/desk/plan/import/", {"file": file})
    return response.content.decode()


def line(keys: str) -> str:
    return f"          - {{id: A1, {keys}}}"


def test_file_is_shown_before_it_is_taken(plan: Plan, enter: Enter) -> None:
    html = upload(enter(Role.DIRECTOR), TEXT % line("what: trees, target: 120, every: year"))
    assert "A1 · target" in html
    assert "<del>100</del>" in html
    assert "<ins>120</ins>" in html
    assert PlanVersion.objects.count() == 1


def test_confirmed_file_is_in_force(plan: Plan, enter: Enter) -> None:
    data = (TEXT % line("what: trees, target: 120, every: year")).encode()
    client = enter(Role.DIRECTOR)
    form = ConfirmImportForm.around("new.yaml", data)
    response = client.post("/desk/plan/import/confirm/", form.initial)
    assert response.headers["Location"] == PLAN
    assert indicator().target == 120
    assert PlanVersion.objects.first().source_text.encode() == data
    html = client.get(PLAN + "versions/2/").content.decode()
    assert "<ins>120</ins>" in html
    assert client.get(PLAN + "versions/2/file/").content == data


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("what: trees, target: many, every: year", "a number such as"),
        ("what: trees, target: -4, every: year", "zero or more"),
        ("what: trees, target: 5, every: year, measure: no.such", "no.such"),
    ],
)
def test_refused_file_shows_the_faulty_line(
    plan: Plan, enter: Enter, keys: str, reason: str
) -> None:
    html = upload(enter(Role.DIRECTOR), TEXT % line(keys))
    assert reason in html
    assert '<span class="p-line-number">12</span>' in html
    assert "p-line-wrong" in html
    assert PlanVersion.objects.count() == 1


def test_broken_confirmation_leads_back_to_the_start(plan: Plan, enter: Enter) -> None:
    sent = {"name": "x", "content": "no base64!"}
    response = enter(Role.DIRECTOR).post("/desk/plan/import/confirm/", sent)
    assert response.headers["Location"] == "/desk/plan/import/"


@pytest.mark.parametrize("role", [Role.BOARD, Role.STAFF_MOVEMENT])
def test_only_who_steers_may_load_a_plan(plan: Plan, enter: Enter, role: Role) -> None:
    response = enter(role).get("/desk/plan/import/")
    assert response.status_code in {302, 403}


def test_figure_by_hand_shows_with_its_source(plan: Plan, enter: Enter) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    sent = {"value": "7", "measured_on": "2026-09-20", "source": "Own count", "region": ""}
    response = client.post(FIGURE, sent | {"starts_on": "2026-01-01"})
    assert response.status_code == 302
    html = client.get(PLAN + "indicators/A2/").content.decode()
    assert "Own count" in html
    assert "1 January 2026" in html


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"measured_on": "2026-12-01"}, "This day has not come yet."),
        ({"measured_on": "2019-05-01"}, "The plan begins in 2026: figures count from 1 January"),
        ({"source": ""}, "This field is required."),
        ({"value": "-3"}, "greater than or equal to 0"),
        ({"starts_on": "2026-09-25"}, "This lies after the day of the figure."),
    ],
)
def test_wrong_figure_is_refused_at_its_field(
    plan: Plan, enter: Enter, wrong: dict[str, str], told: str
) -> None:
    sent = {"value": "7", "measured_on": "2026-09-20", "source": "Own count"} | wrong
    response = enter(Role.DIRECTOR).post(FIGURE, sent)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Measurement.objects.exists()


def test_second_figure_for_a_day_is_refused_with_the_first(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    sent = {"value": "7", "measured_on": "2026-09-20", "source": "Own count"}
    client.post(FIGURE, sent)
    response = client.post(FIGURE, sent | {"value": "8"})
    assert response.status_code == 422
    assert "There is a figure for 20 September 2026 already: 7." in response.content.decode()
    assert [one.value for one in Measurement.objects.all()] == [7]


@pytest.mark.parametrize("day", ["1999-01-01", "2090-01-01"])
def test_deadline_far_from_its_year_is_refused_at_its_field(
    plan: Plan, enter: Enter, day: str
) -> None:
    address = PLAN + "objectives/SD1.OD1/actions/2026/add/"
    client = enter(Role.DIRECTOR)
    response = client.post(address, {"title": "Plant a tree", "deadline": day})
    html = response.content.decode()
    assert response.status_code == 422
    told = "The deadline of an action of 2026 lies between 1 January 2026 and 31 March 2027."
    assert told in html
    assert 'min="2026-01-01"' in html
    assert not ActionItem.objects.exists()


def test_coordinator_enters_for_the_own_region_only(plan: Plan, enter: Enter) -> None:
    north, south = (Region.objects.get(code=code) for code in ("north", "south"))
    client = enter(Role.COORDINATOR, region=north)
    sent = {"value": "7", "measured_on": "2026-09-20", "source": "Own count"}
    assert client.post(FIGURE, sent | {"region": south.pk}).status_code == 422
    assert client.post(FIGURE, sent | {"region": ""}).status_code == 422
    assert client.post(FIGURE, sent | {"region": north.pk}).status_code == 302
    assert [one.region for one in Measurement.objects.all()] == [north]


def test_figure_that_was_wrong_is_taken_back_and_stays_to_be_seen(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    client.post(FIGURE, {"value": "7", "measured_on": "2026-09-20", "source": "Own count"})
    number = Measurement.objects.get().pk
    client.post(f"{PLAN}indicators/A2/figures/{number}/take-back/")
    html = client.get(PLAN + "indicators/A2/").content.decode()
    assert "taken back" in html
    assert "Own count" in html


def test_presence_is_told_by_yes_or_no(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    address = PLAN + "indicators/A3/figures/add/"
    client.post(address, {"value": "1", "measured_on": "2026-09-20", "source": "Seen"})
    html = client.get(PLAN).content.decode()
    assert ">yes<" in html


def test_measure_is_looked_at_before_it_is_kept(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    address = PLAN + "indicators/A2/measure/"
    html = client.post(address, {"measure": "tests.visits", "look": "1"}).content.decode()
    assert "<dd>81</dd>" in html
    assert not Binding.objects.filter(indicator__code="A2").exists()
    sent = {"measure": "tests.visits", "filter_kind": "gave", "keep": "1"}
    client.post(address, sent)
    assert Binding.objects.get(indicator__code="A2").filters == {"kind": "gave"}


def test_indicator_is_taken_from_its_measure(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    client.post(PLAN + "indicators/A1/measure/", {"measure": "", "keep": "1"})
    assert Binding.objects.get(indicator__code="A1").measure == ""


def test_action_is_planned_moved_and_shown_to_its_owner(plan: Plan, enter: Enter) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    owner = int(client.session["_auth_user_id"])
    sent = {"title": "Plant a tree", "owner": owner, "deadline": "2026-09-01"}
    client.post(PLAN + "objectives/SD1.OD1/actions/2026/add/", sent)
    action = ActionItem.objects.get()
    assert action.owner_id == owner
    html = client.get(PLAN + "actions/").content.decode()
    assert "Plant a tree" in html
    assert "late:" in html
    back = PLAN + "objectives/SD1.OD1/"
    moved = client.post(f"{PLAN}actions/{action.pk}/move/", {"state": "done", "back": back})
    assert moved.headers["Location"] == back
    action.refresh_from_db()
    assert (action.state, action.done_on) == ("done", date(2026, 9, 30))


def test_home_names_each_of_ones_actions_once_with_its_objective(plan: Plan, enter: Enter) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    sent = {"title": "Plant a tree", "owner": int(client.session["_auth_user_id"])}
    late = sent | {"deadline": "2026-09-01"}
    client.post(PLAN + "objectives/SD1.OD1/actions/2026/add/", late)
    html = client.get("/desk/").content.decode()
    assert html.count(">Plant a tree</a>") == 1
    assert "SD1.OD1 First" in html
    assert 'class="b-small b-late"' in html


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_moving_an_action_never_leads_elsewhere(plan: Plan, enter: Enter, back: str) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    client.post(PLAN + "objectives/SD1.OD1/actions/2026/add/", {"title": "Plant a tree"})
    number = ActionItem.objects.get().pk
    moved = client.post(f"{PLAN}actions/{number}/move/", {"state": "done", "back": back})
    assert moved.headers["Location"] == PLAN + "actions/"


def test_board_cannot_move_an_action(plan: Plan, enter: Enter) -> None:
    enter(Role.DIRECTOR).post(PLAN + "objectives/SD1.OD1/actions/2026/add/", {"title": "Plant"})
    number = ActionItem.objects.get().pk
    enter(Role.BOARD).post(f"{PLAN}actions/{number}/move/", {"state": "done"})
    assert ActionItem.objects.get().state == "planned"


def test_review_of_a_quarter_is_kept_and_changed(plan: Plan, enter: Enter) -> None:
    client = enter(Role.STAFF_MOVEMENT)
    address = PLAN + "objectives/SD1.OD1/reviews/2026/3/"
    client.post(address, {"judgement": "at_risk", "text": "Too dry."})
    client.post(address, {"judgement": "on_course", "text": "It rained."})
    [review] = Review.objects.all()
    assert (review.judgement, review.text) == ("on_course", "It rained.")
    assert "It rained." in client.get(PLAN + "objectives/SD1.OD1/").content.decode()


def test_quarter_to_come_cannot_be_reviewed(plan: Plan, enter: Enter) -> None:
    address = PLAN + "objectives/SD1.OD1/reviews/2026/4/"
    response = enter(Role.DIRECTOR).post(address, {"judgement": "met", "text": "Surely."})
    assert response.status_code == 422
    assert "This quarter has not begun." in response.content.decode()


@pytest.mark.parametrize("quarter", ["2026/5", "2026/0", "2031/1", "2025/4"])
def test_quarter_outside_the_plan_is_not_found(plan: Plan, enter: Enter, quarter: str) -> None:
    address = f"{PLAN}objectives/SD1.OD1/reviews/{quarter}/"
    assert enter(Role.DIRECTOR).get(address).status_code == 404


def test_form_of_a_quarter_to_come_leads_back_and_says_when(plan: Plan, enter: Enter) -> None:
    address = PLAN + "objectives/SD1.OD1/reviews/2026/4/"
    response = enter(Role.DIRECTOR).get(address, follow=True)
    assert response.redirect_chain == [(PLAN + "objectives/SD1.OD1/", 302)]
    assert "Quarter 4 of 2026 begins on 1 October 2026" in response.content.decode()


def test_nothing_is_missed_while_its_year_runs(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    address = PLAN + "objectives/SD1.OD1/reviews/2026/3/"
    html = client.get(address).content.decode()
    assert 'value="out_of_reach"' in html
    assert 'value="missed"' not in html
    assert client.post(address, {"judgement": "missed", "text": "Dry."}).status_code == 422
    with time_machine.travel("2027-01-05 12:00:00+01:00", tick=False):
        client = enter(Role.STAFF_MOVEMENT)
        assert 'value="missed"' in client.get(address).content.decode()
        client.post(address, {"judgement": "missed", "text": "Dry."})
    assert Review.objects.get().judgement == "missed"


@pytest.mark.parametrize("year", [1999, 2025, 2031, 2090])
def test_action_of_a_year_outside_the_plan_has_no_form(plan: Plan, enter: Enter, year: int) -> None:
    address = f"{PLAN}objectives/SD1.OD1/actions/{year}/add/"
    assert enter(Role.DIRECTOR).get(address).status_code == 404


def test_amounts_are_read_as_the_reader_writes_them(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    client.post(FIGURE, {"value": "1,234.5", "measured_on": "2026-09-20", "source": "Count"})
    assert Measurement.objects.get().value == Decimal("1234.5")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_versions_actions_and_reviews_can_be_taken_along(
    plan: Plan, enter: Enter, form: str
) -> None:
    from brug.kernel.access.actor import Actor
    from brug.kernel.tables import read_table
    from brug.plan.enums import Judgement
    from brug.plan.models import Objective
    from brug.plan.services.acting import ActionDetails, plan_action
    from brug.plan.services.reviewing import review

    actor = Actor.system("test")
    objective = Objective.objects.get(code="SD1.OD1")
    details = ActionDetails(year=2026, title="=Bomen planten")
    plan_action(actor=actor, objective=objective, details=details)
    told = {"judgement": Judgement.AT_RISK, "text": "Too dry."}
    review(actor=actor, objective=objective, year=2026, quarter=2, **told)
    client = enter(Role.BOARD)
    home = "/desk/plan/2026-2030/"
    for address, word in (
        (f"{home}versions/?", "plan.yaml"),
        (f"{home}actions/?who=all&", "=Bomen planten"),
        (f"{home}objectives/SD1.OD1/?", "Too dry."),
    ):
        assert f"export={form}" in client.get(address).content.decode()
        given = b"".join(client.get(f"{address}export={form}"))
        rows = [row.cells for row in read_table(io.BytesIO(given), f"x.{form}")]
        assert len(rows) == 2, address
        assert word in rows[1]
        assert client.get(f"{address}export=exe").status_code == 404
