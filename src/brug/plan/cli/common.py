"""What the plan's commands share: reading files, telling faults, writing JSON."""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from django.core.exceptions import ValidationError
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.yaml_text import LARGEST
from brug.plan.document import PlanFileError
from brug.plan.models import Plan

BAD_INPUT = 2
P = ParamSpec("P")
R = TypeVar("R")

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For whom."
)
PLAN = click.option("--plan", "slug", help="The period, such as 2026-2030; else the current plan.")


def operator() -> Actor:
    """Whoever has the command line of the house may do everything."""
    return Actor.system("command line")


def fail(*lines: str) -> click.exceptions.Exit:
    """Say what is wrong on standard error; the answer is to be raised."""
    for line in lines:
        click.echo(line, err=True)
    return click.exceptions.Exit(BAD_INPUT)


def tells_faults(command: Callable[P, R]) -> Callable[P, R]:
    """Turn refusals into lines on standard error and exit code 2."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except PlanFileError as error:
            raise fail(*error.lines()) from error
        except ValidationError as error:
            raise fail(*error.messages) from error
        except (OperationalError, ProgrammingError) as error:
            told = _("The database is not ready (%(why)s). Run “brug migrate” first.")
            raise fail(told % {"why": error}) from error

    return guarded


def read(file: Path) -> bytes:
    """The bytes of a file, one more than a plan may have at most."""
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def chosen_plan(slug: str | None) -> Plan:
    """The plan of a period, or the current one."""
    plan = Plan.objects.filter(slug=slug).first() if slug else Plan.objects.current()
    if plan is not None:
        return plan
    if slug:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or _("none")
        raise fail(_("There is no plan “%(slug)s” (there are: %(known)s).")
                   % {"slug": slug, "known": known})  # fmt: skip
    raise fail(_("There is no plan yet. Import one: brug plan import FILE"))


def echo_json(rows: Iterable[dict[str, Any]]) -> None:
    """Write a JSON list, numbers as numbers."""
    click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))


def json_number(value: object) -> object:
    """A Decimal as the JSON number that reads alike; anything else as it is.

    Fifteen digits, cents included, pass through a float unharmed.
    """
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
