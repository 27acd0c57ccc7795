"""How an indicator stands, and why."""

from dataclasses import dataclass
from decimal import Decimal

from brug.plan.enums import FigureNature, IndicatorKind, Judgement
from brug.plan.rules.explanation import Explanation, explain, rounded
from brug.plan.rules.promise import Promise
from brug.plan.rules.target import Target


@dataclass(frozen=True)
class Thresholds:
    """From which share of the promise a forecast earns which judgement.

    A number is judged by its forecast as a share of the target: 105 of 100 and 96 of 100 are on
    course, 80 of 100 is at risk, 64 of 100 is out of reach. Growth is judged by the
    share of the promised growth, and more mildly: half of a growth is still something that two
    good months can mend. A forecast on the wrong side of the figure that the growth starts from is
    out of reach, and is told as such, never as a share below zero. Before `too_early` (share of the
    year) a pace says nothing.
    """

    on_course: Decimal = Decimal("0.95")
    at_risk: Decimal = Decimal("0.70")
    growth_on_course: Decimal = Decimal("0.90")
    growth_at_risk: Decimal = Decimal("0.50")
    too_early: Decimal = Decimal("0.10")


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class Verdict:
    """A judgement and why it was given."""

    judgement: Judgement
    explanation: Explanation


@dataclass(frozen=True)
class Standing:
    """What is judged: the figure and its forecast, and how much of the year has passed (0 to 1)."""

    nature: FigureNature
    actual: Decimal | None
    forecast: Decimal | None
    passed: Decimal


def judge(
    promise: Promise, target: Target, standing: Standing, thresholds: Thresholds = THRESHOLDS
) -> Verdict:
    """The judgement. More of what the promise wants never makes it worse.

    Only once the year is over something is missed; before, it is out of reach at the worst.
    """
    goal, actual = target.value, standing.actual
    if actual is None or standing.passed <= 0:
        return Verdict(Judgement.NO_DATA, explain("no_figure"))
    if goal is None:
        return Verdict(Judgement.NO_TARGET, target.explanation)
    settled = _settled(promise, goal, actual, standing)
    return settled or _expected(promise, target, goal, standing, thresholds)


def _expected(
    promise: Promise, target: Target, goal: Decimal, standing: Standing, thresholds: Thresholds
) -> Verdict:
    """What the forecast is worth."""
    if promise.kind is IndicatorKind.PRESENT:
        return Verdict(Judgement.AT_RISK, explain("not_present_yet"))
    if standing.nature is FigureNature.FLOW and standing.passed < thresholds.too_early:
        share = rounded(standing.passed * 100, 0)
        return Verdict(Judgement.TOO_EARLY, explain("too_early", percent=share))
    forecast = standing.actual or Decimal(0)
    if standing.forecast is not None:
        forecast = standing.forecast
    if promise.kind is IndicatorKind.TREND:
        return _by_direction(promise, goal, forecast)
    return _by_share(promise, target, goal, forecast, thresholds)


def _reached(promise: Promise, goal: Decimal, figure: Decimal) -> bool:
    if promise.kind is IndicatorKind.TREND:
        return figure < goal if promise.is_falling else figure > goal
    return figure <= goal if promise.is_falling else figure >= goal


def _settled(
    promise: Promise, goal: Decimal, actual: Decimal, standing: Standing
) -> Verdict | None:
    """What no forecast can change: the year is over, or what adds up has passed its target."""
    reached = _reached(promise, goal, actual)
    parts = explain("reached" if reached else "not_reached", actual=actual, target=goal)
    if standing.passed >= 1:
        return Verdict(Judgement.MET if reached else Judgement.MISSED, parts)
    if promise.kind is IndicatorKind.PRESENT and reached:
        return Verdict(Judgement.MET, explain("is_present"))
    adds_up = standing.nature is FigureNature.FLOW
    if adds_up and not promise.is_falling and reached:
        return Verdict(Judgement.MET, parts)
    if adds_up and promise.is_falling and not reached:
        return Verdict(Judgement.OUT_OF_REACH, explain("above_ceiling", actual=actual, target=goal))
    return None


def _by_direction(promise: Promise, goal: Decimal, forecast: Decimal) -> Verdict:
    why = explain("against_last", forecast=forecast, figure=goal)
    better = _reached(promise, goal, forecast)
    return Verdict(Judgement.ON_COURSE if better else Judgement.AT_RISK, why)


def _by_share(
    promise: Promise, target: Target, goal: Decimal, forecast: Decimal, thresholds: Thresholds
) -> Verdict:
    base = target.base
    if base is not None and (goal - base) * promise.sign > 0:
        if (forecast - base) * promise.sign < 0:
            return _wrong_way(promise, base, forecast)
        share = (forecast - base) / (goal - base)
        rule, on_course, at_risk = (
            "share_of_growth",
            thresholds.growth_on_course,
            thresholds.growth_at_risk,
        )
    else:
        share = _share(promise, goal, forecast)
        rule, on_course, at_risk = "share_of_target", thresholds.on_course, thresholds.at_risk
    judgement = Judgement.OUT_OF_REACH
    if share >= at_risk:
        judgement = Judgement.AT_RISK
    if share >= on_course:
        judgement = Judgement.ON_COURSE
    limits = {"on_course": rounded(on_course * 100, 0), "at_risk": rounded(at_risk * 100, 0)}
    percent = rounded(share * 100, 0)
    return Verdict(judgement, explain(rule, forecast=forecast, percent=percent, **limits))


def _wrong_way(promise: Promise, base: Decimal, forecast: Decimal) -> Verdict:
    """It shrinks where it should grow: a share of the growth below zero would tell nobody more."""
    rule = "rose_from_start" if promise.is_falling else "fell_from_start"
    return Verdict(Judgement.OUT_OF_REACH, explain(rule, forecast=forecast, base=base))


def _share(promise: Promise, goal: Decimal, forecast: Decimal) -> Decimal:
    """The forecast as a share of the target; turned round where less is better."""
    if promise.is_falling:
        return goal / forecast if forecast > 0 else Decimal(1)
    return forecast / goal if goal > 0 else Decimal(1)
