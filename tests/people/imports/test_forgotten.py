"""Who is forgotten is gone from the files that they came in with, and those that others try."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.jobs.running import run as run_job
from brug.kernel.models import Job
from brug.kernel.roles import Role
from brug.people.import_words import Fate, Profile, Reason, RunState
from brug.people.models import Contact, FullExport, ImportedKey, ImportRow, ImportRun
from brug.people.services import privacy
from brug.people.services.full_export import steps as full_export
from brug.people.services.full_export import writing
from brug.people.services.imports import handing_in, running, steps
from brug.people.services.imports.folder import folder_of
from tests.factories.kernel import HOUSE, make_user, sign_in
from tests.factories.people import make_person
from tests.people.imports.conftest import bring, fates, hand_in, totals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEAD = "nr,voornaam,naam,e-mail,telefoon,geboortejaar\n"
NADIA = "7,Nadia,Rahimi,nadia@sample.example,0470 12 34 56,\n"
OTHER = "8,Karel,Claes,karel@sample.example,0471 00 00 01,\n"


def erase(person: Contact) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")


def nadia() -> Contact:
    return Contact.objects.get(emails__address="nadia@sample.example")


def on_disk() -> bytes:
    """All that lies in the folders of imports and exports."""
    folders = [folder_of(run) for run in ImportRun.objects.all()]
    folders += [writing.folder_of(export) for export in FullExport.objects.all()]
    paths = [path for folder in folders for path in folder.rglob("*")]
    return b"".join(path.read_bytes() for path in paths if path.is_file())


def test_nobody_forgotten_is_left_in_the_files_they_came_in_with() -> None:
    run = bring(HEAD + NADIA + OTHER)
    assert b"nadia@sample.example" in on_disk()
    erase(nadia())
    assert on_disk() == b""
    run.refresh_from_db()
    assert run.files_gone_at is not None


def test_the_report_stays_without_what_stood_in_the_cells() -> None:
    run = bring(HEAD + NADIA + OTHER + "9,Piet,Maes,,,31/02/nadia\n")
    before = (fates(run), totals(run))
    assert ImportRow.objects.filter(run=run, detail__contains="nadia").exists()
    erase(nadia())
    run.refresh_from_db()
    assert (fates(run), totals(run)) == before
    assert not ImportRow.objects.filter(run=run, detail__contains="nadia").exists()


@pytest.mark.parametrize(
    "row",
    [
        "1,N.,R.,NADIA@Sample.example,,\n",
        "1,Rahimi,Nadia,,,\n",
        "1,,,,0032 470 12 34 56,\n",
        "1,Nàdia,RAHIMI,,,\n",
        ",,nadia rahimi,,,\n",
    ],
)
def test_who_stands_in_a_trial_of_others_is_known_by_address_number_or_name(row: str) -> None:
    bring(HEAD + NADIA)
    trial = bring(HEAD + OTHER + row, is_trial=True, source="another")
    erase(nadia())
    trial.refresh_from_db()
    assert trial.files_gone_at is not None
    assert on_disk() == b""


def test_files_without_them_stay() -> None:
    bring(HEAD + NADIA)
    trial = bring(HEAD + OTHER + "2,Nadia,Claes,,,\n3,Els,Rahimi,,,\n", is_trial=True)
    erase(nadia())
    trial.refresh_from_db()
    assert trial.files_gone_at is None
    steps.start_import(actor=HOUSE, run_id=trial.pk)
    jobs.drain()
    assert Contact.objects.filter(last_name="Claes").count() == 2


def test_files_that_nobody_read_yet_go_too() -> None:
    bring(HEAD + NADIA)
    with (Path(settings.DATA_DIR) / "list.csv").open("wb+") as stream:
        stream.write((HEAD + NADIA).encode())
        stream.seek(0)
        unread = handing_in.keep_files(
            actor=HOUSE, files=[(stream, "list.csv")], profile=Profile.TABLE
        )
    erase(nadia())
    assert not folder_of(unread).exists()


def test_an_import_at_work_stops_and_passes_over_them_when_handed_in_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "BATCH", 1)
    run = hand_in(HEAD + NADIA + OTHER)
    steps.start_import(actor=HOUSE, run_id=run.pk)
    for _part in range(2):
        run.refresh_from_db()
        run_job(Job.objects.get(name=steps.JOB, key=run.job_key).pk)
    erase(nadia())
    jobs.drain()
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.STOPPED, 1)
    with pytest.raises(ValidationError, match="hand them in again"):
        steps.go_on(actor=HOUSE, run_id=run.pk)
    again = bring(HEAD + NADIA + OTHER)
    assert fates(again) == [(2, Fate.SKIPPED, Reason.FORGOTTEN), (3, Fate.MADE, "")]
    assert not Contact.objects.filter(last_name="Rahimi").exists()


def test_nothing_is_deleted_where_the_erasure_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    run = bring(HEAD + NADIA)
    monkeypatch.setattr(privacy, "mark_contacts_changed", lambda: 1 / 0)
    with (
        pytest.raises(ZeroDivisionError),
        TestCase.captureOnCommitCallbacks(execute=True),
    ):
        privacy.erase_person(actor=HOUSE, person_id=nadia().pk, reason="asked")
    assert folder_of(run).exists()
    assert ImportRun.objects.get(pk=run.pk).files_gone_at is None


def test_a_folder_that_a_halt_left_behind_goes_in_the_night() -> None:
    run = bring(HEAD + NADIA)
    privacy.erase_person(actor=HOUSE, person_id=nadia().pk, reason="asked")
    assert folder_of(run).exists()
    steps.forget_files()
    assert not folder_of(run).exists()


def test_fates_of_rows_go_after_their_term_where_the_files_went_before() -> None:
    run = bring(HEAD + NADIA)
    erase(nadia())
    run.refresh_from_db()
    assert steps.forget_files(before=run.asked_at) == 0
    assert steps.forget_files(before=run.files_gone_at) == 1
    assert not ImportRow.objects.filter(run=run).exists()


def test_exports_of_everything_go_with_whoever_is_forgotten() -> None:
    person = make_person("Rahimi", "Nadia", email="nadia@sample.example")
    export = full_export.export_everything(actor=HOUSE)
    jobs.drain()
    assert on_disk()
    erase(person)
    assert on_disk() == b""
    assert FullExport.objects.get(pk=export.pk).state_in_words
    full_export.export_everything(actor=HOUSE)
    jobs.drain()
    assert b"nadia" not in on_disk()


def test_a_key_that_is_an_address_is_not_kept_as_such() -> None:
    bring("id,naam\nNadia@sample.example,Rahimi\n")
    assert not ImportedKey.objects.filter(key__contains="@").exists()
    again = bring("id,naam\nnadia@sample.example,Rahimi\n")
    assert totals(again) == {"unchanged": 1}


def test_the_page_of_the_import_says_that_the_files_went(client: Client) -> None:
    run = bring(HEAD + NADIA, is_trial=True)
    erase(make_person("Rahimi", "Nadia"))
    trail = ModelLogEntry.objects.get(action="people.import_files_deleted")
    assert trail.object_id == str(run.pk)
    sign_in(client, make_user(Role.ADMINISTRATOR, language="en"))
    address = reverse("people_imports:inspect", args=[run.public_id])
    page = client.get(address).content.decode()
    assert "Hand them in again to go on." in page
    assert "nadia" not in page.casefold()
