"""Criteria and conditions reckoned for all pairs at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brug.volunteers.rules.criteria import (
    FULL_SCORE,
    UNKNOWN,
    Alike,
    AtLeast,
    Condition,
    Covers,
    Criterion,
    Level,
    Meets,
    Near,
    Shared,
    Within,
)
from brug.volunteers.rules.matching.sides import Allowed, Matrix, Sides

Points = NDArray[np.int16]


@dataclass(frozen=True)
class Scores:
    """Points of all pairs: their sum, and the part of each criterion that has a weight."""

    total: Points
    parts: Mapping[str, Points]


def scores(sides: Sides, criteria: Sequence[Criterion], weights: Mapping[str, float]) -> Scores:
    """Return the points of all pairs: each criterion's part of `FULL_SCORE`, by its weight."""
    weighed = [one for one in criteria if weights.get(one.name, 0) > 0]
    whole = sum(weights[one.name] for one in weighed)
    total = np.zeros(sides.shape, dtype=np.int16)
    parts: dict[str, Points] = {}
    for one in weighed:
        points = value(sides, one) * np.float32(FULL_SCORE * weights[one.name] / whole)
        part = np.rint(points, out=points).astype(np.int16)
        total += part
        parts[one.name] = np.broadcast_to(part, sides.shape)
    return Scores(total, parts)


def value(sides: Sides, criterion: Criterion) -> Matrix:
    """Return a criterion's value for each pair, from 0 to 1.

    A single row, or column, stands for what is the same for all candidates, or openings.
    """
    match criterion:
        case Near():
            radius = sides.numbers("candidate", criterion.radius)
            fade = np.where(np.isnan(radius), criterion.fade_km, np.maximum(radius, 0.001))
            near = sides.km * (-1 / fade[:, None]).astype(np.float32)
            near += 1
            np.maximum(near, 0, out=near)
            return np.nan_to_num(near, copy=False, nan=UNKNOWN)
        case Shared():
            both, mine, theirs = sides.shared(criterion.candidate, criterion.opening)
            asked, said = (theirs, mine) if criterion.asked_by == "opening" else (mine, theirs)
            part = both * np.reciprocal(np.maximum(asked, np.float32(1)))
            np.copyto(part, np.float32(criterion.unsaid), where=said == 0)
            np.copyto(part, np.float32(UNKNOWN), where=asked == 0)
            return part
        case Level():
            level = np.clip(np.nan_to_num(sides.numbers(criterion.of, criterion.field)), 0, 1)
            own = level[:, None] if criterion.of == "candidate" else level[None, :]
            return own.astype(np.float32)
        case Alike():
            apart = np.abs(_difference(sides, criterion))
            return np.nan_to_num(np.maximum(1 - apart / criterion.span, 0), nan=UNKNOWN)


def allowed(sides: Sides, condition: Condition) -> Allowed:
    """Return which pairs a condition lets through."""
    match condition:
        case Within():
            radius = sides.numbers("candidate", condition.radius)[:, None].astype(np.float32)
            if np.isnan(radius).all():
                return np.ones(sides.shape, dtype=bool)
            with np.errstate(invalid="ignore"):
                return ~(sides.km > radius)
        case Covers():
            both, mine, theirs = sides.shared(condition.candidate, condition.opening)
            return both == (theirs if condition.asked_by == "opening" else mine)
        case Meets():
            both, mine, theirs = sides.shared(condition.candidate, condition.opening)
            return (both > 0) | (mine == 0) | (theirs == 0)
        case AtLeast():
            above = _difference(sides, condition)
            asker = condition.opening if condition.asked_by == "opening" else condition.candidate
            asked = np.isnan(sides.numbers(condition.asked_by, asker))
            unasked = asked[None, :] if condition.asked_by == "opening" else asked[:, None]
            enough = above >= 0 if condition.asked_by == "opening" else above <= 0
            return enough | unasked


def _difference(sides: Sides, about: Alike | AtLeast) -> Matrix:
    """The candidate's number less the opening's; NaN where one is not said."""
    mine = sides.numbers("candidate", about.candidate)[:, None].astype(np.float32)
    return mine - sides.numbers("opening", about.opening)[None, :].astype(np.float32)
