"""Build the demo in an empty database, all of it or nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import ModelLogEntry

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.regions.services import load_regions
from brug.kernel.registries.demo import DemoContext, in_order
from brug.web.demo.draft import draft_database
from brug.web.demo.users import make_users
from brug.web.processes.locks import alone

SIZES = ("small", "full")
SEED = 2026
# Another build of the same demo may take so long, in seconds.
_PATIENCE = 600.0


class NotADemo(Exception):
    """The database holds other data, which the demo must not touch."""


def build(
    *, size: str = "small", seed: int = SEED, say: Callable[[str], None] = lambda _line: None
) -> bool:
    """Make the fictional movement in the settings' database; return whether there was work to do.

    Safe to call at every start: a demo of that size that is complete stays as it is. A build that
    was killed leaves nothing behind that the next one does not clear away: an embedded database is
    built as a draft and moved into place when complete, any other in one transaction.

    Raises:
        NotADemo: the database holds data that no demo made, or (where it is no file of ours) a
            demo of another size.
        ValueError: there is no such size.
        Taken: another process builds here and does not come to an end.
    """
    if size not in SIZES:
        raise ValueError(f"the demo comes in the sizes {', '.join(SIZES)}, not '{size}'")
    with alone(settings.DATA_DIR / "demo.lock", patience=_PATIENCE):
        if built_size() == size:
            return False
        _refuse_other_data(size)
        if connection.vendor == "sqlite":
            with draft_database(Path(connection.settings_dict["NAME"])):
                _fill(size, seed, say)
        else:
            _fill(size, seed, say)
    return True


def built_size() -> str:
    """Return the size of the demo that the database holds; '' where there is no complete one."""
    if not _has_tables():
        return ""
    entry = ModelLogEntry.objects.filter(action="web.demo_built").order_by("-pk").first()
    return str(entry.data.get("note", "")) if entry else ""


def _has_tables() -> bool:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return {ModelLogEntry._meta.db_table, User._meta.db_table} <= tables


def _refuse_other_data(size: str) -> None:
    if not _has_tables():
        return
    other = built_size()
    # An embedded demo appears whole or not at all; a server's may have been killed after its
    # tables were laid.
    is_embedded = connection.vendor == "sqlite"
    if not other and (is_embedded or User.objects.exists() or Region.objects.exists()):
        raise NotADemo("this database holds data that no demo made; choose another folder")
    if other and not is_embedded:
        raise NotADemo(f"this database holds the {other} demo, not the {size} one; drop it first")


def _fill(size: str, seed: int, say: Callable[[str], None]) -> None:
    say("Laying the tables")
    call_command("migrate", interactive=False, verbosity=0)
    actor = Actor.system("demo")
    with transaction.atomic():
        say("Drawing the map")
        load_regions(actor=actor)
        make_users(actor)
        context = DemoContext(size=size, random=Random(seed), actor=actor, say=say)  # noqa: S311 - dice
        for part in in_order():
            say(f"Making {part.name.replace('.', ': ')}")
            # Dice of its own for each part: a new part changes nothing for the others.
            dice = Random(f"{seed}:{part.name}")  # noqa: S311 - dice
            part.build(replace(context, random=dice))
        root = Region.objects.order_by("path").first()
        if root is None:
            raise RuntimeError("the shipped tree of regions is empty")
        audit.record(actor=actor, verb="web.demo_built", target=root, note=size)
    say("Tidying up")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
