"""``brug collect-static``: what ``brug serve`` does by itself where it is needed."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from brug.web.processes.static_files import declare_collected


@click.command("collect-static")
@click.option("--stamp", is_flag=True, help="Note for which version, so that serving skips it.")
def collect_static(*, stamp: bool) -> None:
    """Gather styles, scripts and pictures of all rooms for serving in production."""
    call_command("collectstatic", interactive=False, verbosity=0)
    if stamp:
        declare_collected(Path(settings.STATIC_ROOT))
