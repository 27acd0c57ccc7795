"""Everything exported, and the same contacts when it comes in again."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.jobs.running import run as run_job
from brug.kernel.models import Job
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people.cli import people
from brug.people.enums import Channel, EngagementKind, RequestKind
from brug.people.import_words import Fate, Profile, Reason
from brug.people.models import (
    Contact,
    FullExport,
    ImportedKey,
    ImportRow,
    PastRecord,
    RightsRequest,
    TargetGroup,
)
from brug.people.models.request_choices import RequestWay
from brug.people.rules.imports.export_tables import TABLES
from brug.people.services import consent, contacts, notes, privacy, relations, target_groups
from brug.people.services.attribution import Came
from brug.people.services.consent import Proof
from brug.people.services.contact_data import NewContact
from brug.people.services.full_export import steps, writing
from brug.people.services.requests import noting
from brug.people.services.taking_back import take_back_contact
from tests.factories.kernel import HOUSE, make_user, sign_in
from tests.factories.people import act, make_municipality, make_organisation, make_person
from tests.people.imports.conftest import bring, totals

pytestmark = pytest.mark.django_db
EVIL = "=1+1\n\"quoted\", 'x'"


@pytest.fixture
def town() -> None:
    """Two people and an organisation, with something in every table."""
    make_municipality("9000", "Gent")
    jan = make_person(
        "Peeters",
        "Jan",
        email="jan@example.org",
        phone="0470 12 34 56",
        street="Dok 1",
        postal_code="9000",
        city="Gent",
        birth_year=1984,
        languages=("ar", "fr"),
        external_id="old:1",
    )
    shop = make_organisation("=Wereldwinkel", is_volunteer=False)
    make_person("Claes", "Zoë", language="fr", is_volunteer=True)
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(jan.pk, shop.pk))
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    inner = target_groups.make_target_group(
        actor=HOUSE, code="radio", card=target_groups.GroupCard("Radio", parent=group)
    )
    inner.contacts.add(jan)
    act(jan, EngagementKind.GIFT, days=3, amount=Decimal("12.50"), came=Came(source="news"))
    notes.write_note(actor=HOUSE, contact_id=jan.pk, text=EVIL)
    PastRecord.objects.create(contact=jan, kind="membership", subject="Lid", details={"a": "é"})
    for step, channel in ((consent.give, Channel.EMAIL), (consent.withdraw, Channel.POST)):
        step(actor=HOUSE, person_id=jan.pk, purpose="news", channel=channel, proof=Proof("desk"))
    noting.note_request(
        actor=HOUSE,
        person_id=jan.pk,
        asked=noting.Asked(RequestKind.ACCESS, RequestWay.LETTER, today(), "Wat weten jullie?"),
    )
    gone = make_person("Weg", email="weg@example.org")
    privacy.erase_person(actor=HOUSE, person_id=gone.pk, reason="asked")


def written() -> Path:
    export = steps.export_everything(actor=HOUSE)
    jobs.drain()
    export.refresh_from_db()
    assert export.done == export.total
    return writing.file_of(export)


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    with ZipFile(path) as packed:
        assert packed.testzip() is None
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in packed.namelist()
        }


def told() -> list[Any]:
    """All that is said of everybody known, by what stays the same."""
    return [_told(contact) for contact in Contact.objects.known().order_by("public_id")]


def _told(contact: Contact) -> tuple[Any, ...]:
    return (
        str(contact.public_id),
        contact.name,
        contact.kind,
        contact.language,
        contact.birth_year,
        contact.is_volunteer,
        contact.external_id,
        contact.region_id,
        contact.last_engaged_on,
        contact.created_at.replace(microsecond=0),
        sorted(contact.emails.values_list("address", "is_primary")),
        sorted(contact.phones.values_list("number", "digits", "is_primary")),
        sorted(contact.addresses.values_list("street", "postal_code", "city", "country")),
        sorted(contact.languages.values_list("language", flat=True)),
        sorted(contact.words.values_list("word", flat=True)),
        sorted(contact.target_groups.values_list("name", "parent__name")),
        list(contact.relations.values_list("kind__code", "target__organisation_name")),
        list(contact.engagements.values_list("kind", "amount", "attribution__source")),
        list(contact.notes.values_list("text", "visibility")),
        list(contact.past.values_list("kind", "subject", "details")),
        sorted(contact.consents.filter(state="withdrawn").values_list("channel", "state")),
    )


def test_every_table_is_there_with_its_documented_columns(town: None) -> None:
    found = tables(written())
    assert list(found) == list(TABLES)
    for name, rows in found.items():
        assert rows, name
        assert tuple(rows[0]) == TABLES[name]


def test_who_was_forgotten_is_not_in_it_and_formulas_are_text(town: None) -> None:
    found = tables(written())
    assert len(found["contacts"]) == 3
    assert {row["organisation_name"] for row in found["contacts"]} == {"", "'=Wereldwinkel"}
    assert found["notes"][0]["text"].startswith("'=1+1")


def test_the_same_contacts_come_in_again(town: None) -> None:
    path, before = written(), told()
    Contact.objects.all().delete()
    TargetGroup.objects.update(parent=None)
    TargetGroup.objects.all().delete()
    run = bring(path, profile=Profile.BRUG)
    assert told() == before
    refused = ImportRow.objects.filter(run=run, fate=Fate.REFUSED)
    assert not refused.exists()
    consents = ImportRow.objects.filter(run=run, table="consents", fate=Fate.SKIPPED)
    assert [row.reason for row in consents] == [Reason.ASKS_NOT_YES]


def test_where_everybody_still_is_nothing_is_made(town: None) -> None:
    path, before = written(), told()
    run = bring(path, profile=Profile.BRUG)
    assert told() == before
    assert set(run.counts["contacts"]) == {"merged"}
    again = bring(path, profile=Profile.BRUG)
    assert told() == before
    assert not {Fate.MADE, Fate.CHANGED, Fate.REFUSED} & set(totals(again))


def test_a_part_that_was_killed_half_way_is_written_again(
    town: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    whole = tables(written())
    export = steps.export_everything(actor=HOUSE)
    job = Job.objects.get(name=steps.JOB, key=str(export.pk))
    while export.is_busy:
        run_job(job.pk)
        export.refresh_from_db()
        # What a kill leaves: letters that nobody noted, in every file that is being written.
        for path in writing.folder_of(export).glob("*.csv" if export.is_busy else "none"):
            with path.open("ab") as file:
                file.write(b"half a li")
        packed = writing.file_of(export)
        if export.is_busy and packed.exists():
            with packed.open("ab") as file:
                file.write(b"half a table")
    found = tables(writing.file_of(export))
    for name in set(TABLES) - {"consent_events"}:
        assert found[name] == whole[name], name


def test_only_an_administrator_exports_everything(town: None) -> None:
    for role in (Role.STAFF_COMMUNICATION, Role.DIRECTOR, Role.COORDINATOR):
        with pytest.raises(PermissionDenied):
            steps.export_everything(actor=Actor.of_user(make_user(role)))
    actor = Actor.of_user(make_user(Role.ADMINISTRATOR))
    export = steps.export_everything(actor=actor)
    with pytest.raises(ValidationError):
        steps.export_everything(actor=actor)
    with pytest.raises(FileNotFoundError):
        steps.take_file(actor=actor, export=export)


def test_an_administrator_takes_the_file_at_the_desk_and_that_is_noted(town: None) -> None:
    client = sign_in(Client(), make_user(Role.ADMINISTRATOR))
    address = client.post("/desk/exports/new/")["Location"]
    assert "data-poll" in client.get(f"{address}progress/").content.decode()
    jobs.drain()
    assert "data-poll" not in client.get(f"{address}progress/").content.decode()
    assert f"{address}file/" in client.get(address).content.decode()
    content = b"".join(client.get(f"{address}file/").streaming_content)
    assert content.startswith(b"PK")
    noted = ModelLogEntry.objects.filter(action="people.everything_exported")
    assert noted.count() == 2
    assert client.get("/desk/exports/").status_code == 200


def test_the_file_is_deleted_after_seven_days(town: None) -> None:
    path = written()
    assert steps.forget_exports() == 0
    FullExport.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert steps.forget_exports() == 1
    assert not path.exists()
    with pytest.raises(FileNotFoundError):
        steps.take_file(actor=HOUSE, export=FullExport.objects.get())


def test_the_command_writes_one_file_and_leaves_no_copy(town: None, tmp_path: Path) -> None:
    result = CliRunner().invoke(people, ["export", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out").iterdir()
    assert len(tables(path)["contacts"]) == 3
    assert not writing.folder_of(FullExport.objects.get()).exists()
    assert not ImportedKey.objects.exists()


def test_requests_go_out_and_do_not_come_in_again(town: None) -> None:
    path = written()
    [request] = tables(path)["requests"]
    assert (request["what_is_asked"], request["state"]) == ("access", "open")
    assert request["in_their_words"] == "Wat weten jullie?"
    RightsRequest.objects.all().delete()
    bring(path, profile=Profile.BRUG)
    assert not RightsRequest.objects.exists()


def test_a_halt_just_after_an_erasure_leaves_no_file_for_good(town: None) -> None:
    path = written()
    # The test never commits: as if the program had ended before the files were deleted.
    privacy.erase_person(
        actor=HOUSE, person_id=Contact.objects.known().persons()[0].pk, reason="asked"
    )
    assert path.exists()
    steps.forget_exports()
    assert not path.exists()


def test_undoing_a_new_contact_leaves_exports_of_before(town: None) -> None:
    path = written()
    user = make_user(Role.STAFF_MOVEMENT)
    new = contacts.make_contact(
        actor=Actor.of_user(user), new=NewContact(first_name="A", last_name="B")
    )
    take_back_contact(actor=Actor.of_user(user), contact_id=new.pk)
    assert FullExport.objects.get().is_ready
    assert path.exists()
