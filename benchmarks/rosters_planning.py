"""A roster of four weeks, 3 services, 80 volunteers and 7 languages, beside a plain model.

The floor is the model of `tests/rosters/rules/plain.py`: the same rules written plainly for the
same solver with one worker, one aim (cover before spread), without wishes, least disturbance or
reasons. It is given a minute; mostly it has the best roster by then but no proof. Ours is timed to
its proof, with everything.

Promised: cover never below, spread never worse, in at most twice the time.
"""

import time

from benchmarks.result import Result
from brug.rosters.rules import Limits, plan_roster
from tests.rosters.rules import plain

SEEDS, LIMIT, SECONDS = (1, 2, 3), 2.0, 60.0


def main() -> list[Result]:
    """Measure and print."""
    results = []
    for seed in SEEDS:
        shifts, people = plain.made_up(seed)
        start = time.perf_counter()
        roster = plan_roster(shifts, people, limits=Limits(most_week=plain.MOST_WEEK))
        ours = time.perf_counter() - start
        start = time.perf_counter()
        covered, spread, is_proven = plain.solve(shifts, people, seconds=SECONDS)
        floor = time.perf_counter() - start
        print(
            f"     {roster.wanted} seats: ours {roster.covered} covered, spread {roster.spread}, "
            f"proven {roster.is_best}; plain {covered}, {spread}, {is_proven}"
        )
        assert (roster.covered, -roster.spread) >= (covered, -spread)
        results.append(Result(f"roster {seed}, elapsed", ours, floor, LIMIT, "s"))
    for result in results:
        print(result)
    return results


if __name__ == "__main__":
    main()
