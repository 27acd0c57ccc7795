"""Do an import part by part: each part is a batch, its mark and its rows' fates in one."""

from collections import Counter

from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.people.import_words import RunState
from brug.people.models import ImportRow, ImportRun
from brug.people.services.imports import finishing
from brug.people.services.imports.folder import spool_of
from brug.people.services.imports.profiles.base import Profile
from brug.people.services.imports.profiles.choice import profile_of
from brug.people.services.imports.settling import settle
from brug.people.services.imports.spool import Spool
from brug.people.services.imports.undoing import undo_part
from brug.people.services.imports.work import Work

BATCH = 1000
_AT_ONCE = 20_000  # fates of a former trial that are deleted in one part
_ROW = ("run_id", "file", "table", "line", "key", "fate", "reason", "detail", "rows")


def do_part(*, run_id: int) -> bool:
    """Do the next part of a run, in the caller's transaction; return whether there is more.

    A run that was stopped, or that is gone, has no more.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or not run.is_busy:
        return False
    if run.state == RunState.UNDOING:
        return undo_part(run)
    if not run.place.get("cleared"):
        return _clear(run)
    spool = spool_of(run)
    try:
        return _do_part(run, spool)
    finally:
        spool.close()


def _clear(run: ImportRun) -> bool:
    """Delete what a former trial said."""
    old = ImportRow.objects.filter(run=run).order_by("pk").values_list("pk", flat=True)
    keys = list(old[:_AT_ONCE])
    if keys:
        ImportRow.objects.filter(run=run, pk__lte=keys[-1]).delete()
    else:
        run.place = {"cleared": True, "phase": 0, "n": 0}
        run.counts, run.done = {}, 0
        run.save(update_fields=["place", "counts", "done"])
        if run.state == RunState.TRYING:
            spool = spool_of(run)
            spool.forget_trial()
            spool.close()
    return True


def actor_of(run: ImportRun) -> Actor:
    """Return who does the import: who asked for it."""
    return Actor.of_user(run.by) if run.by else Actor.system("import")


def _do_part(run: ImportRun, spool: Spool) -> bool:
    profile = profile_of(run)
    tables = profile.order({name for name, told in run.tables.items() if isinstance(told, int)})
    work = Work(run, spool, actor_of(run), run.state == RunState.TRYING, profile.contact_table)
    phase = run.place["phase"]
    if phase < len(tables):
        _do_batch(run, spool, profile, tables[phase], work)
    elif phase == len(tables):
        _tell_tallies(run)
        run.place |= {"phase": phase + 1}
    elif not finishing.finish_part(work, profile, phase - len(tables) - 1):
        _end(run)
    else:
        run.place |= {"phase": phase + 1}
    run.save(update_fields=["place", "counts", "done", "state", "finished_at"])
    return run.is_busy


def _do_batch(run: ImportRun, spool: Spool, profile: Profile, table: str, work: Work) -> None:
    rows = spool.after(table, run.place["n"], BATCH)
    if not rows:
        run.place |= {"phase": run.place["phase"] + 1, "n": 0}
        return
    outcomes = settle(rows, profile.read(table, rows, spool), work)
    insert_rows(
        ImportRow,
        _ROW,
        (
            (
                run.pk,
                row.file,
                table[:64],
                row.line,
                row.key[:120],
                outcome.fate.value,
                outcome.reason.value,
                outcome.detail[:200],
                1,
            )
            for row, outcome in zip(rows, outcomes, strict=True)
        ),
    )
    _count(run, table, Counter(outcome.fate.value for outcome in outcomes))
    run.place["n"] = rows[-1].n


def _count(run: ImportRun, table: str, fates: Counter[str]) -> None:
    run.counts[table] = dict(Counter(run.counts.get(table, {})) + fates)
    run.done += fates.total()


def _tell_tallies(run: ImportRun) -> None:
    """Tell the fate of the tables that nobody reads row by row."""
    for table, told in run.tables.items():
        if isinstance(told, int):
            continue
        ImportRow.objects.create(
            run=run,
            file=told["file"],
            table=table[:64],
            line=told["line"],
            fate="skipped",
            reason=told["reason"],
            rows=told["rows"],
        )
        _count(run, table, Counter(skipped=told["rows"]))


def _end(run: ImportRun) -> None:
    is_trial = run.state == RunState.TRYING
    run.state = RunState.TRIED if is_trial else RunState.DONE
    run.finished_at = timezone.now()
    if not is_trial:
        finishing.tell_done(run, actor_of(run))
