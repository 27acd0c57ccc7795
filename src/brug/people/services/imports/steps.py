"""What people do with an import: try it, let it come in, stop it, go on, undo it."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import Job
from brug.people.import_words import BUSY_STATES, RunState
from brug.people.models import ImportMapping, ImportRow, ImportRun
from brug.people.rules.imports.mapping import Mapping
from brug.people.rules.names import clean
from brug.people.services.imports.folder import remove_folder, remove_left_behind
from brug.people.services.imports.handing_in import RIGHT
from brug.people.services.rights import require_everywhere

JOB = "people.import_part"
KEPT_FOR = timedelta(days=30)


def _open(actor: Actor, run_id: int) -> ImportRun:
    require_everywhere(actor, RIGHT)
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)


def _set_off(run: ImportRun, state: RunState, *, place: dict[str, object] | None) -> None:
    """Put a run to work: a new job for each time, so that one that failed is no bar."""
    run.state, run.turn, run.finished_at = state, run.turn + 1, None
    if place is not None:
        run.place = place
    run.save()
    jobs.enqueue(JOB, key=run.job_key, run_id=run.pk)


def _refuse(run: ImportRun, *states: RunState) -> None:
    if run.state not in states:
        raise ValidationError(_("This import is past that: look at it again."))
    if run.files_gone_at is not None:
        raise ValidationError(_("Its files were deleted: hand them in again."))


@transaction.atomic
def try_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Try an import in the background: every row gets its fate, nothing is written.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it began already, or its files are gone.
    """
    run = _open(actor, run_id)
    _refuse(run, RunState.READY, RunState.TRIED)
    _set_off(run, RunState.TRYING, place={})
    return run


@transaction.atomic
def start_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Let an import come in, in the background; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it began already, another one is at work, or its files are gone.
    """
    run = _open(actor, run_id)
    _refuse(run, RunState.READY, RunState.TRIED)
    others = ImportRun.objects.filter(state__in=(RunState.RUNNING, RunState.UNDOING))
    if others.exclude(pk=run.pk).exists():
        raise ValidationError(_("Another import is coming in: wait until it is done."))
    audit.record(actor=actor, verb="people.import_started", target=run, note=str(run.total))
    _set_off(run, RunState.RUNNING, place={})
    return run


@transaction.atomic
def stop_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Stop an import after the part in hand; what came in stays, and it can go on later.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: nothing is going on.
    """
    run = _open(actor, run_id)
    if run.state == RunState.TRYING:
        run.state, run.place = RunState.READY, {}
    elif run.state == RunState.RUNNING:
        run.state = RunState.STOPPED
    else:
        raise ValidationError(_("This import is past that: look at it again."))
    run.save(update_fields=["state", "place"])
    audit.record(actor=actor, verb="people.import_stopped", target=run, note=str(run.done))
    return run


@transaction.atomic
def go_on(*, actor: Actor, run_id: int) -> ImportRun:
    """Go on where an import stopped, or where its job failed; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it is neither stopped nor stuck, or its files are gone.
    """
    run = _open(actor, run_id)
    if not is_stuck(run):
        _refuse(run, RunState.STOPPED)
    state = RunState(run.state) if run.is_busy else RunState.RUNNING
    audit.record(actor=actor, verb="people.import_gone_on", target=run, note=str(run.done))
    _set_off(run, state, place=None)
    return run


def is_stuck(run: ImportRun) -> bool:
    """Tell whether a run should be at work, but its job was given up."""
    job = Job.objects.filter(name=JOB, key=run.job_key)
    return run.is_busy and job.filter(state="failed").exists()


@transaction.atomic
def undo_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Undo an import in the background: what it made goes, unless somebody touched it since.

    What it changed of earlier imports stays. Its rows tell what was kept and why. Noted in the
    audit trail when it is asked, and again when it is done.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it is not done or stopped.
    """
    run = _open(actor, run_id)
    if run.state not in {RunState.DONE, RunState.STOPPED}:
        raise ValidationError(_("This import is past that: look at it again."))
    run.counts = {}
    audit.record(actor=actor, verb="people.import_undo_asked", target=run)
    _set_off(run, RunState.UNDOING, place={"undo": {"phase": 0, "pk": 0}})
    return run


@transaction.atomic
def keep_mapping(*, actor: Actor, name: str, mapping: Mapping) -> ImportMapping:
    """Keep a mapping under a name; one of that name is replaced. Noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it has no name.
    """
    require_everywhere(actor, RIGHT)
    tidy = clean(name, 80)
    if not tidy:
        raise ValidationError({"name": _("Give it a name.")})
    kept, _is_new = ImportMapping.objects.update_or_create(
        name=tidy, defaults={"content": mapping.content}
    )
    audit.record(actor=actor, verb="people.mapping_kept", target=kept)
    return kept


@transaction.atomic
def forget_run(*, actor: Actor, run_id: int) -> None:
    """Forget an import that never came in, with its files; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        ValidationError: it began.
    """
    run = _open(actor, run_id)
    if run.state not in {RunState.READY, RunState.TRIED}:
        raise ValidationError(_("This import is past that: look at it again."))
    audit.record(actor=actor, verb="people.import_forgotten", target=run)
    remove_folder(run)
    run.delete()


def forget_files(*, before: datetime | None = None) -> int:
    """Delete the files and row fates of imports whose term ended; return how many imports.

    An import that is at work keeps them.
    """
    edge = before or timezone.now() - KEPT_FOR
    told = Exists(ImportRow.objects.filter(run=OuterRef("pk")))
    runs = ImportRun.objects.filter(Q(files_gone_at=None) | Q(told), asked_at__lt=edge)
    remove_left_behind()
    count = 0
    for run in runs.exclude(state__in=BUSY_STATES):
        remove_folder(run)
        ImportRow.objects.filter(run=run).delete()
        run.files_gone_at = run.files_gone_at or timezone.now()
        run.save(update_fields=["files_gone_at"])
        count += 1
    return count
