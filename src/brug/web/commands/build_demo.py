"""``brug build-demo``: what ``brug demo`` calls to fill a folder or bring it up to date."""

import time

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from brug.web.demo import NotADemo, build
from brug.web.demo.accounts import ACCOUNTS
from brug.web.processes.demo_note import write_note


@click.command("build-demo")
@click.option("--size", type=click.Choice(["small", "full"]), default="small")
def build_demo(size: str) -> None:
    """Make the fictional movement in the data folder unless it is there, and note it as whole."""
    click.echo(f"Preparing the {size} demo movement in {settings.DATA_DIR} …")
    began = time.monotonic()
    try:
        is_new = build(size=size, say=lambda text: click.echo(f"  {text} …"))
    except NotADemo as error:
        raise click.ClickException(str(error)) from None
    if not is_new:
        call_command("migrate", interactive=False, verbosity=0)
    with translation.override("en"):
        accounts = [{"role": str(a.label), "email": a.email} for a in ACCOUNTS]
    note = {"size": size, "password": ACCOUNTS[0].password, "accounts": accounts}
    write_note(settings.DATA_DIR, note)
    click.echo(f"Ready after {time.monotonic() - began:.0f} s.")
