"""The target of a year, by the kind of promise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.plan.enums import Direction, IndicatorKind
from brug.plan.rules import Promise, target_for
from brug.plan.rules.regional import regional_target

D = Decimal
amounts = st.integers(0, 10**7).map(Decimal)


def promise(kind, **parts) -> Promise:
    return Promise(kind=kind, first=2026, **parts)


SYMPATHISERS = promise(IndicatorKind.BY_YEAR, target=D(75000), by=2030, baseline={2024: D(57000)})


def test_a_yearly_number_is_the_target_of_each_year():
    target = target_for(promise(IndicatorKind.YEARLY, target=D(100)), 2028)

    assert (target.value, target.explanation.rule) == (100, "every_year")


def test_a_year_may_have_its_own_number():
    yearly = promise(IndicatorKind.YEARLY, target=D(100), targets={2027: D(110)})

    assert [target_for(yearly, year).value for year in (2026, 2027, 2028)] == [100, 110, 100]


@pytest.mark.parametrize(
    ("year", "value"), [(2024, 57000), (2026, 63000), (2027, 66000), (2030, 75000), (2031, 75000)]
)
def test_a_number_by_a_year_is_reached_along_a_line(year, value):
    target = target_for(SYMPATHISERS, year)

    assert (target.value, target.final, target.final_year) == (value, 75000, 2030)


def test_without_baseline_the_year_before_the_plan_is_the_start_of_the_line():
    followers = promise(IndicatorKind.BY_YEAR, target=D(60000), by=2030)

    assert target_for(followers, 2026, {2025: D(50000)}).value == 52000
    assert target_for(followers, 2026).value == 60000
    assert target_for(followers, 2026).explanation.rule == "by_year_without_baseline"


def test_growth_by_a_number_is_a_chain_from_the_baseline():
    users = promise(IndicatorKind.GROW_BY, target=D(20), baseline={2025: D(300)})

    assert [target_for(users, year).value for year in (2026, 2027, 2030)] == [320, 340, 400]


def test_growth_by_a_percentage_compounds():
    users = promise(IndicatorKind.GROW_PERCENT, target=D(10), baseline={2025: D(1000)})

    assert target_for(users, 2027).value == 1210


def test_growth_without_baseline_builds_on_last_years_figure():
    users = promise(IndicatorKind.GROW_PERCENT, target=D(5))

    assert target_for(users, 2027, {2026: D(1000)}).value == 1050
    assert target_for(users, 2027).value is None
    assert target_for(users, 2027).explanation.rule == "no_baseline"


def test_growth_by_a_year_is_spread_over_the_years():
    attendance = promise(IndicatorKind.GROW_PERCENT, target=D(10), by=2030, baseline={2025: D(500)})

    assert [target_for(attendance, year).value for year in (2026, 2030)] == [510, 550]


def test_less_is_the_goal_where_less_is_better():
    waiting = promise(
        IndicatorKind.GROW_BY, target=D(2), baseline={2025: D(5)}, direction=Direction.FALLING
    )

    assert [target_for(waiting, year).value for year in (2026, 2027, 2030)] == [3, 1, 0]


def test_a_direction_asks_to_be_better_than_the_last_figure():
    satisfaction = promise(IndicatorKind.TREND)

    target = target_for(satisfaction, 2028, {2024: D(70), 2026: D(72), 2028: D(75)})

    assert (target.value, target.explanation.parts["year"]) == (72, 2026)
    assert target_for(satisfaction, 2026).value is None


def test_a_year_without_number_has_no_target():
    only_2026 = promise(IndicatorKind.YEARLY, targets={2026: D(3)})

    assert target_for(only_2026, 2027).value is None


@given(base=amounts, goal=amounts, year=st.integers(2024, 2030))
def test_the_line_stays_between_baseline_and_goal(base, goal, year):
    line = promise(IndicatorKind.BY_YEAR, target=goal, by=2030, baseline={2024: base})

    value = target_for(line, year).value

    assert min(base, goal) <= value <= max(base, goal)


@given(base=amounts, percent=st.integers(0, 100).map(Decimal), year=st.integers(2026, 2029))
def test_growth_never_falls_back(base, percent, year):
    chain = promise(IndicatorKind.GROW_PERCENT, target=percent, baseline={2025: base})

    assert target_for(chain, year + 1).value >= target_for(chain, year).value


def regional(whole_promise, region="north", count=5, known=None, year=2026):
    whole = target_for(whole_promise, year)
    return regional_target(
        whole_promise, whole, region=region, count=count, year=year, known=known or {}
    )


def test_a_yearly_number_is_divided_equally_over_regions():
    assert regional(promise(IndicatorKind.YEARLY, target=D(100))).value == 20
    assert regional(promise(IndicatorKind.YEARLY, target=D(100)), count=6).value == D("16.7")


def test_the_plan_may_divide_a_number_itself():
    own = promise(IndicatorKind.YEARLY, target=D(10), regions={"north": D(7)})

    assert regional(own).value == 7
    assert regional(own, region="south").value is None
    assert regional(promise(IndicatorKind.YEARLY, target=D(1), regions="none")).value is None


def test_every_region_is_asked_the_same_growth():
    target = regional(SYMPATHISERS, known={2024: D(5700)})

    assert target.value == 6300
    assert target.explanation.rule == "same_growth"
    assert regional(SYMPATHISERS).value is None


def test_a_share_is_the_same_in_every_region():
    assert regional(promise(IndicatorKind.PERCENT, target=D(100), unit="percent")).value == 100


def test_a_region_is_compared_with_its_own_last_figure():
    trend = promise(IndicatorKind.TREND, baseline={2024: D(70)})

    assert regional(trend, known={2025: D(12)}).value == 12
    assert regional(trend).value is None


@given(count=st.integers(1, 40), number=amounts)
def test_equal_shares_add_up_to_the_whole_but_for_rounding(count, number):
    share = regional(promise(IndicatorKind.YEARLY, target=number), count=count).value

    assert abs(share * count - number) <= count * D("0.05")
