"""Duplicates and merging from the command line."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click
from django.core.exceptions import ValidationError

from brug.kernel.access.actor import Actor
from brug.people.cli.persons import find_contact
from brug.people.models import Contact, DuplicatePair, Merge
from brug.people.models.merging import PairState, SearchState
from brug.people.queries.likely import all_features, in_words
from brug.people.rules.merging import CHOOSABLE, Side
from brug.people.services import duplicates as service
from brug.people.services.merging import merge_contacts, undo_merge

_ACTOR = "command line"


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--threshold",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="How likely a pair must be.",
)
@click.option("--search", "search_id", type=int, hidden=True)
def duplicates(form: str, threshold: float, search_id: int | None) -> None:
    """Search all contacts for those that are likely one, the likeliest first; keep the pairs."""

    def say(percent: int) -> None:
        if search_id:
            service.note_progress(search_id, state=SearchState.RUNNING, percent=percent)

    say(1)
    try:
        pairs, count = _search(threshold, say)
        left = service.keep_pairs(pairs)
    except BaseException:
        if search_id:
            service.note_progress(search_id, state=SearchState.FAILED)
        raise
    if search_id:
        done = {"state": SearchState.DONE, "percent": 100}
        service.note_progress(search_id, contacts=count, found=left, **done)
        return
    _print(pairs, form)


def _search(threshold: float, say: Any) -> tuple[list[service.Found], int]:
    # Loads the library with its hundred megabytes, which no other command needs.
    from brug.people.rules.linking.search import search  # noqa: PLC0415

    rows = list(all_features())
    say(5)
    found = search(rows, threshold=threshold, say=say)
    return [
        (pair.first, pair.second, pair.score, [asdict(reason) for reason in pair.because])
        for pair in found
    ], len(rows)


def _print(pairs: Iterable[service.Found], form: str) -> None:
    decided = set(
        DuplicatePair.objects.filter(state=PairState.NOT_SAME).values_list("first_id", "second_id")
    )
    open_pairs = [pair for pair in pairs if pair[:2] not in decided]
    contacts = Contact.objects.in_bulk({key for pair in open_pairs for key in pair[:2]})
    told = [
        {
            "first": str(contacts[first].public_id),
            "second": str(contacts[second].public_id),
            "names": [contacts[first].name, contacts[second].name],
            "score": score,
            "because": [
                {"reason": reason, "weight": weight} for reason, weight in in_words(because)
            ],
        }
        for first, second, score, because in open_pairs
        if {first, second} <= set(contacts)
    ]
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for pair in told:
        reasons = ", ".join(f"{one['reason']} ({one['weight']:+.1f})" for one in pair["because"])  # type: ignore[attr-defined]
        click.echo(f"{pair['score']:.3f}  {' = '.join(pair['names'])}  {reasons}")  # type: ignore[arg-type]


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("lose", metavar="LOSE")
@click.option(
    "--take",
    multiple=True,
    type=click.Choice(CHOOSABLE),
    help="A field of which the value of LOSE stays; can be given several times.",
)
def merge(keep: str, lose: str, take: tuple[str, ...]) -> None:
    """Make one contact of two: all of LOSE goes to KEEP, and LOSE leads there. Can be undone.

    KEEP's main e-mail address, telephone number and postal address stay the main ones, unless
    --take says otherwise.
    """
    try:
        made = merge_contacts(
            actor=Actor.system(_ACTOR),
            keep_id=find_contact(keep).pk,
            lose_id=find_contact(lose).pk,
            choices=dict.fromkeys(take, Side.LOSE),
        )
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"merge {made.pk}: undo it with 'brug people merge-undo {made.pk}'")


@click.command("merge-undo")
@click.argument("merge_id", metavar="ID", type=int)
def merge_undo(merge_id: int) -> None:
    """Make two contacts of one again, each as it was before merge ID."""
    try:
        back = undo_merge(actor=Actor.system(_ACTOR), merge_id=merge_id)
    except Merge.DoesNotExist as error:
        raise click.ClickException(f"there is no merge {merge_id}") from error
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"back again: {back.public_id}")


COMMANDS = (duplicates, merge, merge_undo)
