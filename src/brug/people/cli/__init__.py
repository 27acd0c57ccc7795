"""``brug people …``: one module for each subject."""

import click

from brug.people.cli import finding, imports, merging, persons, segments


@click.group()
def people() -> None:
    """Contacts: bring them in, find and choose them, make one of two, see to their rights."""


for command in (
    *persons.COMMANDS,
    *finding.COMMANDS,
    *segments.COMMANDS,
    *merging.COMMANDS,
    *imports.COMMANDS,
):
    people.add_command(command)
