"""Matching: who goes where, best for all at once; who fits whom best, one by one; weights tried."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from brug.volunteers.rules.cases import Candidate, CaseError, Id, Opening, cases
from brug.volunteers.rules.criteria import (
    CONDITIONS,
    CRITERIA,
    SMALL_GROUPS,
    WEIGHTS,
    Condition,
    Criterion,
)
from brug.volunteers.rules.outcomes import Division, Ranked, Tried

Candidates = Iterable[Candidate | Mapping[str, Any]]
Openings = Iterable[Opening | Mapping[str, Any]]
Pairs = Iterable[tuple[Id, Id]]
Weights = Mapping[str, float]


def assign(
    candidates: Candidates,
    openings: Openings,
    weights: Weights = WEIGHTS,
    *,
    pinned: Pairs = (),
    forbidden: Pairs = (),
    criteria: Sequence[Criterion] = CRITERIA,
    conditions: Sequence[Condition] = CONDITIONS,
) -> Division:
    """Divide all candidates over all open places so that the total is as high as can be.

    A pair's score is the sum of what each criterion gives it, `FULL_SCORE` at most; a weight counts
    beside the other weights, one that is not named counts nothing. Each group gets points for the
    places that it fills, ever fewer (`SMALL_GROUPS`). Pairs in ``pinned`` (candidate, opening)
    stand whatever conditions say; those in ``forbidden`` never do. The same cases give the same
    division, in whatever order they come; between equals the lower id goes first. Raises
    `CaseError` where cases or wishes contradict themselves.
    """
    from brug.volunteers.rules.matching import division  # noqa: PLC0415 - heavy

    table = _table(candidates, openings, weights, criteria, conditions)
    share = division.share_points(weights, [one.name for one in criteria])
    return division.divided(table, share, division.wishes(table, pinned, forbidden))


def rank(
    candidates: Candidates,
    openings: Openings,
    weights: Weights = WEIGHTS,
    *,
    by: Literal["candidate", "opening"] = "candidate",
    most: int = 10,
    forbidden: Pairs = (),
    criteria: Sequence[Criterion] = CRITERIA,
    conditions: Sequence[Condition] = CONDITIONS,
) -> dict[Id, tuple[Ranked, ...]]:
    """Return for each candidate (or opening) whom it fits best, ``most`` at most, best first.

    Only pairs within all conditions, and openings with a place; equal scores go by id.
    """
    from brug.volunteers.rules.matching import division, ranking  # noqa: PLC0415 - heavy

    table = _table(candidates, openings, weights, criteria, conditions)
    banned = division.wishes(table, (), forbidden).forbidden
    return ranking.ranked(table, ~banned, by_candidate=by == "candidate", most=most)


def compare(
    candidates: Candidates,
    openings: Openings,
    sets: Mapping[str, Weights],
    *,
    pinned: Pairs = (),
    forbidden: Pairs = (),
    criteria: Sequence[Criterion] = CRITERIA,
    conditions: Sequence[Condition] = CONDITIONS,
) -> tuple[Tried, ...]:
    """Divide under several sets of weights, by name, so that they can be laid side by side.

    The first set is the one that the others are compared with.
    """
    people, places = cases(Candidate, candidates), cases(Opening, openings)
    pins, bans = list(pinned), list(forbidden)
    group = {
        one.id: (one.group is None, one.id if one.group is None else one.group) for one in places
    }
    tried: list[Tried] = []
    for name, weights in sets.items():
        division = assign(
            people,
            places,
            weights,
            pinned=pins,
            forbidden=bans,
            criteria=criteria,
            conditions=conditions,
        )
        placed = division.placed
        first = tried[0].division.placed if tried else placed
        km = [
            reason.values["km"]
            for one in division.outcomes
            for reason in one.reasons
            if "km" in reason.values
        ]
        tried.append(
            Tried(
                name,
                division,
                placed=len(placed),
                groups=len({group[opening] for opening in placed.values()}),
                mean_km=sum(km) / len(km) if km else None,
                moved=tuple(one.id for one in people if placed.get(one.id) != first.get(one.id)),
            )
        )
    return tuple(tried)


def _table(
    candidates: Candidates,
    openings: Openings,
    weights: Weights,
    criteria: Sequence[Criterion],
    conditions: Sequence[Condition],
) -> Any:
    from brug.volunteers.rules.matching import sides, table  # noqa: PLC0415 - heavy

    unknown = sorted(set(weights) - {one.name for one in criteria} - {SMALL_GROUPS})
    if unknown:
        raise CaseError(f"no such criterion to weigh: {', '.join(unknown)}")
    if below := sorted(name for name, weight in weights.items() if not weight >= 0):
        raise CaseError(f"a weight cannot be below zero: {', '.join(below)}")
    both = sides.Sides(cases(Candidate, candidates), cases(Opening, openings))
    return table.tabled(both, weights, criteria, conditions)
