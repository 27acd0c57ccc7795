"""``brug people …``: one module for each subject."""

import click

from brug.people.cli import finding, merging, persons, segments


@click.group()
def people() -> None:

    """Contacts: bring them in, choose them by segments, see to their rights, take all along."""
    """Contacts: find them, choose them by segments, make one of two, see to their rights."""
    *finding.COMMANDS,
    *merging.COMMANDS,
    *persons.COMMANDS,
    *segments.COMMANDS,
):
for command in (
for command in (*persons.COMMANDS, *segments.COMMANDS, *imports.COMMANDS):
    people.add_command(command)
