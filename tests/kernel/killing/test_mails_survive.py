"""Mails survive the death of their workers: each arrives once, or waits for a person."""

import random
import time

import pytest

from tests.kernel.killing.conftest import MakeHouse
from tests.kernel.killing.house import House
from tests.kernel.messages.relay_process import RelayProcess

# The houses copy the database that pytest made, and use it alone.
pytestmark = pytest.mark.django_db
CLAIMED = ("brug.kernel.messages.delivery:_claim", "after", 1)
HANDED_OVER = ("brug.kernel.messages.outcomes:hand_over", "after", 5)
ACCEPTED = ("smtplib:SMTP.data", "after", 5)
IN_JOURNAL = ("brug.kernel.messages.journal:Journal.accepted", "after", 5)
NOTED = ("brug.kernel.messages.outcomes:sent", "after", 5)
RECOVERING = ("brug.kernel.messages.recovery:_settle", "after", 1)
RECOVERED = ("brug.kernel.messages.recovery:recover", "after", 1)


def in_state(house: House, state: str) -> set[str]:
    """The Message-IDs of the mails in a state."""
    rows = house.rows(f"SELECT message_id FROM kernel_outgoingmail WHERE state = '{state}'")
    return {number for (number,) in rows}


@pytest.mark.parametrize(
    ("point", "doubtful", "arrived"),
    [
        (CLAIMED, 0, 12),
        (HANDED_OVER, 1, 11),
        (ACCEPTED, 1, 12),
        (IN_JOURNAL, 0, 12),
        (NOTED, 0, 12),
    ],
    ids=["claimed", "handed over", "accepted", "in the journal", "noted"],
)
def test_a_worker_killed_at_any_point_sends_nothing_twice_and_loses_nothing(
    make_house: MakeHouse,
    relay: RelayProcess,
    point: tuple[str, str, int],
    doubtful: int,
    arrived: int,
) -> None:
    house = make_house(relay=relay)
    mails = set(house.call("queue_mails", kind="trial.held", count=12))
    house.await_end(house.worker(kill_at=point))
    house.work_off()
    accepted = relay.accepted()
    assert set(accepted.values()) == {1}
    assert len(accepted) == arrived
    in_doubt, sent = in_state(house, "in_doubt"), in_state(house, "sent")
    assert len(in_doubt) == doubtful
    assert sent | in_doubt == mails
    assert sent <= set(accepted)
    assert list(house.journals()) == []


@pytest.mark.parametrize(
    ("point", "twice"),
    [(HANDED_OVER, 0), (ACCEPTED, 1), (IN_JOURNAL, 0)],
    ids=["handed over", "accepted", "in the journal"],
)
def test_mails_that_may_come_twice_all_arrive_and_only_the_doubtful_one_comes_again(
    make_house: MakeHouse, relay: RelayProcess, point: tuple[str, str, int], twice: int
) -> None:
    house = make_house(relay=relay)
    mails = set(house.call("queue_mails", kind="trial.resent", count=12))
    house.await_end(house.worker(kill_at=point))
    house.work_off()
    accepted = relay.accepted()
    assert set(accepted) == mails == in_state(house, "sent")
    assert sorted(accepted.values()) == [1] * (12 - twice) + [2] * twice


@pytest.mark.parametrize("point", [RECOVERING, RECOVERED], ids=["within", "after"])
def test_recovery_may_be_killed_too(
    make_house: MakeHouse, relay: RelayProcess, point: tuple[str, str, int]
) -> None:
    house = make_house(relay=relay)
    mails = set(house.call("queue_mails", kind="trial.held", count=12))
    house.await_end(house.worker(kill_at=IN_JOURNAL))
    house.await_end(house.worker(kill_at=point))
    house.work_off()
    assert relay.accepted() == dict.fromkeys(mails, 1)
    assert in_state(house, "sent") == mails


def test_two_hundred_mails_and_workers_killed_at_random(
    make_house: MakeHouse, relay: RelayProcess
) -> None:
    house = make_house(relay=relay)
    mails = set(house.call("queue_mails", kind="trial.held", count=200))
    chance = random.Random(200)
    deaths = 0
    while deaths < 16 and len(relay.accepted()) < 150:
        before = len(relay.accepted())
        workers = [house.worker(), house.worker()]
        house.await_that(lambda before=before: len(relay.accepted()) > before)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.06))
        for worker in workers:
            house.kill(worker)
            deaths += 1
    assert deaths >= 6, "the workers were too quick for the kills to mean anything"
    house.work_off()
    accepted = relay.accepted()
    in_doubt, sent = in_state(house, "in_doubt"), in_state(house, "sent")
    assert set(accepted.values()) == {1}
    assert set(accepted) | in_doubt == mails
    assert sent | in_doubt == mails
    assert sent <= set(accepted)
    assert len(in_doubt) <= deaths
