"""``brug backup``: everything in one file."""

from pathlib import Path

import click

from brug.web.backups import known
from brug.web.backups.errors import BackupError
from brug.web.backups.making import make_backup


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace FILE where it exists.")
def backup(file: Path, *, overwrite: bool) -> None:
    """Write database, files and keys into FILE (.tar.gz), also while people work.

    Keep it as safe as the installation itself: whoever has it can read everything.
    """
    if file.exists() and not overwrite:
        raise click.ClickException(f"{file} exists: choose another name, or say --overwrite")
    try:
        manifest = make_backup(file)
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror or error}") from None
    known.note_made()
    size = file.stat().st_size / 1_000_000
    click.echo(f"{file}: {len(manifest.checksums)} parts, {size:.1f} MB")
    if manifest.files != "here":
        click.echo(f"Files stay in {manifest.files}: back up that bucket apart.", err=True)
    if not any(name.startswith("files/keys/fields") for name in manifest.checksums):
        click.echo("Keys come from the environment: keep BRUG_FIELD_KEYS apart.", err=True)
