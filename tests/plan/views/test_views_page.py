"""The plan on a page, and the pages behind it."""

import re

import pytest
from django.test import Client

from brug.kernel.roles import DESK_ROLES, Role
from brug.plan.models import Indicator, Plan
from tests.plan.views.conftest import Enter

HOME = "/desk/plan/"
PLAN = "/desk/plan/2026-2030/"


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def row(html: str, code: str) -> str:
    [found] = re.findall(rf'<tr[^>]*><td class="b-figures-code">{code}</td>.*?</tr>', html)
    return found


def test_page_tells_figure_bar_and_judgement(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), HOME)
    assert "Plan 2026–2030, as of 30 September 2026" in html
    trees = row(html, "A1")
    assert ">81<" in trees
    assert "81 of 100; forecast 108; on course" in trees
    assert "b-mark-on_course" in trees
    assert "1 of 1 on course" in html


def test_indicator_without_measure_is_calm_and_says_what_it_takes(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), HOME)
    birds = row(html, "A2")
    assert 'class="p-quiet"' in birds
    assert "No measure yet: no room of the house counts this." in birds
    assert f"{PLAN}indicators/A2/figures/add/" in birds
    assert "By hand: counted every quarter." in row(html, "A4")


def test_board_sees_the_plan_and_is_offered_nothing_to_change(plan: Plan, enter: Enter) -> None:
    client = enter(Role.BOARD)
    html = body(client, HOME)
    assert ">81<" in row(html, "A1")
    assert "figures/add" not in html
    assert "/desk/plan/import/" not in html


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_all_who_work_at_the_desk_see_the_plan(plan: Plan, enter: Enter, role: Role) -> None:
    assert enter(role).get(HOME).status_code == 200


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MEMBER, Role.LAWYER])
def test_others_do_not_see_the_plan(plan: Plan, enter: Enter, role: Role) -> None:
    assert enter(role).get(HOME).status_code in {302, 403}


def test_region_narrows_the_figures(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), HOME + "?region=south")
    assert ">51<" in row(html, "A1")
    assert 'aria-current="true">South' in html


def test_region_that_is_not_there_is_not_found(plan: Plan, enter: Enter) -> None:
    assert enter(Role.DIRECTOR).get(HOME + "?region=east").status_code == 404


WRONG_TIMES = [
    ("?year=x", "“x” is no year of the plan, which runs from 2026 to 2030."),
    ("?year=1800", "“1800” is no year of the plan"),
    ("?as_of=2026-99-99", "“2026-99-99” is no day."),
    ("?as_of=soon", "“soon” is no day. A day is written like 2026-09-30."),
    ("?as_of=2026-10-01", "1 October 2026 has not come yet."),
    ("?as_of=2019-05-01", "1 May 2019 lies before the plan, which begins in 2026."),
]
SEEN = "You see 2026 as it stands on 30 September 2026."


@pytest.mark.parametrize(("query", "told"), WRONG_TIMES)
@pytest.mark.parametrize(
    "page",
    ["", "indicators/A1/", "indicators/A1/records/", "objectives/SD1.OD1/", "regions/north/",
     "actions/"],
)  # fmt: skip
def test_times_that_cannot_be_are_told_and_today_is_shown(
    plan: Plan, enter: Enter, page: str, query: str, told: str
) -> None:
    html = body(enter(Role.DIRECTOR), PLAN + page + query)
    assert f"{told}" in html
    assert SEEN in html


@pytest.mark.parametrize("file", ["report/pdf/", "export/xlsx/", "export/json/"])
def test_no_paper_is_made_for_a_day_that_cannot_be(plan: Plan, enter: Enter, file: str) -> None:
    response = enter(Role.DIRECTOR).get(f"{PLAN}{file}?as_of=2090-01-01", follow=True)
    assert response.redirect_chain == [(f"{PLAN}?as_of=2090-01-01", 302)]
    assert SEEN in response.content.decode()


@pytest.mark.parametrize("file", ["indicators/A1/records/?form=csv", "actions/?export=csv"])
def test_no_list_is_given_for_a_day_that_cannot_be(plan: Plan, enter: Enter, file: str) -> None:
    assert SEEN in body(enter(Role.DIRECTOR), f"{PLAN}{file}&as_of=2090-01-01")


def test_times_that_can_be_are_not_remarked_on(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    for query in ("", "?year=2026&as_of=2026-05-01", "?year=2028&as_of=2026-09-30"):
        assert "You see" not in body(client, PLAN + query)


def test_earlier_day_shows_what_was_known_then(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), HOME + "?as_of=2026-01-10")
    assert "as of 10 January 2026" in html
    assert ">20<" in row(html, "A1")


def test_year_to_come_is_calm(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    html = body(client, HOME + "?year=2028")
    assert "The year has not begun." in row(html, "A1")
    assert "Plan 2026–2030, promised for 2028" in html
    assert "31 December" not in html
    region = body(client, PLAN + "regions/north/?year=2028")
    assert "North, promised for 2028" in region


def test_first_visit_without_plan_says_how_to_load_one(enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    assert "/desk/plan/import/" in body(client, HOME)


def test_objective_shows_its_own_indicators(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), PLAN + "objectives/SD1.OD1/")
    assert ">81<" in row(html, "A1")
    assert "SD1 · One" in html
    assert "reviews/2026/3/" in html
    assert "reviews/2026/4/" not in html


def test_indicator_tells_its_rule_with_the_numbers(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), PLAN + "indicators/A1/")
    assert "The forecast of 108 is 108% of the target" in html
    assert "81 in 273 of 365 days" in html
    assert "South has most: 51" in html
    assert "2026 is heading for 108 of 100" in html


def test_indicator_that_left_the_plan_is_not_found(plan: Plan, enter: Enter) -> None:
    from django.utils import timezone

    Indicator.objects.filter(code="A1").update(retired_at=timezone.now())
    assert enter(Role.DIRECTOR).get(PLAN + "indicators/A1/").status_code == 404


def test_region_page_shows_what_is_kept_by_region(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), PLAN + "regions/north/")
    assert ">30<" in row(html, "A1")
    assert "A4" not in html


def test_checks_are_a_work_list(plan: Plan, enter: Enter) -> None:
    html = body(enter(Role.DIRECTOR), PLAN + "checks/")
    assert "“birds” has no measure" in html
    assert "Plan check: 1" in body(enter(Role.BOARD), HOME)


@pytest.mark.parametrize("count", [3, 30])
def test_page_asks_as_much_of_the_database_for_any_plan(
    enter: Enter, django_assert_max_num_queries, count: int
) -> None:
    from tests.plan.world import make_plan, make_regions

    make_regions("north", "south")
    make_plan(*(f"what: thing {number}, target: 5, every: year" for number in range(count)))
    client = enter(Role.DIRECTOR)
    client.get(HOME)
    with django_assert_max_num_queries(14):
        client.get(HOME)
