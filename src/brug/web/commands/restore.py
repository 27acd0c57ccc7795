"""``brug restore``: everything back from one file."""

from pathlib import Path

import click
from django.core.management import call_command

from brug.web.backups.errors import BackupError, CutShort
from brug.web.backups.forgotten import forget_who_was_forgotten
from brug.web.backups.kept import TERM
from brug.web.backups.restoring import restore_backup
from brug.web.health import pending_migrations


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is there now.")
@click.option(
    "--send-waiting",
    is_flag=True,
    help="Let mails that waited go out and all jobs go on. Only where the old installation did "
    "nothing since.",
)
def restore(file: Path, *, replace: bool, send_waiting: bool) -> None:
    """Put a backup into this installation: all of it, or, where anything is wrong, nothing.

    Stop web server and worker first.
    """
    try:
        done = restore_backup(file, replace=replace, send_waiting=send_waiting)
    except (BackupError, OSError) as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from None
    except CutShort as error:
        raise click.ClickException(f"{error}. The next `brug` command finishes it.") from None
    manifest = done.manifest
    click.echo(f"Restored what was backed up on {manifest.made_at:%Y-%m-%d %H:%M} UTC.")
    if done.kept:
        click.echo(
            f"What was there is kept as {done.kept} for {TERM.days} days; remove it earlier when "
            "all is well."
        )
    if done.held.jobs:
        click.echo(
            f"{done.held.jobs} jobs that waited are held, as they may have been done since: see "
            "Jobs in the desk."
        )
    if done.held.mails:
        click.echo(
            f"{done.held.mails} mails that waited are held, as they may have gone out since: see "
            "Mails in the desk."
        )
    if manifest.files != "here":
        click.echo(f"Files are in {manifest.files}, which is not part of a backup.", err=True)
    if pending_migrations():
        click.echo("It is of an older version: bringing its tables up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    if again := forget_who_was_forgotten():
        click.echo(f"{again} people were forgotten since that backup was made, and are so again.")
