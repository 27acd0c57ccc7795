"""Bring the database to the version of the code."""

import click
from django.core.management import call_command


@click.command()
def migrate() -> None:
    """Create or update the tables; safe to run again."""
    call_command("migrate", interactive=False, verbosity=1)
