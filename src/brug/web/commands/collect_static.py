"""``brug collect-static``: what ``brug serve`` does by itself where it is needed."""

import click
from django.core.management import call_command


@click.command("collect-static")
def collect_static() -> None:
    """Gather styles, scripts and pictures of all rooms for serving in production."""
    call_command("collectstatic", interactive=False, verbosity=0)
