"""Divisions: a draft with reasons, proposed in parts, nobody twice."""

import pytest
from django.core.exceptions import PermissionDenied

from brug.kernel.access.actor import Actor
from brug.volunteers.models import Opening, Proposal
from brug.volunteers.queries.matching import best_for
from brug.volunteers.services import dividing
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.volunteers import (
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)

pytestmark = pytest.mark.django_db


def _crowd(count: int) -> Opening:
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group, places=count - 1, languages_needed=("nl",))
    for number in range(count):
        person = make_person("P", email=f"p{number}@example.org")
        make_candidate(person, languages=("nl",))
    return opening


def test_a_division_fills_all_places_and_says_why_one_has_none() -> None:
    _crowd(4)
    division = dividing.work_out(actor=HOUSE)
    rows = list(division.rows.all())
    assert sum(1 for row in rows if row.opening_id) == 3
    (left,) = [row for row in rows if row.opening_id is None]
    assert left.unplaced["code"] == "full"


def test_a_proposed_division_reaches_everybody_once_however_often_a_part_runs() -> None:
    _crowd(4)
    division = dividing.work_out(actor=HOUSE)
    dividing.propose_division(actor=HOUSE, division=division)
    while dividing.propose_part(division_id=division.pk):
        pass
    dividing.propose_part(division_id=division.pk)
    assert Proposal.objects.count() == 3
    assert Proposal.objects.values("candidate").distinct().count() == 3


def test_what_no_longer_can_be_proposed_says_why() -> None:
    opening = _crowd(3)
    division = dividing.work_out(actor=HOUSE)
    dividing.propose_division(actor=HOUSE, division=division)
    Opening.objects.filter(pk=opening.pk).update(places=1)
    Opening.objects.filter(pk=opening.pk).update(until="2020-01-01")
    dividing.propose_part(division_id=division.pk)
    assert not Proposal.objects.exists()
    assert all(row.refused for row in division.rows.exclude(opening=None))


def test_a_pinned_pair_stays_and_a_forbidden_one_never_comes_back() -> None:
    _crowd(3)
    division = dividing.work_out(actor=HOUSE)
    row = division.rows.exclude(opening=None).first()
    assert row is not None
    pair = (row.candidate_id, row.opening_id)
    again = dividing.work_out_again(
        actor=HOUSE,
        division=division,
        pinned=[],
        forbidden=[pair],  # type: ignore[list-item]
    )
    assert not again.rows.filter(candidate=pair[0], opening=pair[1]).exists()
    pinned = dividing.work_out_again(
        actor=HOUSE,
        division=again,
        pinned=[pair],
        forbidden=[],  # type: ignore[list-item]
    )
    assert pinned.rows.get(candidate=pair[0]).is_pinned


def test_a_visitor_divides_nobody() -> None:
    with pytest.raises(PermissionDenied):
        dividing.work_out(actor=Actor.visitor())


def test_the_best_places_for_a_candidate_come_with_reasons() -> None:
    group = make_initiative()
    make_free_opening(group, title="Ver", languages_needed=("ti",))
    near = make_free_opening(group, title="Past", languages_wished=("nl",))
    candidate = make_candidate(languages=("nl",))
    found = best_for(candidate)
    assert [record for _ranked, record in found] == [near]
    assert "languages" in {reason.code for reason in found[0][0].reasons}
