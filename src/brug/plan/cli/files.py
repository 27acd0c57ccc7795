"""Commands about plan files: import, export, check, versions."""

from collections.abc import Sequence
from pathlib import Path

import click
from django.utils.translation import gettext as _

from brug.plan.catalogue import filter_checks
from brug.plan.checks import Finding
from brug.plan.cli.common import (
    FILE,
    FORMAT,
    PLAN,
    chosen_plan,
    echo_json,
    json_number,
    operator,
    read,
    tells_faults,
)
from brug.plan.document import Problem, parse
from brug.plan.enums import Severity
from brug.plan.queries import findings_of_document
from brug.plan.services import export_plan, import_plan

# More findings of one kind than this are told in one line of text.
MOST_LINES = 5


@click.command("import")
@FILE
@click.option("--dry-run", is_flag=True, help="Do everything, then take it back.")
@click.option("--keep-current", is_flag=True, help="Do not make this period the current plan.")
@tells_faults
def import_command(file: Path, *, dry_run: bool, keep_current: bool) -> None:
    """Import a plan file (YAML), wholly or not at all; docs/plan-format.md tells the format."""
    result = import_plan(
        actor=operator(),
        data=read(file),
        file_name=file.name,
        make_current=not keep_current,
        is_dry_run=dry_run,
    )
    _tell_remarks(file, result.remarks)
    words = {
        "slug": result.plan.slug,
        "number": result.version.number if result.version else 0,
        "made": result.changes.made,
        "changed": result.changes.changed,
        "retired": result.changes.retired,
        "bindings": result.bindings,
    }
    if not result.is_new:
        click.echo(_("Plan %(slug)s has this file already as version %(number)s.") % words)
        return
    click.echo(
        _(
            "Plan %(slug)s, version %(number)s: %(made)s made, %(changed)s changed,"
            " %(retired)s retired, %(bindings)s bindings."
        )
        % words
    )
    if dry_run:
        click.echo(_("Dry run: nothing was kept."))


@click.command("export")
@click.argument(
    "file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=False
)
@PLAN
@tells_faults
def export_command(file: Path | None, slug: str | None) -> None:
    """Write the plan as a YAML file, or to standard output."""
    text = export_plan(actor=operator(), plan=chosen_plan(slug))
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")


@click.command("check")
@FILE
@FORMAT
@click.option("--strict", is_flag=True, help="Exit with 1 where there is an error.")
@click.pass_context
@tells_faults
def check_command(context: click.Context, file: Path, form: str, *, strict: bool) -> None:
    """Find what is wrong with a plan file; needs no database."""
    document = parse(read(file), str(file), filter_checks())
    _tell_remarks(file, document.remarks)
    findings = findings_of_document(document)
    if form == "json":
        echo_json(_as_json(one) for one in findings)
    else:
        _tell(file, findings)
    if strict and any(one.severity is Severity.ERROR for one in findings):
        context.exit(1)


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "where": finding.where,
        "found": json_number(finding.found),
        "expected": json_number(finding.expected),
        "message": finding.message,
        "severity": finding.severity.value,
        "line": finding.line,
    }


def _tell(file: Path, findings: Sequence[Finding]) -> None:
    """Findings as text: a line each, those of a kind that has many in one."""
    if not findings:
        click.echo(_("Nothing found."))
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for code, group in by_code.items():
        if len(group) > MOST_LINES:
            places = ", ".join(one.where for one in group)
            click.echo(f"{group[0].severity.label}: {code} ({len(group)}): {places}")
            continue
        for one in group:
            click.echo(f"{file}:{one.line}: {one.severity.label}: {code}: {one.message}")


def _tell_remarks(file: Path, remarks: Sequence[Problem]) -> None:
    for remark in remarks:
        click.echo(f"{file}:{remark.line}: {Severity.NOTE.label}: {remark.reason}", err=True)


@click.command("versions")
@PLAN
@FORMAT
@tells_faults
def versions_command(slug: str | None, form: str) -> None:
    """List the files that were imported for a plan, the newest first."""
    rows = [
        {
            "number": version.number,
            "file": version.file_name,
            "sha256": version.sha256,
            "imported_at": version.imported_at.isoformat(timespec="seconds"),
            "imported_by": version.imported_as,
        }
        for version in chosen_plan(slug)
        .versions.order_by("-number")
        .defer("source_text", "content")
    ]
    if form == "json":
        echo_json(rows)
        return
    for row in rows:
        click.echo("  ".join([str(row["number"]), str(row["imported_at"]), str(row["sha256"])[:12],
                              str(row["file"]), str(row["imported_by"])]))  # fmt: skip


COMMANDS = (import_command, export_command, check_command, versions_command)
