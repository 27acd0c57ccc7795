"""How an indicator stands."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brug.plan.enums import Direction, FigureNature, IndicatorKind, Judgement
from brug.plan.rules import EarlierYear, Evidence, Promise, outlook

D = Decimal
FLOW, LEVEL = FigureNature.FLOW, FigureNature.LEVEL
SEPTEMBER = date(2026, 9, 30)
figures = st.integers(0, 20_000).map(Decimal)
WORST_FIRST = [
    Judgement.MISSED,
    Judgement.OUT_OF_REACH,
    Judgement.AT_RISK,
    Judgement.ON_COURSE,
    Judgement.MET,
]


def yearly(target, **parts) -> Promise:
    return Promise(kind=IndicatorKind.YEARLY, first=2026, target=D(target), **parts)


def judged(promise, actual, as_of=SEPTEMBER, nature=FLOW, **evidence):
    found = None if actual is None else D(actual)
    seen = Evidence(nature=nature, as_of=as_of, actual=found, **evidence)
    return outlook(promise, 2026, seen)


@pytest.mark.parametrize(
    ("target", "actual", "forecast", "judgement"),
    [
        (100, 81, 108, Judgement.ON_COURSE),
        (15, 9, 12, Judgement.AT_RISK),
        (5, 5, 7, Judgement.MET),
        (22000, 16204, 21665, Judgement.ON_COURSE),
        (5000, 2377, 3178, Judgement.OUT_OF_REACH),
        (5400, 4098, 5479, Judgement.ON_COURSE),
        (4, 3, 4, Judgement.ON_COURSE),
    ],
)
def test_the_end_of_september_is_judged_by_the_pace(target, actual, forecast, judgement):
    seen = judged(yearly(target), actual)

    assert (seen.forecast.value, seen.verdict.judgement) == (forecast, judgement)


@pytest.mark.parametrize(
    ("actual", "judgement"), [(99, Judgement.MISSED), (100, Judgement.MET), (130, Judgement.MET)]
)
def test_when_the_year_is_over_only_the_number_counts(actual, judgement):
    seen = judged(yearly(100), actual, as_of=date(2026, 12, 31))

    assert seen.verdict.judgement == judgement


@pytest.mark.parametrize(
    ("actual", "judgement"),
    [(60, Judgement.OUT_OF_REACH), (80, Judgement.AT_RISK), (99, Judgement.ON_COURSE)],
)
def test_on_its_last_day_a_year_is_not_over(actual, judgement):
    seen = judged(yearly(100), actual, as_of=date(2026, 12, 31), is_running=True)

    assert seen.verdict.judgement == judgement
    assert seen.verdict.explanation.rule == "share_of_target"
    assert seen.forecast.value == actual
    reached = judged(yearly(100), 100, as_of=date(2026, 12, 31), is_running=True)
    assert reached.verdict.judgement == Judgement.MET


def test_the_first_weeks_say_nothing():
    assert judged(yearly(100), 1, as_of=date(2026, 1, 20)).verdict.judgement == Judgement.TOO_EARLY
    assert judged(yearly(100), 100, as_of=date(2026, 1, 20)).verdict.judgement == Judgement.MET


def test_without_figure_or_target_there_is_no_judgement():
    assert judged(yearly(100), None).verdict.judgement == Judgement.NO_DATA
    assert judged(yearly(100), 5, as_of=date(2025, 6, 1)).verdict.judgement == Judgement.NO_DATA
    growth = Promise(kind=IndicatorKind.GROW_BY, first=2026, target=D(20))
    assert judged(growth, 300).verdict.judgement == Judgement.NO_TARGET


def test_less_is_better_where_the_plan_says_so():
    complaints = yearly(12, direction=Direction.FALLING)

    assert judged(complaints, 9).verdict.judgement == Judgement.ON_COURSE
    assert judged(complaints, 12).verdict.judgement == Judgement.AT_RISK
    assert judged(complaints, 13).verdict.judgement == Judgement.OUT_OF_REACH
    over = judged(complaints, 13, as_of=date(2026, 12, 31)).verdict.judgement
    assert over == Judgement.MISSED
    assert judged(complaints, 0).verdict.judgement == Judgement.ON_COURSE
    assert judged(complaints, 12, as_of=date(2026, 12, 31)).verdict.judgement == Judgement.MET


def test_growth_is_judged_by_the_growth_not_by_the_height():
    sympathisers = Promise(
        kind=IndicatorKind.BY_YEAR, first=2026, target=D(75000), by=2030, baseline={2024: D(57000)}
    )
    # 63,000 is promised for 2026: 95 percent of that would be hardly any growth at all.
    assert judged(sympathisers, 59850, nature=LEVEL).verdict.judgement == Judgement.OUT_OF_REACH
    assert judged(sympathisers, 61000, nature=LEVEL).verdict.judgement == Judgement.AT_RISK
    assert judged(sympathisers, 62500, nature=LEVEL).verdict.judgement == Judgement.ON_COURSE


def test_what_shrinks_where_it_should_grow_is_told_so_and_never_as_a_share_below_zero():
    growth = Promise(kind=IndicatorKind.GROW_BY, first=2026, target=D(20), baseline={2025: D(300)})
    verdict = judged(growth, 290, nature=LEVEL).verdict
    assert verdict.judgement == Judgement.OUT_OF_REACH
    assert verdict.explanation.rule == "fell_from_start"
    assert verdict.explanation.parts == {"forecast": D(290), "base": D(300)}
    fall = replace(growth, direction=Direction.FALLING)
    assert judged(fall, 310, nature=LEVEL).verdict.explanation.rule == "rose_from_start"
    still = judged(growth, 300, nature=LEVEL).verdict.explanation
    assert (still.rule, still.parts["percent"]) == ("share_of_growth", 0)


def test_a_level_is_met_only_when_the_year_is_over():
    assert judged(yearly(67), 70, nature=LEVEL).verdict.judgement == Judgement.ON_COURSE
    seen = judged(yearly(67), 70, nature=LEVEL, as_of=date(2026, 12, 31))
    assert seen.verdict.judgement == Judgement.MET


def test_a_direction_is_on_course_above_the_last_figure():
    satisfaction = Promise(kind=IndicatorKind.TREND, first=2026)
    known = {2024: D(70)}

    above = judged(satisfaction, 71, nature=LEVEL, known=known)
    equal = judged(satisfaction, 70, nature=LEVEL, known=known)
    assert above.verdict.judgement == Judgement.ON_COURSE
    assert equal.verdict.judgement == Judgement.AT_RISK
    end = judged(satisfaction, 70, nature=LEVEL, known=known, as_of=date(2026, 12, 31))
    assert end.verdict.judgement == Judgement.MISSED


def test_presence_is_met_or_not_yet():
    guide = Promise(kind=IndicatorKind.PRESENT, first=2026)

    assert judged(guide, 1, nature=LEVEL).verdict.judgement == Judgement.MET
    assert judged(guide, 0, nature=LEVEL).verdict.judgement == Judgement.AT_RISK


def test_a_share_of_all_is_judged_by_the_share_so_far():
    published = Promise(kind=IndicatorKind.PERCENT, first=2026, target=D(100), unit="percent")

    seen = judged(published, 100, nature=FigureNature.SHARE)
    assert seen.verdict.judgement == Judgement.ON_COURSE
    seen = judged(published, 80, nature=FigureNature.SHARE)
    assert seen.verdict.judgement == Judgement.AT_RISK


def test_a_judgement_tells_its_rule_and_its_numbers():
    verdict = judged(yearly(100), 60).verdict

    assert verdict.explanation.rule == "share_of_target"
    assert verdict.explanation.parts == {
        "forecast": 80, "percent": 80, "on_course": 95, "at_risk": 70,
    }  # fmt: skip


promises = st.builds(
    Promise,
    kind=st.sampled_from(IndicatorKind),
    first=st.just(2026),
    target=st.one_of(st.none(), figures),
    targets=st.dictionaries(st.just(2026), figures),
    by=st.one_of(st.none(), st.integers(2026, 2030)),
    baseline=st.dictionaries(st.integers(2022, 2025), figures, max_size=2),
    direction=st.sampled_from(Direction),
    unit=st.sampled_from(["", "eur", "percent"]),
)
histories = st.lists(
    st.tuples(figures, figures).map(lambda pair: EarlierYear(min(pair), max(pair))), max_size=3
)

evidence = st.builds(
    Evidence,
    nature=st.sampled_from(FigureNature),
    as_of=st.dates(date(2026, 1, 1), date(2027, 3, 1)),
    actual=figures,
    known=st.dictionaries(st.integers(2023, 2025), figures, max_size=3),
    earlier=histories,
    a_year_ago=st.one_of(st.none(), figures),
)


@given(
    promise=promises,
    evidence=evidence,
    more=st.integers(1, 20_000).map(Decimal),
)
def test_more_of_what_is_wanted_never_worsens_a_judgement(promise, evidence, more):
    def judge(figure):
        return outlook(promise, 2026, replace(evidence, actual=figure)).verdict.judgement

    worse, better = evidence.actual, evidence.actual + more
    if promise.is_falling:
        worse, better = better, worse
    before, after = judge(worse), judge(better)
    assume(before in WORST_FIRST and after in WORST_FIRST)

    assert WORST_FIRST.index(after) >= WORST_FIRST.index(before)


@given(
    promise=promises,
    nature=st.sampled_from(FigureNature),
    actual=figures,
    days=st.integers(0, 400),
)
def test_once_the_year_is_over_the_judgement_is_final(promise, nature, actual, days):
    day = date(2026, 12, 31) + timedelta(days=days)

    verdict = outlook(promise, 2026, Evidence(nature, day, actual)).verdict

    assert verdict.judgement in {Judgement.MET, Judgement.MISSED, Judgement.NO_TARGET}


@given(promise=promises, evidence=evidence)
def test_nothing_is_missed_while_the_year_runs(promise, evidence):
    day = min(evidence.as_of, date(2026, 12, 31))
    running = replace(evidence, as_of=day, is_running=True)

    assert outlook(promise, 2026, running).verdict.judgement != Judgement.MISSED


@given(promise=promises, evidence=evidence)
def test_no_judgement_speaks_of_a_share_below_zero(promise, evidence):
    parts = outlook(promise, 2026, evidence).verdict.explanation.parts

    assert parts.get("percent", 0) >= 0


@given(promise=promises, actual=figures, day=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_every_outlook_explains_itself(promise, actual, day):
    seen = outlook(promise, 2026, Evidence(FLOW, day, actual))

    for part in (seen.target, seen.forecast, seen.verdict):
        assert part.explanation.rule
