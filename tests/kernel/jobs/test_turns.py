"""Schedules: each turn once, whoever takes it, and known beforehand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel import jobs
from brug.kernel.jobs.turns import take_turns
from brug.kernel.models import Job
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.schedules import Schedule, schedules
from brug.kernel.registry import RegistryError

BRUSSELS = ZoneInfo("Europe/Brussels")
moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.astimezone(BRUSSELS))


def schedule(**rhythm: object) -> Schedule:
    """A schedule that does nothing, in some rhythm."""
    return Schedule(name="trial.tick", label="Tick", run=lambda: None, **rhythm)  # type: ignore[arg-type]


RHYTHMS = [
    schedule(every=timedelta(minutes=1)),
    schedule(every=timedelta(hours=6)),
    schedule(at_hour=0),
    schedule(at_hour=2),
    schedule(at_hour=23),
]


@pytest.fixture
def ticks() -> Iterator[list[int]]:
    """Declare a schedule that counts its turns, until the test is over."""
    counted: list[int] = []
    schedules.register(
        Schedule(
            name="trial.count",
            label="Count",
            run=lambda: counted.append(1),
            every=timedelta(minutes=10),
        )
    )
    yield counted
    del schedules._entries["trial.count"]


@pytest.mark.django_db
def test_a_turn_is_taken_once_however_many_workers_ask(ticks: list[int]) -> None:
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    for seconds in (0, 15, 30, 599):
        take_turns(moment + timedelta(seconds=seconds))
    jobs.drain()
    assert len(ticks) == 1
    take_turns(moment + timedelta(seconds=600))
    jobs.drain()
    assert len(ticks) == 2


@pytest.mark.django_db
def test_each_turn_is_in_the_ledger(ticks: list[int]) -> None:
    take_turns()
    turn = Job.objects.of_schedule("trial.count").get()
    assert (turn.name, turn.arguments) == (TURN_JOB, {"schedule": "trial.count"})


@given(moments, st.sampled_from(RHYTHMS))
def test_the_next_turn_is_another_one_and_nothing_lies_between(
    now: datetime, entry: Schedule
) -> None:
    following = entry.next_turn(now)
    assert following > now
    assert entry.slot(following) != entry.slot(now)
    just_before = (following.astimezone(UTC) - timedelta(milliseconds=1)).astimezone(BRUSSELS)
    assert entry.slot(just_before) == entry.slot(now)


@pytest.mark.parametrize(
    "rhythm",
    [
        {},
        {"every": timedelta(hours=1), "at_hour": 3},
        {"every": timedelta(seconds=10)},
        {"at_hour": 24},
        {"at_hour": -1},
    ],
)
def test_a_rhythm_that_makes_no_sense_is_refused(rhythm: dict[str, object]) -> None:
    with pytest.raises(RegistryError):
        schedule(**rhythm).check()
