"""How often somebody may be asked: no span of days ever weighs more than its ceiling."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.pressure import Asked, Ceiling, held_back, judge, left, load

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 60).map(lambda days: START + timedelta(days=days))
ASKS = st.lists(st.builds(Asked, MOMENTS, st.sampled_from(["mailing", "appeal", "confirmation"])))
CEILINGS = st.builds(
    Ceiling,
    name=st.just("r"),
    most=st.integers(1, 4),
    days=st.integers(1, 20),
    weights=st.sampled_from([{"mailing": 1, "appeal": 1}, {"mailing": 1, "appeal": 2}]),
    starts_on=st.just(date(2020, 1, 1)),
)


def fullest(ceiling: Ceiling, asks: list[Asked]) -> int:
    """The weight of the fullest span there is, found the slow way."""
    span = timedelta(days=ceiling.days)
    return max(
        (
            sum(ceiling.weight(one.kind) for one in asks if first.at <= one.at < first.at + span)
            for first in asks
        ),
        default=0,
    )


@given(st.lists(CEILINGS, min_size=1, max_size=2), ASKS)
def test_asks_that_were_allowed_never_pass_a_ceiling(rules: list[Ceiling], asks: list) -> None:
    kept: list[Asked] = []
    for ask in asks:  # in any order: later ones may be planned first
        if judge(rules, kept, ask.kind, ask.at).may:
            kept.append(ask)
        else:
            assert any(fullest(rule, [*kept, ask]) > rule.most for rule in rules)
    assert all(fullest(rule, kept) <= rule.most for rule in rules)


@given(CEILINGS, ASKS, MOMENTS)
def test_what_is_left_is_what_may_still_be_asked(rule: Ceiling, asks: list, at: datetime) -> None:
    may = judge([rule], asks, "mailing", at).may
    assert may == (left(rule, asks, at) >= 1)
    assert load(rule, asks, at) <= max(fullest(rule, asks), 0)


@given(CEILINGS, ASKS, MOMENTS)
def test_the_moment_that_is_told_is_free(rule: Ceiling, asks: list, at: datetime) -> None:
    verdict = judge([rule], asks, "mailing", at)
    if not verdict.may and verdict.free_at:
        assert verdict.free_at > at
        assert judge([rule], asks, "mailing", verdict.free_at).may


@given(CEILINGS, ASKS, MOMENTS)
def test_exempt_kinds_always_pass(rule: Ceiling, asks: list, at: datetime) -> None:
    quiet = (at + timedelta(days=9)).date()
    assert judge([rule], asks, "confirmation", at, quiet).may


def test_a_wish_for_quiet_goes_before_every_rule() -> None:
    rule = Ceiling("r", 9, 9, {"mailing": 1}, date(2020, 1, 1))
    verdict = judge([rule], [], "mailing", START, date(2026, 2, 1))
    assert (verdict.may, verdict.rule) == (False, "")
    assert verdict.free_at == START.replace(month=2, day=1)
    assert judge([rule], [], "mailing", START, START.date()).may


def test_a_rule_holds_on_its_days_alone() -> None:
    rule = Ceiling("r", 1, 9, {"mailing": 1}, date(2026, 2, 1), date(2026, 2, 28))
    asks = [Asked(START.replace(month=2, day=3), "mailing")]
    for month, may in ((1, True), (2, False), (3, True)):
        assert judge([rule], asks, "mailing", START.replace(month=month, day=4)).may == may


def test_a_preview_counts_what_would_have_been_held_back() -> None:
    rule = Ceiling("r", 1, 10, {"mailing": 1}, date(2020, 1, 1))
    asks = [Asked(START + timedelta(days=days), "mailing") for days in (0, 3, 9, 12, 13)]
    assert held_back([rule], asks, START) == 3
    assert held_back([rule], asks, START + timedelta(days=9)) == 2
