"""``brug restore``: everything back from one file."""

from pathlib import Path

import click
from django.core.management import call_command

from brug.web.backups.errors import BackupError
from brug.web.backups.restoring import restore_backup
from brug.web.health import pending_migrations


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is there now.")
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup into this installation: all of it, or, where anything is wrong, nothing.

    Stop web server and worker first.
    """
    try:
        manifest, kept = restore_backup(file, replace=replace)
    except (BackupError, OSError) as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from None
    click.echo(f"Restored what was backed up on {manifest.made_at:%Y-%m-%d %H:%M} UTC.")
    if kept:
        click.echo(f"What was there is kept as {kept}; remove it when all is well.")
    if manifest.files != "here":
        click.echo(f"Files are in {manifest.files}, which is not part of a backup.", err=True)
    if pending_migrations():
        click.echo("It is of an older version: bringing its tables up to date …")
        call_command("migrate", interactive=False, verbosity=0)
