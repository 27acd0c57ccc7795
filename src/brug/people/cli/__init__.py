"""``brug people …``: one module for each subject."""

import click

from brug.people.cli import imports, persons, segments


@click.group()
def people() -> None:
    """Contacts: bring them in, choose them by segments, see to their rights, take all along."""


for command in (*persons.COMMANDS, *segments.COMMANDS, *imports.COMMANDS):
    people.add_command(command)
