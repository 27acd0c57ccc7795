"""Instances for matching, and the best total of each by other ways than the house's own."""

from collections import Counter
from itertools import pairwise, product
from typing import Any

from hypothesis import strategies as st
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from ortools.sat.python import cp_model

from brug.volunteers.rules import Candidate, Opening, rank

CODES = st.frozensets(st.sampled_from("abcd"), max_size=3)
# About 0 to 40 km from each other; few places, so that ties are common.
PLACES = st.sampled_from([None, (51.0, 4.0), (51.1, 4.1), (51.2, 4.4), (50.9, 3.8)])


@st.composite
def candidates(draw: st.DrawFn, most: int = 7) -> list[Candidate]:
    """Candidates of all sorts, with ids that are out of order."""
    ids = draw(st.lists(st.integers(0, 99), unique=True, max_size=most))
    return [
        Candidate(
            number,
            *(draw(PLACES) or (None, None)),
            radius_km=draw(st.sampled_from([None, None, 5, 30])),
            themes=draw(CODES),
            languages=draw(CODES),
            times=draw(CODES),
            skills=draw(CODES),
            age=draw(st.sampled_from([None, 16, 30, 30])),
        )
        for number in ids
    ]


@st.composite
def openings(draw: st.DrawFn, most: int = 5) -> list[Opening]:
    """Openings of all sorts, some of one group."""
    ids = draw(st.lists(st.integers(100, 199), unique=True, max_size=most))
    return [
        Opening(
            number,
            group=draw(st.sampled_from([None, "g", "h"])),
            places=draw(st.integers(0, 3)),
            filled=draw(st.integers(0, 2)),
            latitude=(place := draw(PLACES) or (None, None))[0],
            longitude=place[1],
            themes=draw(CODES),
            languages_needed=draw(st.sampled_from([frozenset(), frozenset("a")])),
            languages_wished=draw(CODES),
            times=draw(CODES),
            skills=draw(CODES),
            need=draw(st.sampled_from([None, 0.0, 0.4, 1.0])),
            minimum_age=draw(st.sampled_from([None, None, 18])),
        )
        for number in ids
    ]


Scores = dict[tuple[Any, Any], int]


def scores(people: list[Candidate], places: list[Opening], weights: dict[str, float]) -> Scores:
    """The score of each pair within all conditions."""
    ranked = rank(people, places, weights, most=len(places))
    return {(one.candidate, one.opening): one.score for own in ranked.values() for one in own}


def best_by_constraints(points: Scores, places: list[Opening], share: int) -> int:
    """The best total by constraint programming: a place of a group after the one before."""
    model = cp_model.CpModel()
    made = {pair: model.new_bool_var(str(pair)) for pair in points}
    for candidate in {one for one, _opening in points}:
        model.add_at_most_one(var for pair, var in made.items() if pair[0] == candidate)
    total: list[Any] = [points[pair] * var for pair, var in made.items()]
    for opening in places:
        held = [var for pair, var in made.items() if pair[1] == opening.id]
        model.add(sum(held) <= opening.places)
    for own in _groups(places):
        ids = {one.id for one in own}
        had = sum(one.filled for one in own)
        nth = [model.new_bool_var("") for _ in range(sum(one.places for one in own))]
        model.add(sum(var for pair, var in made.items() if pair[1] in ids) == sum(nth))
        for one, other in pairwise(nth):
            model.add_implication(other, one)
        total += [share // (had + number) * var for number, var in enumerate(nth, start=1)]
    model.maximize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def best_by_trying_all(points: Scores, places: list[Opening], share: int) -> int:
    """The best total of all divisions there are."""
    people = sorted({one for one, _opening in points})
    choices = [[None, *(o for c, o in points if c == person)] for person in people]
    room = {one.id: one.places for one in places}
    best = 0
    for chosen in product(*choices):
        held = Counter(one for one in chosen if one is not None)
        if any(count > room[opening] for opening, count in held.items()):
            continue
        total = sum(
            points[pair] for pair in zip(people, chosen, strict=True) if pair[1] is not None
        )
        for own in _groups(places):
            had, count = sum(one.filled for one in own), sum(held[one.id] for one in own)
            total += sum(share // (had + number) for number in range(1, count + 1))
        best = max(best, total)
    return best


def best_by_flow(points: Scores, places: list[Opening]) -> int:
    """The best total of scores alone by one flow through all pairs."""
    people = {one: number for number, one in enumerate(sorted({c for c, _o in points}))}
    columns = {one.id: len(people) + number for number, one in enumerate(places)}
    end = len(people) + len(columns)
    solver = SimpleMinCostFlow()
    for (candidate, opening), score in points.items():
        ends = people[candidate], columns[opening]
        solver.add_arc_with_capacity_and_unit_cost(*ends, 1, -score)
    for number in people.values():
        solver.add_arc_with_capacity_and_unit_cost(number, end, 1, 0)
        solver.set_node_supply(number, 1)
    for one in places:
        solver.add_arc_with_capacity_and_unit_cost(columns[one.id], end, one.places, 0)
    solver.set_node_supply(end, -len(people))
    assert solver.solve() == solver.OPTIMAL
    return -int(solver.optimal_cost())


def _groups(places: list[Opening]) -> list[list[Opening]]:
    own: dict[Any, list[Opening]] = {}
    for one in places:
        own.setdefault(("alone", one.id) if one.group is None else one.group, []).append(one)
    return list(own.values())
