"""Proposals survive the death of the worker that makes them: nobody gets two, nobody none."""

from collections import Counter

import pytest

from tests.kernel.killing.conftest import MakeHouse, empty_database, make_house

__all__ = ["empty_database", "make_house"]
pytestmark = pytest.mark.django_db
PEOPLE = 45  # two parts and a rest


@pytest.mark.parametrize(
    "point",
    [
        ("brug.volunteers.services.dividing:_propose_row", "after", 7),
        ("brug.volunteers.services.proposing:_mail_candidate", "before", 25),
        ("brug.volunteers.services.dividing:propose_part", "after", 2),
        ("brug.kernel.jobs.running:_note_success", "after", 2),
        ("brug.kernel.messages.outcomes:hand_over", "after", 30),
    ],
    ids=lambda point: point[0].partition(":")[2],
)
def test_a_worker_killed_while_proposals_go_out_leaves_nobody_with_two_or_none(
    make_house: MakeHouse, point: tuple[str, str, int]
) -> None:
    house = make_house()
    house.call("divide_and_propose", count=PEOPLE)
    house.await_end(house.worker(kill_at=point))
    house.work_off()
    proposed = Counter(
        candidate for (candidate,) in house.rows("SELECT candidate_id FROM volunteers_proposal")
    )
    assert len(proposed) == PEOPLE
    assert set(proposed.values()) == {1}
    mails = Counter(
        person
        for (person,) in house.rows(
            "SELECT person_id FROM kernel_outgoingmail "
            "WHERE kind = 'volunteers.proposal_candidate' AND state = 'sent'"
        )
    )
    assert len(mails) == PEOPLE
    assert set(mails.values()) == {1}
