"""``brug plan …``"""

import click


@click.group()
def plan() -> None:
    """The plan: import, export, check, status."""
