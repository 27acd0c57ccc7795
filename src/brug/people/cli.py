"""``brug people …``"""

import click


@click.group()
def people() -> None:
    """Contacts: import, export, duplicates, privacy."""
