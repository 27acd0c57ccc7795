"""A person's rights, over all rooms."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import measures
from brug.kernel.roles import Role
from brug.people import signals
from brug.people.cli import people
from brug.people.enums import EngagementKind
from brug.people.models import Contact
from brug.people.services import contacts, notes, privacy, relations
from tests.factories.kernel import make_user
from tests.factories.people import HOUSE, act, make_organisation, make_person

pytestmark = pytest.mark.django_db


def known_person() -> Contact:
    """Somebody of whom every room knows something."""
    person = make_person("Peeters", "Jan", email="jan@example.org", external_id="old:7")
    act(person, EngagementKind.GIFT)
    notes.write_note(actor=HOUSE, contact_id=person.pk, text="belt graag")
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, last_name="Pieters")
    messages.send(
        actor=HOUSE,
        kind="people.unknown_address",
        to="jan@example.org",
        language="nl",
        variables={"join_url": "https://brug.example/"},
        key="test",
        person_id=person.pk,
    )
    return person


def test_an_export_tells_what_every_room_knows() -> None:
    person = known_person()
    told = privacy.export_person(actor=HOUSE, person_id=person.pk)
    text = json.dumps(told)
    assert set(told) >= {"people.file", "kernel.mails"}
    for known in ("Pieters", "jan@example.org", "gift", "belt graag", "old:7"):
        assert known in text
    assert ModelLogEntry.objects.filter(action="people.data_exported").exists()


def test_erasing_leaves_figures_and_nobodys_name() -> None:
    person = known_person()
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked by letter")
    everything = json.dumps(
        [
            list(Contact.objects.values()),
            list(ModelLogEntry.objects.values()),
            list(OutgoingMail.objects.values()),
        ],
        default=str,
    )
    for trace in ("Peeters", "Pieters", "jan@example.org", "old:7", "belt graag"):
        assert trace not in everything
    window = Period.months_until(today(), 12)
    assert measures.get("people.sympathisers").figure(window) == 1
    last = ModelLogEntry.objects.latest("pk")
    assert (last.action, last.data["note"]) == ("people.contact_erased", "asked by letter")


def test_erasing_twice_touches_nothing_more(
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    told: list[int] = []

    def hear(person_id: int, **_facts: object) -> None:
        told.append(person_id)

    person = known_person()
    signals.contact_erased.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="x") > 3
            assert privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="x") == 0
    finally:
        signals.contact_erased.disconnect(hear)
    assert told == [person.pk]


@pytest.mark.parametrize("role", [Role.STAFF_MOVEMENT, Role.COORDINATOR, Role.BOARD])
def test_few_may_erase_others(role: Role) -> None:
    person = make_person()
    with pytest.raises(PermissionDenied):
        privacy.erase_person(actor=Actor.of_user(make_user(role)), person_id=person.pk, reason="x")


def test_nobody_exports_or_erases_another_by_their_own_link() -> None:
    person, other = make_person(), make_person("Claes")
    actor = Actor.person(other.pk)
    with pytest.raises(PermissionDenied):
        privacy.export_person(actor=actor, person_id=person.pk)
    with pytest.raises(PermissionDenied):
        privacy.erase_person(actor=actor, person_id=person.pk, reason="x")


def test_the_command_line_exports_and_erases(tmp_path: Path) -> None:
    person = known_person()
    run = CliRunner().invoke
    exported = run(people, ["subject-export", str(person.pk), str(tmp_path)])
    assert exported.exit_code == 0
    with ZipFile(exported.output.strip()) as file:
        assert set(file.namelist()) == {"index.html", "data.json"}
    assert run(people, ["erase", str(person.public_id), "--reason", "asked"]).exit_code == 0
    person.refresh_from_db()
    assert person.anonymised_at is not None
    wrong = run(people, ["erase", "999999", "--reason", "x"])
    assert (wrong.exit_code, "no contact 999999" in wrong.output) == (1, True)
    assert run(people, ["erase", str(person.pk)]).exit_code != 0


def test_a_download_names_no_other_person() -> None:
    person = make_person()
    friend, group = make_person("Claes", "An"), make_organisation("Welkom in Gent")
    relations.relate(actor=HOUSE, kind="leads", tie=relations.Tie(friend.pk, person.pk))
    relations.relate(actor=HOUSE, kind="volunteers-in", tie=relations.Tie(person.pk, group.pk))
    told = privacy.export_person(actor=HOUSE, person_id=person.pk)
    assert "Claes" not in json.dumps(told)
    assert {row["with"] for row in told["people.file"]["relations"]} == {"", "Welkom in Gent"}
