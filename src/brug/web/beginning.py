"""What each command sees to before it loads the house, in words that an operator understands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

from brug.web.environment import Environment

# What others than the owner may do with files that commands make: nothing.
_PRIVATE = 0o077


def keep_files_private() -> None:
    """Let whatever this process and its children write be read by their own user alone."""
    os.umask(_PRIVATE)


def need_packages(environment: Environment) -> None:
    """See to it that what the settings ask for is installed.

    Raises:
        click.ClickException: it is not; the message says how to install it.
    """
    is_postgres = environment.database_url.startswith("postgres")
    wanted = {
        "DATABASE_URL": ["psycopg"] if is_postgres else [],
        "REDIS_URL": ["redis", "django_tasks_rq", "django_rq"] if environment.redis_url else [],
        "BRUG_S3_BUCKET": ["storages", "boto3"] if environment.brug_s3_bucket else [],
    }
    for setting, packages in wanted.items():
        missing = [package for package in packages if find_spec(package) is None]
        if missing:
            raise click.ClickException(
                f"{setting} is set, but what it needs is not installed ({', '.join(missing)}): "
                "in the folder of Brug's source, run pip install '.[grown]'"
            )


@contextmanager
def in_data_folder(folder: Path) -> Iterator[None]:
    """Make the data folder where it is not there yet, for its owner alone; tell what fails.

    Raises:
        click.ClickException: it cannot be made, or something in it cannot be read or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except OSError as error:
        place = error.filename or folder
        raise click.ClickException(
            f"the data folder {folder} cannot be used ({place}: {error.strerror}): give it to user "
            f"{os.geteuid()}, or set BRUG_DATA_DIR to a folder of that user"
        ) from None
