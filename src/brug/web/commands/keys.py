"""``brug keys …``: the keys of encrypted fields, and changing them."""

import click
from django.conf import settings

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import fingerprint
from brug.web.keys import changing, services
from brug.web.keys.changing import CannotDrop
from brug.web.keys.places import Place
from brug.web.keys.services import CannotRotate, Count


def _operator() -> Actor:
    return Actor.system("command line")


@click.group()
def keys() -> None:
    """See what was encrypted with which key, add and drop keys, encrypt with the newest."""


@keys.command("status")
def status() -> None:
    """Count what was written with which key; keys are named by fingerprints.

    The exit code is 1 where something can be read with none of them.
    """
    given = [fingerprint(key) for key in settings.BRUG_FIELD_KEYS]
    for place, mark in enumerate(given):
        click.echo(f"key {place + 1}  {mark}{'  (newest: writes)' if place == 0 else ''}")
    counts = services.survey(actor=_operator())
    for count in counts:
        click.echo(f"{count.place.name}: {_in_words(count, len(given))}")
    if any(count.unreadable for count in counts):
        raise click.ClickException(
            "some records can be read with none of these keys: put the key that they were written "
            "with back into BRUG_FIELD_KEYS"
        )
    click.echo(_advice(counts, len(given)))


@keys.command("rotate")
def rotate() -> None:
    """Encrypt everything with the newest key, while people work.

    Stopped or killed, it goes on where it was when it is called again.
    """
    total = sum(count.older for count in services.survey(actor=_operator()))
    with click.progressbar(length=total, label="Writing anew") as bar:

        def tell(_place: Place, done: int) -> None:
            bar.update(done)

        try:
            changed = services.rotate(actor=_operator(), tell=tell)
        except CannotRotate as error:
            raise click.ClickException(str(error)) from None
    for name, number in changed.items():
        click.echo(f"{name}: {number} written with the newest key")
    click.echo(_advice(services.survey(actor=_operator()), len(settings.BRUG_FIELD_KEYS)))


@keys.command("add")
def add() -> None:
    """Make a new key that writes from now on; the older ones go on reading.

    Where keys are a setting, it is shown what to put there: nothing else keeps the new key.
    """
    _tell_keys(changing.add_key(actor=_operator()))
    click.echo("Then run `brug keys rotate`.", err=True)


@keys.command("drop")
@click.argument("mark", metavar="FINGERPRINT")
def drop(mark: str) -> None:
    """Take a key away that nothing was written with; `brug keys status` shows fingerprints.

    Refuses while a record needs it. Restoring a backup made before still takes that key.
    """
    try:
        left = changing.drop_key(actor=_operator(), mark=mark)
    except CannotDrop as error:
        raise click.ClickException(str(error)) from None
    _tell_keys(left)
    click.echo("Keep it somewhere safe as long as backups that were made with it.", err=True)


def _tell_keys(given: list[str]) -> None:
    if changing.are_set():
        click.echo("Put this setting in place, and restart every web server and worker:", err=True)
        click.echo(f"BRUG_FIELD_KEYS={','.join(given)}")
    else:
        click.echo(
            f"Written to {settings.DATA_DIR / changing.KEY_FILE}. Restart every web server and "
            "worker.",
            err=True,
        )


def _in_words(count: Count, given: int) -> str:
    parts = [f"{count.by_key[key]} with key {key + 1}" for key in range(given) if count.by_key[key]]
    if count.unreadable:
        named = ", ".join(str(key) for key in count.unreadable[:5])
        parts.append(f"{len(count.unreadable)} UNREADABLE (records {named} …)")
    return ", ".join(parts) or "nothing"


def _advice(counts: list[Count], given: int) -> str:
    if any(count.older for count in counts):
        return "Older keys are still needed: run `brug keys rotate`."
    if given > 1:
        return (
            "Everything carries the newest key. The older ones are needed only to restore backups "
            "made before."
        )
    return "Everything carries the one key that there is."
