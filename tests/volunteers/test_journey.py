"""From a form on a phone to a placement that counts, step by step through the services."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import measures
from brug.people.enums import Channel, EngagementKind
from brug.people.models import Consent, Contact, Engagement, Relation
from brug.volunteers.enums import Answer, CandidateState, ProposalState, Side
from brug.volunteers.models import Candidate, Placement, Proposal
from brug.volunteers.services import answering, guiding, placing, promises, proposing, signing_up
from brug.volunteers.services.openings import Sought, change_opening
from tests.factories.kernel import HOUSE
from tests.factories.people import make_municipality, make_person
from tests.factories.volunteers import (
    PROOF,
    agree,
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)

pytestmark = pytest.mark.django_db

FORM = {
    "first_name": "Amina",
    "email": "amina@example.org",
    "postal_code": "9000",
    "radius_km": "15",
    "languages": ["fa-af", "nl"],
    "themes": ["buddy"],
    "may_ask": "on",
}


def _token(kind: str) -> str:
    text = OutgoingMail.objects.filter(kind=kind).latest("pk").text
    return text.split("http://testserver", 1)[1].split()[0].rstrip("/").rpartition("/")[2]


def test_a_sign_up_counts_only_once_its_mail_is_clicked() -> None:
    make_municipality()
    client = Client()
    assert client.post("/nl/volunteer/", FORM).status_code == 302
    candidate = Candidate.objects.get()
    assert candidate.state == CandidateState.UNCONFIRMED
    address = f"/nl/volunteer/confirm/{_token('volunteers.confirm')}/"
    assert client.get(address).status_code == 200
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.UNCONFIRMED
    assert client.post(address).status_code == 200
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.OPEN
    assert candidate.promised_until == today() + timedelta(days=7)
    assert candidate.languages == ["fa-af", "nl"]
    assert [theme.code for theme in candidate.themes.all()] == ["buddy"]
    given = Consent.objects.filter(person=candidate.person, state="given")
    assert set(given.values_list("purpose__code", "channel")) == {
        ("volunteering", Channel.EMAIL),
        ("volunteering", Channel.PHONE),
    }
    assert candidate.person.emails.get().confirmed_at is not None


def test_a_second_sign_up_tells_nothing_and_leaves_the_open_search_alone() -> None:
    candidate = make_candidate()
    candidate.person.emails.update(confirmed_at=timezone.now())
    answer = Client().post("/nl/volunteer/", {**FORM, "last_name": "Rahimi", "radius_km": "60"})
    assert answer.status_code == 302
    assert Candidate.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="volunteers.searches_already").count() == 1


def test_an_unknown_postal_code_is_refused_and_nothing_typed_is_lost() -> None:
    answer = Client().post("/nl/volunteer/", {**FORM, "postal_code": "0001"})
    assert answer.status_code == 422
    assert b'value="Amina"' in answer.content
    assert not Candidate.objects.exists()


def test_both_say_yes_then_the_start_counts_in_journal_and_plan() -> None:
    group = make_initiative()
    make_lead(group)
    candidate = make_candidate()
    proposal = agree(candidate, make_free_opening(group))
    measure = measures.get("volunteers.placed")
    year = Period.year(today().year)
    assert measure.narrowed(year).count() == 0
    placement = placing.start(actor=HOUSE, proposal=proposal, started_on=today())
    assert placing.start(actor=HOUSE, proposal=proposal, started_on=today()) == placement
    assert measure.narrowed(year).count() == 1
    acts = Engagement.objects.filter(person=candidate.person, kind=EngagementKind.VOLUNTEERED)
    assert acts.count() == 1
    tie = Relation.objects.get(kind__code="volunteers-in", subject=candidate.person)
    assert tie.target == group.organisation
    assert Contact.objects.get(pk=candidate.person_id).is_volunteer
    assert placement.follow_ups.count() == 2
    placing.undo_start(actor=HOUSE, placement=placement)
    assert measure.narrowed(year).count() == 0
    assert not acts.exists()


def test_each_side_learns_how_to_reach_the_other_only_once_both_said_yes() -> None:
    group = make_initiative()
    make_lead(group)
    candidate = make_candidate()
    proposal = proposing.propose(actor=HOUSE, candidate=candidate, opening=make_free_opening(group))
    before = OutgoingMail.objects.filter(kind="volunteers.proposal_group").get()
    assert "amina@example.org" not in before.text
    for side in Side:
        answering.answer(actor=HOUSE, proposal=proposal, side=side, word=Answer.YES)
    assert "amina@example.org" in OutgoingMail.objects.get(kind="volunteers.agreed_group").text
    mail = OutgoingMail.objects.get(kind="volunteers.agreed_candidate")
    assert "mieke@example.org" in mail.text


def test_of_two_yeses_for_the_last_place_one_wins_and_the_other_is_told_kindly() -> None:
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group, places=1)
    first, second = (
        make_candidate(make_person("P", email=f"{name}@example.org")) for name in ("een", "twee")
    )
    proposals = [
        proposing.propose(actor=HOUSE, candidate=one, opening=opening) for one in (first, second)
    ]
    for proposal in proposals:
        answering.answer(actor=HOUSE, proposal=proposal, side=Side.CANDIDATE, word=Answer.YES)
    won, lost = (
        answering.answer(actor=HOUSE, proposal=one, side=Side.GROUP, word=Answer.YES)
        for one in proposals
    )
    assert (won.state, lost.state) == (ProposalState.AGREED, ProposalState.LAPSED)
    second.refresh_from_db()
    assert second.state == CandidateState.OPEN
    assert OutgoingMail.objects.filter(kind="volunteers.just_taken").count() == 1


def test_a_no_sends_the_candidate_back_to_look_and_is_not_proposed_again() -> None:
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group)
    candidate = make_candidate()
    proposal = proposing.propose(actor=HOUSE, candidate=candidate, opening=opening)
    client = Client()
    address = f"/nl/volunteer/answer/{_token('volunteers.proposal_candidate')}/"
    assert client.get(address).status_code == 200
    proposal.refresh_from_db()
    assert proposal.candidate_answer == ""
    client.post(address, {"word": "no", "note": "Te ver."})
    proposal.refresh_from_db()
    candidate.refresh_from_db()
    assert proposal.state == ProposalState.DECLINED
    assert candidate.state == CandidateState.OPEN
    client.post(address, {"word": "yes"})
    proposal.refresh_from_db()
    assert proposal.candidate_answer == Answer.NO


def test_nobody_is_proposed_to_a_group_without_a_lead_or_a_free_place() -> None:
    group = make_initiative()
    opening = make_free_opening(group)
    candidate = make_candidate()
    with pytest.raises(ValidationError):
        proposing.propose(actor=HOUSE, candidate=candidate, opening=opening)
    make_lead(group)
    agree(make_candidate(make_person("Ander", email="ander@example.org")), opening)
    with pytest.raises(ValidationError):
        proposing.propose(actor=HOUSE, candidate=candidate, opening=opening)
    change_opening(actor=HOUSE, opening=opening, sought=Sought(title="Taaltafel", places=2))
    assert proposing.propose(actor=HOUSE, candidate=candidate, opening=opening).pk


def test_who_was_promised_a_contact_and_had_none_goes_to_the_neighbours_once() -> None:
    make_municipality("9000", "Gent", "OVL")
    town = make_municipality("2000", "Antwerpen", "ANT")
    late = make_candidate(days=9)
    region = late.region.working_region  # type: ignore[union-attr]
    neighbour = town.working_region
    promises.set_promise(actor=HOUSE, region=region, days=7, neighbour=neighbour)
    assert promises.hand_over_late(actor=HOUSE) == 1
    late.refresh_from_db()
    assert late.escalated_to == neighbour
    assert promises.hand_over_late(actor=HOUSE) == 0


def test_a_talk_keeps_the_promise() -> None:
    candidate = make_candidate(days=3)
    guiding.note_talk(actor=HOUSE, candidate=candidate, held_on=today(), outcome="Goed.")
    candidate.refresh_from_db()
    assert candidate.first_contact_at is not None
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError):
        guiding.note_talk(actor=HOUSE, candidate=candidate, held_on=tomorrow, outcome="")


def test_nobody_answers_for_somebody_else() -> None:
    group = make_initiative()
    make_lead(group)
    proposal = proposing.propose(
        actor=HOUSE, candidate=make_candidate(), opening=make_free_opening(group)
    )
    stranger = Actor.person(make_person("Vreemd").pk)
    for side in Side:
        with pytest.raises(PermissionDenied):
            answering.answer(actor=stranger, proposal=proposal, side=side, word=Answer.YES)


def test_unanswered_proposals_lapse_and_their_candidates_look_on() -> None:
    group = make_initiative()
    make_lead(group)
    candidate = make_candidate()
    proposal = proposing.propose(actor=HOUSE, candidate=candidate, opening=make_free_opening(group))
    Proposal.objects.filter(pk=proposal.pk).update(answer_by=date(2020, 1, 1))
    assert promises.lapse_unanswered(actor=HOUSE) == 1
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.OPEN


def test_a_changed_link_confirms_nobody() -> None:
    with pytest.raises(tokens.LinkError):
        signing_up.confirm(token="x:y:z", proof=PROOF)
    assert not Placement.objects.exists()
