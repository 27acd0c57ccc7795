"""Where the end of the year is heading."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.periods import Period
from brug.plan.enums import FigureNature
from brug.plan.rules.forecast import EarlierYear, forecast

D = Decimal
YEAR = Period.year(2026)
FLOW, LEVEL, SHARE = FigureNature.FLOW, FigureNature.LEVEL, FigureNature.SHARE
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
figures = st.integers(0, 10**7).map(Decimal)


@st.composite
def earlier_years(draw):
    whole = draw(figures)
    return EarlierYear(until_day=min(draw(figures), whole), whole=whole)


histories = st.lists(earlier_years(), max_size=4)


def test_a_steady_pace_goes_on():
    seen = forecast(FLOW, D(81), YEAR, date(2026, 9, 30))

    assert seen.value == 108
    assert seen.explanation.rule == "pace"
    assert seen.explanation.parts == {"actual": 81, "elapsed": 273, "days": 365}


def test_the_season_of_earlier_years_beats_the_pace():
    spring_peak = [EarlierYear(until_day=D(90), whole=D(100))]

    seen = forecast(FLOW, D(81), YEAR, date(2026, 9, 30), earlier=spring_peak)

    assert seen.value == 90
    assert (seen.explanation.rule, seen.explanation.parts["percent"]) == ("season", 90)


def test_before_the_season_what_normally_follows_is_added():
    walk = [EarlierYear(D(10), D(3000)), EarlierYear(D(0), D(2000))]

    seen = forecast(FLOW, D(3), YEAR, date(2026, 3, 1), earlier=walk)

    assert seen.value == 3 + (5000 - 10) // 2
    assert seen.explanation.rule == "before_season"


def test_years_without_records_say_nothing_of_the_season():
    empty = [EarlierYear(D(0), D(0))]

    seen = forecast(FLOW, D(81), YEAR, date(2026, 9, 30), earlier=empty)

    assert seen.explanation.rule == "pace"


def test_a_level_follows_its_line_of_the_last_twelve_months():
    seen = forecast(LEVEL, D(60000), YEAR, date(2026, 9, 30), a_year_ago=D(57000))

    assert seen.value == 60756
    assert forecast(LEVEL, D(60000), YEAR, date(2026, 9, 30)).value == 60000


def test_a_falling_level_does_not_fall_below_zero():
    assert forecast(LEVEL, D(1), YEAR, date(2026, 1, 2), a_year_ago=D(500)).value == 0


def test_without_figure_there_is_no_forecast():
    assert forecast(FLOW, None, YEAR, date(2026, 9, 30)).value is None
    assert forecast(FLOW, D(5), YEAR, date(2025, 12, 31)).value is None


@given(
    nature=st.sampled_from(FigureNature),
    actual=figures,
    earlier=histories,
    ago=st.one_of(st.none(), figures),
    after=st.integers(0, 800),
)
def test_at_the_end_of_the_year_the_forecast_is_the_figure(nature, actual, earlier, ago, after):
    day = YEAR.last_day + timedelta(days=after)

    assert forecast(nature, actual, YEAR, day, earlier=earlier, a_year_ago=ago).value == actual


@given(actual=figures, day=days, earlier=histories, decimals=st.integers(0, 2))
def test_what_adds_up_never_shrinks(actual, day, earlier, decimals):
    assert forecast(FLOW, actual, YEAR, day, earlier=earlier, decimals=decimals).value >= actual


@given(
    nature=st.sampled_from(FigureNature),
    actual=figures,
    ago=st.one_of(st.none(), figures),
)
def test_the_last_day_belongs_to_the_year_while_it_lasts(nature, actual, ago):
    seen = forecast(nature, actual, YEAR, YEAR.last_day, a_year_ago=ago, is_running=True)

    assert seen.value == actual
    assert seen.explanation.rule != "year_over"


@given(
    nature=st.sampled_from(FigureNature),
    actual=figures,
    more=figures,
    day=days,
    past=st.fixed_dictionaries({"earlier": histories, "a_year_ago": st.one_of(st.none(), figures)}),
)
def test_a_higher_figure_never_lowers_the_forecast(nature, actual, more, day, past):
    low = forecast(nature, actual, YEAR, day, **past).value
    high = forecast(nature, actual + more, YEAR, day, **past).value

    assert high >= low


@given(actual=figures, day=days)
def test_the_same_pace_gives_the_same_forecast_whenever_it_is_seen(actual, day):
    elapsed = YEAR.until(day).days
    steady = actual * elapsed

    assert forecast(FLOW, steady, YEAR, day).value == actual * 365
