"""Jobs survive the death of their workers: nothing is lost, nothing is done twice."""

import random
import signal
import time
from collections import Counter

import pytest

from tests.kernel.killing.conftest import TRANSPORTS, MakeHouse
from tests.kernel.killing.house import House

# The houses copy the database that pytest made, and use it alone.
pytestmark = pytest.mark.django_db
PAIRS = 120


def notes(house: House) -> Counter[str]:
    """How often each note was left."""
    return Counter(name for (name,) in house.rows("SELECT name FROM kernel_practice"))


def jobs_by_state(house: House, name: str) -> Counter[str]:
    """How many jobs of a name there are in each state."""
    rows = house.rows(f"SELECT state FROM kernel_job WHERE name = '{name}'")
    return Counter(state for (state,) in rows)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_two_workers_killed_at_random_do_each_job_once(
    make_house: MakeHouse, transport: str
) -> None:
    house = make_house(transport=transport)
    house.call("ask_for_pairs", count=PAIRS)
    chance = random.Random(transport)
    deaths = 0
    while deaths < 10 and jobs_by_state(house, "trial.pair")["ready"] > PAIRS // 4:
        before = sum(notes(house).values())
        workers = [house.worker(), house.worker()]
        house.await_that(
            lambda before=before: sum(notes(house).values()) > before  # type: ignore[misc]
        )
        time.sleep(chance.uniform(0, 0.1))
        for worker in workers:
            house.kill(worker)
            deaths += 1
    assert deaths >= 4, "the workers were too quick for the kills to mean anything"
    house.work_off()
    wanted = [f"{half}-{number}" for half in ("first", "second") for number in range(PAIRS)]
    found = {name: times for name, times in notes(house).items() if name != "turn"}
    assert found == dict.fromkeys(wanted, 1)
    assert jobs_by_state(house, "trial.pair") == {"done": PAIRS}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize(
    "point",
    [
        ("brug.kernel.jobs.running:_begin", "after", 5),
        ("tests.kernel.killing.acts:_note", "after", 9),
        ("brug.kernel.jobs.running:_note_success", "after", 5),
        ("brug.kernel.jobs.wakeups:run", "after", 5),
    ],
    ids=lambda point: point[0].partition(":")[2],
)
def test_a_worker_killed_at_any_point_of_a_job_leaves_both_work_and_mark_or_neither(
    make_house: MakeHouse, transport: str, point: tuple[str, str, int]
) -> None:
    house = make_house(transport=transport)
    house.call("ask_for_pairs", count=8)
    house.await_end(house.worker(kill_at=point))
    done = jobs_by_state(house, "trial.pair")["done"]
    left = notes(house)
    assert sum(times for name, times in left.items() if name != "turn") == 2 * done
    assert 0 < done < 8
    house.work_off()
    assert jobs_by_state(house, "trial.pair") == {"done": 8}
    assert {notes(house)[f"second-{number}"] for number in range(8)} == {1}


def test_a_long_job_goes_on_where_it_was_killed(make_house: MakeHouse) -> None:
    house = make_house()
    house.call("ask_for_parts", last=30)
    for nth in (7, 5):
        house.await_end(house.worker(kill_at=("tests.kernel.killing.acts:_note", "after", 3)))
        house.await_end(house.worker(kill_at=("brug.kernel.jobs.wakeups:run", "after", nth)))
    house.work_off()
    found = {name: times for name, times in notes(house).items() if name != "turn"}
    assert found == {f"part-{number}": 1 for number in range(31)}
    assert jobs_by_state(house, "trial.parts") == {"done": 1}


def test_two_workers_take_each_turn_of_a_schedule_once(make_house: MakeHouse) -> None:
    house = make_house()
    workers = [house.worker(), house.worker()]
    house.await_that(lambda: jobs_by_state(house, "kernel.take_turn")["done"] >= 3)
    time.sleep(1.5)
    for worker in workers:
        house.kill(worker)
    turns = house.rows("SELECT key FROM kernel_job WHERE key LIKE 'trial.turn#%'")
    assert notes(house)["turn"] == len(turns) == len(set(turns))


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_worker_that_is_asked_to_stop_finishes_the_job_in_hand(
    make_house: MakeHouse, transport: str
) -> None:
    house = make_house(transport=transport)
    house.call("ask_for_slow")
    worker = house.worker()
    started = "SELECT 1 FROM kernel_job WHERE name = 'trial.slow' AND started_at IS NOT NULL"
    house.await_that(lambda: house.rows(started))
    house.tell(worker, signal.SIGTERM)
    house.await_end(worker)
    assert notes(house)["slow"] == 1
    assert jobs_by_state(house, "trial.slow") == {"done": 1}
