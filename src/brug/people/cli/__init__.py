"""``brug people …``: one module for each subject."""

import click

from brug.people.cli import persons, segments


@click.group()
def people() -> None:

    """Contacts: their rights to see, to take along, to be forgotten; imports and exports."""
    """Contacts: their rights to see, to take along, to be forgotten; segments."""
for command in (*persons.COMMANDS, *imports.COMMANDS):
for command in (*persons.COMMANDS, *segments.COMMANDS):
    people.add_command(command)
