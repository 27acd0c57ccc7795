"""``brug people …``: one module for each subject."""

import click

from brug.people.cli import persons


@click.group()
def people() -> None:
    """Contacts: their rights to see, to take along, to be forgotten."""


for command in persons.COMMANDS:
    people.add_command(command)
