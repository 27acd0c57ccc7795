"""``brug plan …``: import, export and check plans, tell how they stand, bind indicators."""

import click
from django.utils import translation

from brug.plan.cli import figures, files


@click.group()
@click.option(
    "--language", type=click.Choice(["en", "nl", "fr"]), default="en", help="Language of the words."
)
@click.pass_context
def plan(context: click.Context, language: str) -> None:
    """The plan: import, export, check, status.

    Exit codes: 0 all is well; 1 the check found errors (with --strict); 2 bad input, told on
    standard error as file:line: reason.
    """
    context.with_resource(translation.override(language))


for command in (*files.COMMANDS, *figures.COMMANDS):
    plan.add_command(command)
