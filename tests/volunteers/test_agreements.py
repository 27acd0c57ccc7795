"""What volunteers sign: frozen as they read it, signed once, with proof, by a parent too."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.volunteers.enums import PaperKind, Way
from brug.volunteers.models import Agreement, Involvement, PaperText
from brug.volunteers.queries.papers import agreement_pdf
from brug.volunteers.rules.papers import faults_of, filled_in, is_a_name
from brug.volunteers.services import agreements, involvements, paper_texts, placing, signing
from brug.volunteers.services.involvements import Terms
from tests.factories.involvements import (
    make_involved,
    make_signed,
    make_task,
    make_texts,
    signing_of,
)
from tests.factories.kernel import HOUSE, make_user
from tests.factories.volunteers import (
    agree,
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)

pytestmark = pytest.mark.django_db


def _address(kind: str) -> str:
    text = OutgoingMail.objects.filter(kind=f"volunteers.{kind}").latest("pk").text
    return text.split("http://testserver", 1)[1].split()[0]


def _ask(involvement: Involvement, **told: str) -> Agreement:
    return agreements.ask(actor=HOUSE, involvement=involvement, kind=PaperKind.NOTE, **told)


def test_a_volunteer_signs_by_the_link_with_a_name_and_one_click() -> None:
    make_texts()
    agreement = _ask(make_involved())
    address, client = _address("agreement_volunteer"), Client()
    page = client.get(address)
    assert "artikel 4" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.signed_at is None
    told = {"name": "Amina Rahimi", "fingerprint": agreement.fingerprint}
    assert client.post(address, told).status_code == 200
    agreement.refresh_from_db()
    assert agreement.is_complete
    assert (agreement.signed_name, agreement.signed_way) == ("Amina Rahimi", Way.LINK)
    signed_at = agreement.signed_at
    client.post(address, told | {"name": "Iemand Anders"})
    agreement.refresh_from_db()
    assert (agreement.signed_name, agreement.signed_at) == ("Amina Rahimi", signed_at)
    file = client.get(f"{address}pdf/")
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")


def test_what_is_signed_is_what_was_read_and_its_fingerprint_can_be_worked_out() -> None:
    make_texts()
    agreement = _ask(make_involved())
    assert "Amina Rahimi" in agreement.body
    assert "{" not in agreement.body
    plain = f"{agreement.title}\n\n{agreement.body}".encode()
    assert agreement.fingerprint == hashlib.sha256(plain).hexdigest()
    other = signing_of(agreement)
    changed = type(other)(other.name, "0" * 64, other.way, other.language)
    actor = Actor.person(agreement.involvement.person_id)
    with pytest.raises(ValidationError):
        signing.sign(actor=actor, agreement=agreement, signing=changed)


def test_a_new_version_of_the_text_leaves_what_was_signed_as_it_was() -> None:
    make_texts()
    agreement = make_signed(make_involved())
    body, pdf = agreement.body, agreement_pdf(agreement)
    draft = paper_texts.write_draft(
        actor=HOUSE, kind=PaperKind.NOTE, language="nl", title="Nieuw", body="Heel anders."
    )
    with pytest.raises(ValidationError):
        paper_texts.publish(actor=HOUSE, text=draft, valid_from=today())
    tomorrow = today() + timedelta(days=1)
    paper_texts.publish(actor=HOUSE, text=draft, valid_from=tomorrow)
    agreement.refresh_from_db()
    assert agreement.body == body
    assert agreement_pdf(agreement) == pdf
    texts = PaperText.objects
    assert texts.in_force(PaperKind.NOTE, "nl", today()).title != "Nieuw"
    assert texts.in_force(PaperKind.NOTE, "nl", tomorrow).title == "Nieuw"
    with pytest.raises(ValidationError):
        paper_texts.publish(actor=HOUSE, text=draft, valid_from=tomorrow)


def test_a_draft_with_open_facts_or_unknown_names_is_not_published() -> None:
    draft = PaperText.objects.get(kind=PaperKind.NOTE, language="nl")
    with pytest.raises(ValidationError):
        paper_texts.publish(actor=HOUSE, text=draft, valid_from=today())
    with pytest.raises(ValidationError) as refused:
        paper_texts.write_draft(
            actor=HOUSE, kind=PaperKind.NOTE, language="nl", title="T", body="Dag {nobody}"
        )
    assert "{nobody}" in str(refused.value)
    with pytest.raises(ValidationError):
        _ask(make_involved())


def test_under_eighteen_a_parent_signs_by_a_link_of_their_own() -> None:
    make_texts()
    involvement = make_involved(is_minor=True)
    with pytest.raises(ValidationError) as refused:
        _ask(involvement)
    assert "guardian_email" in refused.value.message_dict
    agreement = _ask(involvement, guardian_email="ouder@example.org")
    theirs, parents = _address("agreement_volunteer"), _address("agreement_guardian")
    client = Client()
    told = {"name": "Amina Rahimi", "fingerprint": agreement.fingerprint}
    client.post(theirs, told)
    agreement.refresh_from_db()
    assert not agreement.is_complete
    assert not Agreement.objects.complete().exists()
    client.post(parents, told | {"name": "Zahra Rahimi"})
    agreement.refresh_from_db()
    assert agreement.is_complete
    assert (agreement.guardian_name, agreement.guardian_email) == ("Zahra Rahimi", "")
    assert agreement.signed_name == "Amina Rahimi"


def test_one_agreement_of_a_kind_stands_and_a_taken_back_link_is_dead() -> None:
    make_texts()
    involvement = make_involved()
    first = _ask(involvement)
    assert _ask(involvement) == first
    address = _address("agreement_volunteer")
    agreements.take_back(actor=HOUSE, agreement=first)
    assert Client().get(address).status_code == 410
    second = make_signed(involvement)
    assert second != first
    with pytest.raises(ValidationError):
        _ask(involvement)


def test_a_name_is_asked_for_and_nothing_else_signs() -> None:
    make_texts()
    agreement = _ask(make_involved())
    address = _address("agreement_volunteer")
    refused = Client().post(address, {"name": " 1 ", "fingerprint": agreement.fingerprint})
    assert refused.status_code == 422
    with pytest.raises(PermissionDenied):
        signing.sign(actor=HOUSE, agreement=agreement, signing=signing_of(agreement))
    with pytest.raises(tokens.LinkError):
        signing.read_link("x")


def test_only_who_guides_volunteers_sends_agreements_and_begins() -> None:
    make_texts()
    office = Actor.of_user(make_user(Role.STAFF_OFFICE))
    with pytest.raises(PermissionDenied):
        agreements.ask(actor=office, involvement=make_involved(), kind=PaperKind.NOTE)
    coordinator = Actor.of_user(make_user(Role.COORDINATOR))
    assert not Involvement.objects.visible_to(coordinator).exists()
    with pytest.raises(PermissionDenied):
        involvements.change_terms(
            actor=coordinator, involvement=Involvement.objects.get(), terms=Terms(make_task())
        )


def test_whoever_was_placed_is_guided_further_once_and_leaves_with_the_placement() -> None:
    group = make_initiative()
    make_lead(group)
    placement = placing.start(
        actor=HOUSE, proposal=agree(make_candidate(), make_free_opening(group)), started_on=today()
    )
    terms = Terms(make_task("group"))
    first = involvements.begin_from_placement(actor=HOUSE, placement=placement, terms=terms)
    assert involvements.begin_from_placement(actor=HOUSE, placement=placement, terms=terms) == first
    assert first.place == group.name
    placing.end_placement(actor=HOUSE, placement=placement, ended_on=today())
    first.refresh_from_db()
    assert first.ended_on == today()
    assert Involvement.objects.to_part_with().get() == first


def test_somebody_is_in_a_role_of_the_house_once() -> None:
    make_involved()
    with pytest.raises(ValidationError):
        make_involved()
    make_involved(task=make_task("events"))
    with pytest.raises(ValidationError):
        make_involved(began_on=today() + timedelta(days=1))


def test_facts_are_filled_in_once_and_names_may_be_of_any_script() -> None:
    assert filled_in("{person}", {"person": "{role}"}) == "{role}"
    assert faults_of("[x] {role} {y}").open_facts == ("[x]",)
    assert faults_of("[x] {role} {y}").unknown == ("y",)
    assert is_a_name("امينه")
    assert not is_a_name("12 .")
