"""``brug people segment …``: count, list, show, members, why."""

import json
from typing import Any

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.people.cli.persons import find_contact
from brug.people.models import Segment
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.queries.segments.counting import count, explain_count
from brug.people.queries.segments.explaining import Reason, explain, in_words
from brug.people.rules.segments import TreeError
from brug.people.services.segments.ready_made import prepare_segments

_ACTOR = Actor.system("command line")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For whom."
)


@click.group()
def segment() -> None:
    """Segments: saved conditions over contacts, by their code or name."""


@segment.command("count")
@click.argument("name")
@click.option("--explain", "is_explained", is_flag=True, help="Show SQL, plan, indexes and time.")
@_FORMAT
def count_segment(name: str, form: str, *, is_explained: bool) -> None:
    """Count whom a segment chooses now."""
    found = _segment(name)
    try:
        root = tree_of(found)
        if not is_explained:
            _say(form, {"segment": found.code, "count": count(_ACTOR, root)}, "{count}")
            return
        plan = explain_count(_ACTOR, root)
    except TreeError as error:
        raise click.ClickException(str(error)) from error
    told = {
        "segment": found.code,
        "words": in_words(root),
        "count": plan.count,
        "milliseconds": round(plan.milliseconds, 1),
        "indexes": plan.indexes,
        "plan": plan.plan.splitlines(),
        "sql": plan.sql,
    }
    _say(form, told, _EXPLAINED, indexes=", ".join(plan.indexes) or "none", plan=plan.plan)


_EXPLAINED = """{count}
{words}
{milliseconds} ms; indexes: {indexes}

{plan}

{sql}"""


@segment.command("list")
@_FORMAT
def list_segments(form: str) -> None:
    """List all segments; of those that cannot be counted, why."""
    rows = [_row(one) for one in Segment.objects.all()]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("{code:30} {name}{fault}".format(**row | {"fault": _fault(row)}))


def _fault(row: dict[str, Any]) -> str:
    return f"  ({row['fault']})" if row["fault"] else ""


def _row(one: Segment) -> dict[str, Any]:
    row: dict[str, Any] = {"code": one.code, "name": one.name, "shared": one.is_shared}
    try:
        return row | {"words": in_words(tree_of(one)), "fault": ""}
    except TreeError as error:
        return row | {"words": "", "fault": str(error)}


@segment.command("show")
@click.argument("name")
@_FORMAT
def show_segment(name: str, form: str) -> None:
    """Show a segment: in words, and its tree."""
    found = _segment(name)
    told = _row(found) | {"meaning": found.meaning, "tree": found.tree}
    tree = json.dumps(found.tree, ensure_ascii=False, indent=2)
    _say(form, told, "{name}\n{words}{fault}\n{tree_text}", tree_text=tree)


@segment.command("members")
@click.argument("name")
@click.option("--limit", default=50, show_default=True, help="At most so many.")
@_FORMAT
def list_members(name: str, limit: int, form: str) -> None:
    """List whom a segment chooses now."""
    try:
        rows = members(_ACTOR, tree_of(_segment(name))).order_by("sort_name", "pk")
        people = list(rows.select_related("region")[:limit])
    except TreeError as error:
        raise click.ClickException(str(error)) from error
    told = [
        {"id": one.pk, "name": one.name, "municipality": str(one.region or "")} for one in people
    ]
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for row in told:
        click.echo("{id:8} {name}  {municipality}".format(**row))


@segment.command("why")
@click.argument("name")
@click.argument("contact_id", metavar="CONTACT")
@_FORMAT
def why(name: str, contact_id: str, form: str) -> None:
    """Say why a contact is in a segment or not, condition by condition."""
    contact = find_contact(contact_id)
    try:
        reason = explain(_ACTOR, tree_of(_segment(name)), contact.pk)
    except TreeError as error:
        raise click.ClickException(str(error)) from error
    if reason is None:
        raise click.ClickException("this contact was forgotten: no segment holds them")
    if form == "json":
        told = {"in": reason.holds, "on": timezone.localdate().isoformat(), "why": _told(reason)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo("in" if reason.holds else "out")
    for depth, one in reason.lines():
        known_too = f" ({one.known})" if one.known else ""
        click.echo(f"{'  ' * depth}{'yes' if one.holds else 'no '} {one.words}{known_too}")


def _told(reason: Reason) -> dict[str, Any]:
    row: dict[str, Any] = {"holds": reason.holds, "words": reason.words, "known": reason.known}
    return row | ({"parts": [_told(part) for part in reason.parts]} if reason.parts else {})


@segment.command()
def prepare() -> None:
    """Make the ready-made segments that are missing, with volunteers by region."""
    for one in prepare_segments(actor=_ACTOR):
        click.echo(f"made: {one.code}")


def _segment(name: str) -> Segment:
    try:
        return Segment.objects.get(code=name)
    except ObjectDoesNotExist:
        found = list(Segment.objects.filter(name__iexact=name)[:2])
    if len(found) == 1:
        return found[0]
    known = ", ".join(Segment.objects.values_list("code", flat=True))
    raise click.ClickException(f"there is no segment '{name}' (known: {known})")


def _say(form: str, told: dict[str, Any], text: str, **more: Any) -> None:
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(text.format(**told | more))


COMMANDS = (segment,)
