"""The grown form keeps its promises while processes die under load.

The steps are those of docs/operations.md, "Growing"; what is added is a door that asks for work.
"""

import signal
import sys
import time
from collections import Counter

import pytest

from brug.web.processes.ports import wait_until
from tests.grown.conftest import Grown
from tests.grown.visitors import Visitors

pytestmark = pytest.mark.grown


def _notes(house: Grown, half: str) -> Counter[str]:
    rows = house.rows(f"SELECT name FROM kernel_practice WHERE name LIKE '{half}-%'")
    return Counter(str(name).removeprefix(f"{half}-") for (name,) in rows)


def _unfinished(house: Grown) -> int:
    jobs = "SELECT count(*) FROM kernel_job WHERE name = 'probe.note' AND state <> 'done'"
    mails = "SELECT count(*) FROM kernel_outgoingmail WHERE state NOT IN ('sent', 'in_doubt')"
    return int(str(house.rows(jobs)[0][0])) + int(str(house.rows(mails)[0][0]))


def test_killing_a_web_process_and_a_worker_loses_only_what_was_in_their_hands(
    grown: Grown,
) -> None:
    assert grown.start("migrate").wait() == 0
    (web, port), (other_web, other_port) = grown.web(), grown.web()
    worker, _other_worker = grown.start("worker"), grown.start("worker")
    visitors = Visitors([port, other_port])
    visitors.start()
    try:
        # Both workers have something in hands before one of them dies.
        assert wait_until(lambda: len(grown.relay.accepted()) >= 10, seconds=60)
        assert wait_until(lambda: sum(_notes(grown, "second").values()) >= 10, seconds=60)
        killed_at = time.monotonic()
        grown.kill(web)
        time.sleep(1.5)
        grown.kill(worker)
        time.sleep(3)
    finally:
        visitors.stop()

    # Requests: every one was answered, but those that the killed process had in hands.
    lost = [visit for visit in visitors.visits if visit.status == 0]
    assert len(lost) <= visitors.count
    told = [(v.port == port, v.began - killed_at, v.ended - killed_at) for v in lost]
    assert all(was_its and began < 0.5 and ended > 0 for was_its, began, ended in told), told
    done = visitors.answered(201)
    assert len(done) + len(visitors.answered(200)) + len(lost) == len(visitors.visits)
    late = [v for v in visitors.visits if v.began > killed_at + 0.5]
    assert len(late) > 20
    assert {v.port for v in late} == {other_port}

    # Tasks: each that was promised is done, once; none that was not.
    assert wait_until(lambda: _unfinished(grown) == 0, seconds=120)
    asked = _notes(grown, "asked")
    assert {str(number) for number in done} <= set(asked)
    assert len(asked) - len(done) <= len(lost)
    assert set(asked.values()) == {1}
    assert _notes(grown, "first") == asked
    assert _notes(grown, "second") == asked

    # Mails: each went out once; of those in the killed worker's hands a person may have to judge.
    sent = grown.rows("SELECT message_id FROM kernel_outgoingmail WHERE state = 'sent'")
    doubt = grown.rows("SELECT message_id FROM kernel_outgoingmail WHERE state = 'in_doubt'")
    accepted = grown.relay.accepted()
    assert len(sent) + len(doubt) == len(asked)
    assert len(doubt) <= 1
    assert set(accepted.values()) == {1}
    assert {number for (number,) in sent} <= set(accepted)
    sys.stdout.write(
        f"{len(visitors.visits)} requests, {len(lost)} lost; {len(asked)} jobs and mails,"
        f" {len(doubt)} mails in doubt\n"
    )

    # What is left ends in order when it is told to.
    other_web.send_signal(signal.SIGTERM)
    assert other_web.wait(timeout=30) == 0
