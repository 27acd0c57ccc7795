"""``brug plan …``: import, export and check plans, tell how they stand, bind indicators."""

import click
from django.utils import translation

from brug.kernel.shell_language import SPOKEN, shell_language
from brug.plan.cli import figures, files


@click.group()
@click.option(
    "--language", type=click.Choice(SPOKEN), help="Language of the words; by itself the shell's."
)
@click.pass_context
def plan(context: click.Context, language: str | None) -> None:
    """The plan: import, export, check, status.

    Exit codes: 0 all is well; 1 the check found errors (with --strict); 2 bad input, told on
    standard error as file:line: reason.
    """
    told = language or context.find_root().params.get("language")
    context.with_resource(translation.override(told or shell_language()))


for command in (*files.COMMANDS, *figures.COMMANDS):
    plan.add_command(command)
