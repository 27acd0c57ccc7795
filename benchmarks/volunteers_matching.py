"""Dividing 2,000 candidates over 500 openings, beside the bare solver on the same costs.

Two made-up movements: one where everybody would go anywhere (a million pairs), one where people
want to stay within 30 to 60 km. The floor is OR-Tools' minimum-cost flow, given the scores ready
made: it builds its arcs, solves, and reads the flows. Ours reads the cases, scores them, solves,
and gives every outcome its reasons.

Promised: at most 1.5 times the bare solver.
"""

from random import Random

from benchmarks.result import Result, beside

CANDIDATES, OPENINGS, LIMIT = 2_000, 500, 1.5
THEMES = ("housing", "language", "leisure", "schooling", "work", "legal", "health", "meeting")
LANGUAGES = ("nl", "fr", "en", "uk", "fa_AF", "ps", "ar", "ti")
TIMES = [f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri", "sat") for part in "ae"]
SKILLS = ("driving", "teaching", "cooking", "computers", "childcare", "administration")


def movement(*, has_radius: bool) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return candidates and openings as plain data, the same ones each time."""
    dice = Random(500)

    def some(codes: tuple[str, ...] | list[str], most: int) -> list[str]:
        return dice.sample(list(codes), dice.randrange(most + 1))

    def place() -> dict[str, object]:
        return {"latitude": dice.uniform(50.7, 51.4), "longitude": dice.uniform(2.6, 5.8)}

    candidates = [
        place()
        | {
            "id": number,
            "radius_km": dice.choice((30, 45, 60)) if has_radius else None,
            "themes": some(THEMES, 4),
            "languages": ["nl", *some(LANGUAGES[1:], 3)],
            "times": some(TIMES, 6),
            "skills": some(SKILLS, 3),
            "age": dice.randrange(16, 80),
        }
        for number in range(CANDIDATES)
    ]
    openings = [
        place()
        | {
            "id": number,
            "group": number // 3,
            "places": dice.randrange(1, 7),
            "themes": some(THEMES, 3),
            "languages_wished": some(LANGUAGES, 2),
            "languages_needed": some(LANGUAGES, 1) if has_radius and dice.random() < 0.3 else [],
            "times": some(TIMES, 4) if has_radius else [],
            "skills": some(SKILLS, 2),
            "need": dice.random(),
            "minimum_age": 18 if has_radius else None,
        }
        for number in range(OPENINGS)
    ]
    return candidates, openings


def bare(points: object, reach: object, openings: list[dict[str, object]], share: int) -> int:
    """Return the best total as the solver alone finds it."""
    import numpy as np
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    rows, columns = np.nonzero(reach)  # type: ignore[arg-type]
    people, places = points.shape  # type: ignore[attr-defined]
    groups = people + places
    end = groups + places
    solver = SimpleMinCostFlow()
    add = solver.add_arcs_with_capacity_and_unit_cost
    pairs = add(
        rows.astype(np.int32),
        (people + columns).astype(np.int32),
        np.ones(len(rows), np.int64),
        -points[rows, columns].astype(np.int64),  # type: ignore[index]
    )
    every = np.arange(people, dtype=np.int32)
    add(
        every, np.full(people, end, np.int32), np.ones(people, np.int64), np.zeros(people, np.int64)
    )
    for number, one in enumerate(openings):
        group, count = int(one["group"]), int(one["places"])  # type: ignore[call-overload]
        solver.add_arc_with_capacity_and_unit_cost(people + number, groups + group, count, 0)
    whole: dict[int, int] = {}
    for one in openings:
        group = int(one["group"])  # type: ignore[call-overload]
        for _ in range(int(one["places"])):  # type: ignore[call-overload]
            whole[group] = whole.get(group, 0) + 1
            cost = -(share // whole[group])
            solver.add_arc_with_capacity_and_unit_cost(groups + group, end, 1, cost)
    solver.set_nodes_supplies(every, np.ones(people, np.int64))
    solver.set_node_supply(end, -people)
    assert solver.solve() == solver.OPTIMAL
    solver.flows(pairs)
    return -solver.optimal_cost()


def main() -> list[Result]:
    """Measure and print."""
    from brug.volunteers.rules import CONDITIONS, CRITERIA, WEIGHTS, assign
    from brug.volunteers.rules.cases import Candidate, Opening, cases
    from brug.volunteers.rules.matching.division import share_points
    from brug.volunteers.rules.matching.sides import Sides
    from brug.volunteers.rules.matching.table import tabled

    results = []
    for has_radius in (False, True):
        candidates, openings = movement(has_radius=has_radius)
        sides = Sides(cases(Candidate, candidates), cases(Opening, openings))
        table = tabled(sides, WEIGHTS, CRITERIA, CONDITIONS)
        points, reach = table.scores.total, table.reach
        share = share_points(WEIGHTS, [one.name for one in CRITERIA])
        division = assign(candidates, openings)
        assert division.total == bare(points, reach, openings, share)
        ours, floor = beside(
            lambda: assign(candidates, openings),  # noqa: B023 - called at once
            lambda: bare(points, reach, openings, share),  # noqa: B023
            times=5,
        )
        what = f"2,000 x 500, {int(reach.sum()):,} pairs within reach"
        print(f"     {len(division.placed)} placed, total {division.total}")
        results.append(Result(what, ours, floor, LIMIT))
    for result in results:
        print(result)
    return results


if __name__ == "__main__":
    main()
