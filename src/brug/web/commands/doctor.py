"""``brug doctor``: what is wrong with this installation, and what to do."""

import json
import sys
from dataclasses import asdict

import click

from brug.web.doctor import Finding, Level
from brug.web.doctor.examination import examine

_MARKS = {
    Level.OK: ("ok     ", "green"),
    Level.WARNING: ("warning", "yellow"),
    Level.ERROR: ("ERROR  ", "red"),
}


@click.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def doctor(style: str) -> None:
    """Look at every part of this installation and say what to do.

    The exit code is 1 where something must be mended.
    """
    findings = examine()
    if style == "json":
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            _print(finding)
    sys.exit(any(finding.level is Level.ERROR for finding in findings))


def _print(finding: Finding) -> None:
    mark, colour = _MARKS[finding.level]
    click.echo(f"{click.style(mark, fg=colour)}  {finding.part:<11} {finding.found}")
    if finding.advice:
        click.echo(f"{'':22}→ {finding.advice}")
