"""Imports from the command line."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError

from brug.kernel.access.actor import Actor
from brug.kernel.jobs.running import run as run_job
from brug.kernel.models import Job
from brug.kernel.tables import TableError
from brug.kernel.yaml_text import YamlFault, read_plain, without_lines
from brug.people.import_words import Fate, Profile, RunState
from brug.people.models import ImportRow, ImportRun
from brug.people.rules.imports.mapping import Mapping, MappingFault, guess, read_mapping
from brug.people.services.full_export import steps as full_export
from brug.people.services.imports import handing_in, steps
from brug.people.services.imports.folder import files_of
from brug.people.services.imports.profiles.choice import headings_of

_ACTOR = Actor.system("command line")
_TOLD = (Fate.REFUSED, Fate.KEPT)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--profile", type=click.Choice(Profile.values), help="What wrote the files.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="How the columns of a table are read (YAML or JSON).",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each row.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_files(
    files: tuple[Path, ...],
    profile: str | None,
    mapping_file: Path | None,
    dry_run: bool,  # noqa: FBT001 - a switch of the command line
    form: str,
) -> None:
    """Take in contacts from another system; each row's fate is told, a second run changes nothing.

    An import that was killed goes on by itself when a worker starts.
    """
    streams = [path.open("rb") for path in files]
    named = zip(streams, (path.name for path in files), strict=True)
    told = Profile(profile) if profile else None
    try:
        run = handing_in.keep_files(actor=_ACTOR, files=named, profile=told)
        mapping = _mapping(run, mapping_file)
        handing_in.read_files(actor=_ACTOR, run=run, profile=Profile(run.profile), mapping=mapping)
    except (TableError, MappingFault) as error:
        raise click.ClickException(str(error)) from error
    except YamlFault as fault:
        raise click.ClickException(f"{mapping_file}: {fault}") from fault
    finally:
        for stream in streams:
            stream.close()
    _work(run, dry_run=dry_run, is_quiet=form == "json")
    click.echo(
        json.dumps(_told(run), ensure_ascii=False, indent=2) if form == "json" else _text(run)
    )
    if dry_run:
        steps.forget_run(actor=_ACTOR, run_id=run.pk)


def _mapping(run: ImportRun, file: Path | None) -> Mapping | None:
    if file is not None:
        told = without_lines(read_plain(file.read_bytes()))
        options = told.get("options") or {} if isinstance(told, dict) else None
        if isinstance(options, dict) and run.profile == Profile.TABLE:
            told["options"] = {"source": file.stem, **options}
        return read_mapping(told)
    if run.profile != Profile.TABLE:
        return None
    guessed = guess(headings_of(files_of(run)[0]))
    return read_mapping({"columns": {key: name for key, name in guessed.items() if name}})


def _work(run: ImportRun, *, dry_run: bool, is_quiet: bool) -> None:
    """Do all parts here and now; what a kill leaves, the workers do."""
    step = steps.try_import if dry_run else steps.start_import
    run.turn = step(actor=_ACTOR, run_id=run.pk).turn
    job = Job.objects.get(name=steps.JOB, key=run.job_key)
    is_shown = sys.stderr.isatty() and not is_quiet
    while run.is_busy or run.state == RunState.READY:
        before = job.chunks
        run_job(job.pk)
        job.refresh_from_db()
        run.refresh_from_db()
        if is_shown:
            click.echo(f"\r{run.done} / {run.total}", nl=False, err=True)
        if job.state == "failed" or (job.chunks == before and job.attempts):
            raise click.ClickException(f"stopped at row {run.done}: {job.error}")
    if is_shown:
        click.echo(err=True)


def _told(run: ImportRun) -> dict[str, Any]:
    rows = ImportRow.objects.filter(run=run)
    return {
        "import": str(run.public_id),
        "profile": run.profile,
        "dry_run": run.state == RunState.TRIED,
        "rows": run.total,
        "counts": run.counts,
        "refused": [_row(run, row) for row in rows.filter(fate__in=_TOLD)],
        "remarks": [
            _row(run, row) for row in rows.exclude(fate__in=_TOLD).exclude(reason="").iterator()
        ],
    }


def _row(run: ImportRun, row: ImportRow) -> dict[str, object]:
    return {
        "file": run.files[row.file]["name"],
        "line": row.line,
        "table": row.table,
        "fate": row.fate,
        "reason": row.reason_text,
        "rows": row.rows,
    }


def _text(run: ImportRun) -> str:
    lines = [str(run)]
    for table, counts in run.counts.items():
        told = ", ".join(f"{fate} {count}" for fate, count in counts.items())
        lines.append(f"  {table}: {told}")
    for row in ImportRow.objects.filter(run=run, fate__in=_TOLD)[:50]:
        name = run.files[row.file]["name"]
        lines.append(f"  {name}, {row.line}: {row.get_fate_display()}: {row.reason_text}")
    return "\n".join(lines)


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export_all(folder: Path) -> None:
    """Write all contacts with all their tables into one zip of CSV files."""
    try:
        export = full_export.export_everything(actor=_ACTOR)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    job = Job.objects.get(name=full_export.JOB, key=str(export.pk))
    while export.is_busy:
        run_job(job.pk)
        job.refresh_from_db()
        export.refresh_from_db()
        if job.attempts:
            raise click.ClickException(f"stopped at row {export.done}: {job.error}")
    path = full_export.take_file(actor=_ACTOR, export=export)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"brug-{export.asked_at:%Y-%m-%d}-{export.pk}.zip"
    shutil.copyfile(path, target)
    target.chmod(0o600)
    full_export.forget_export(export)
    click.echo(target)


COMMANDS = (import_files, export_all)
