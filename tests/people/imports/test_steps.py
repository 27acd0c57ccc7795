"""Who may import, and how an import is tried, stopped, gone on with and forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.jobs.running import run as run_job
from brug.kernel.models import Job
from brug.kernel.roles import Role
from brug.people.import_words import RunState
from brug.people.models import Contact, ImportedKey, ImportMapping, ImportRow, ImportRun, PastRecord
from brug.people.queries.timeline import timeline
from brug.people.rules.imports.mapping import read_mapping
from brug.people.services import privacy
from brug.people.services.imports import running, steps
from brug.people.services.imports.folder import folder_of
from brug.people.services.imports.steps import JOB
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import make_municipality, make_person
from tests.people.imports.conftest import bring, hand_in

pytestmark = pytest.mark.django_db
MANY = "nr,naam,gemeente\n" + "".join(f"{n},Familie {n},Gent\n" for n in range(25))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 10)


def job_of(run: ImportRun) -> Job:
    run.refresh_from_db()
    return Job.objects.get(name=JOB, key=run.job_key)


def parts(run: ImportRun, count: int) -> None:
    for _part in range(count):
        run_job(job_of(run).pk)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.STAFF_COMMUNICATION, True),
        (Role.STAFF_MOVEMENT, True),
        (Role.ADMINISTRATOR, True),
        (Role.COORDINATOR, False),
        (Role.DIRECTOR, False),
        (Role.STAFF_OFFICE, False),
    ],
)
def test_only_keepers_of_people_without_bounds_import(role: Role, may: bool) -> None:
    actor = Actor.of_user(make_user(role))
    if may:
        assert hand_in(MANY, actor=actor).by == actor.user
    else:
        with pytest.raises(PermissionDenied):
            hand_in(MANY, actor=actor)


def test_who_is_bound_to_a_region_does_not_do_any_step() -> None:
    run = hand_in(MANY)
    actor = Actor.of_user(make_user(Role.COORDINATOR))
    for step in (steps.try_import, steps.start_import, steps.stop_import, steps.undo_import):
        with pytest.raises(PermissionDenied):
            step(actor=actor, run_id=run.pk)


def test_an_import_goes_in_parts_and_says_how_far_it_is() -> None:
    run = hand_in(MANY)
    steps.start_import(actor=HOUSE, run_id=run.pk)
    parts(run, 3)
    run.refresh_from_db()
    assert (run.done, run.total, run.state) == (20, 25, RunState.RUNNING)
    assert Contact.objects.count() == 20


def test_a_stopped_import_goes_on_where_it_stopped() -> None:
    run = hand_in(MANY)
    steps.start_import(actor=HOUSE, run_id=run.pk)
    parts(run, 2)
    steps.stop_import(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    assert Contact.objects.count() == 10
    steps.go_on(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, 25)
    assert Contact.objects.count() == 25
    assert ImportRow.objects.filter(run=run).count() == 25


def test_an_import_whose_job_was_given_up_goes_on() -> None:
    run = hand_in(MANY)
    steps.start_import(actor=HOUSE, run_id=run.pk)
    parts(run, 2)
    Job.objects.filter(pk=job_of(run).pk).update(state="failed")
    assert steps.is_stuck(run)
    steps.go_on(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert Contact.objects.count() == 25


def test_two_imports_do_not_come_in_at_once() -> None:
    first, second = hand_in(MANY), hand_in(MANY)
    steps.start_import(actor=HOUSE, run_id=first.pk)
    with pytest.raises(ValidationError, match="import"):
        steps.start_import(actor=HOUSE, run_id=second.pk)


def test_what_began_is_not_begun_again() -> None:
    run = bring(MANY)
    for step in (steps.try_import, steps.start_import, steps.stop_import, steps.go_on):
        with pytest.raises(ValidationError):
            step(actor=HOUSE, run_id=run.pk)


def test_a_trial_can_be_stopped_and_tried_again() -> None:
    run = hand_in(MANY)
    steps.try_import(actor=HOUSE, run_id=run.pk)
    parts(run, 2)
    steps.stop_import(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    steps.try_import(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    run.refresh_from_db()
    assert run.counts == {"row": {"made": 25}}
    assert ImportRow.objects.filter(run=run).count() == 25
    assert not Contact.objects.exists()


def test_each_step_is_in_the_audit_trail() -> None:
    run = bring(MANY)
    steps.undo_import(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    trail = ModelLogEntry.objects.filter(object_id=str(run.pk), action__startswith="people.import_")
    assert list(trail.order_by("pk").values_list("action", flat=True)) == [
        "people.import_handed_in",
        "people.import_started",
        "people.import_done",
        "people.import_undo_asked",
        "people.import_undone",
    ]


def test_going_on_and_forgetting_are_in_the_audit_trail() -> None:
    stopped, unwanted = hand_in(MANY), hand_in(MANY)
    steps.start_import(actor=HOUSE, run_id=stopped.pk)
    steps.stop_import(actor=HOUSE, run_id=stopped.pk)
    steps.go_on(actor=HOUSE, run_id=stopped.pk)
    steps.forget_run(actor=HOUSE, run_id=unwanted.pk)
    for run_id, verb in ((stopped.pk, "import_gone_on"), (unwanted.pk, "import_forgotten")):
        trail = ModelLogEntry.objects.filter(object_id=str(run_id), action=f"people.{verb}")
        assert trail.count() == 1


def test_files_and_fates_go_after_thirty_days_and_keys_stay() -> None:
    run = bring(MANY)
    assert steps.forget_files() == 0
    assert steps.forget_files(before=timezone.now() + timedelta(seconds=1)) == 1
    assert not folder_of(run).exists()
    assert not ImportRow.objects.filter(run=run).exists()
    assert ImportedKey.objects.filter(run=run).exists()
    assert bring(MANY).counts == {"row": {"unchanged": 25}}


def test_an_import_without_files_says_so() -> None:
    run = hand_in(MANY)
    steps.forget_files(before=timezone.now() + timedelta(seconds=1))
    with pytest.raises(ValidationError):
        steps.start_import(actor=HOUSE, run_id=run.pk)


def test_a_mapping_is_kept_under_its_name() -> None:
    mapping = read_mapping({"columns": {"Naam": "last_name"}})
    steps.keep_mapping(actor=HOUSE, name=" Markt ", mapping=mapping)
    steps.keep_mapping(actor=HOUSE, name="Markt", mapping=read_mapping({"columns": {"N": "email"}}))
    assert ImportMapping.objects.get(name="Markt").content["columns"] == {"N": "email"}
    with pytest.raises(ValidationError):
        steps.keep_mapping(actor=HOUSE, name="", mapping=mapping)


def test_the_past_stands_on_the_timeline_of_whom_the_reader_sees() -> None:
    gent, hasselt = make_municipality("9000", "Gent", "OVL"), make_municipality("3500", "H", "LIM")
    near, far = make_person("A", postal_code="9000"), make_person("B", postal_code="3500")
    for person in (near, far):
        PastRecord.objects.create(
            contact=person, kind="membership", subject="Lid", details={"a": "b"}
        )
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=gent.working_region))
    assert [str(entry.detail) for entry in timeline(near.pk, actor, 9)] == ["a: b"]
    assert timeline(far.pk, actor, 9) == []
    assert set(PastRecord.objects.visible_to(actor)) == set(near.past.all())
    assert PastRecord.objects.visible_to(Actor.person(near.pk)).count() == 0
    assert hasselt.pk


def test_the_past_is_exported_and_erased_with_the_person() -> None:
    run = bring("nr,naam,gemeente,opmerking\n1,Peeters,Gent,x\n")
    person = Contact.objects.get()
    PastRecord.objects.create(contact=person, kind="activity", subject="Gesprek")
    told = privacy.export_person(actor=HOUSE, person_id=person.pk)
    assert told["people.file"]["from an earlier system"][0]["subject"] == "Gesprek"  # type: ignore[call-overload, index]
    assert told["people.imports"][0]["key"] == "1"  # type: ignore[index]
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")
    assert not PastRecord.objects.exists()
    assert [key.kind for key in ImportedKey.objects.filter(contact=person)] == ["contact"]
    assert run.pk
