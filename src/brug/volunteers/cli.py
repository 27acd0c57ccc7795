"""``brug volunteers …``: who would go where, for operators, other programs and researchers."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from brug.kernel.access.actor import Actor
from brug.volunteers import rules
from brug.volunteers.queries.matching import Divided, best_division

_ACTOR = Actor.system("command line")


@click.group()
def volunteers() -> None:
    """Volunteers: who would go where."""


@volunteers.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="NAME=NUMBER",
    help="How much a criterion counts, such as distance=2; may be given several times.",
)
@click.option(
    "--instance",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A JSON file with candidates and openings, instead of those of this installation.",
)
def match(form: str, weights: tuple[str, ...], instance: Path | None) -> None:
    """Divide all open candidates over all free places as well as can be; nothing is proposed.

    Gives of each candidate the opening with score and reasons, or why there is none. Candidates and
    openings go by their public keys, never by names.
    """
    chosen = _weights(weights)
    try:
        division = _of_file(instance, chosen) if instance else _of_house(chosen)
    except rules.CaseError as error:
        raise click.ClickException(str(error)) from error
    if form == "json":
        click.echo(json.dumps(division.as_json(), ensure_ascii=False, indent=1))
        return
    placed = division.placed
    for one in division.outcomes:
        said = one.opening if one.opening is not None else _code(one)
        click.echo(f"{one.candidate}\t{said}\t{'' if one.score is None else one.score}")
    click.echo(f"{len(placed)} of {len(division.outcomes)} with a place; total {division.total}")


def _code(outcome: rules.Outcome) -> str:
    return outcome.unplaced_because.code if outcome.unplaced_because else ""


def _weights(told: tuple[str, ...]) -> dict[str, float]:
    weights = dict(rules.WEIGHTS)
    for one in told:
        name, _equals, number = one.partition("=")
        try:
            value = float(number)
        except ValueError as error:
            raise click.BadParameter(f"{one!r} is no NAME=NUMBER") from error
        if name not in weights:
            known = ", ".join(sorted(weights))
            raise click.BadParameter(f"there is no criterion {name!r}; there are: {known}")
        weights[name] = value
    return weights


def _of_file(path: Path, weights: Mapping[str, float]) -> rules.Division:
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
        candidates, openings = told["candidates"], told["openings"]
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(
            f"{path} is no JSON object with lists 'candidates' and 'openings': {error}"
        ) from error
    return rules.assign(candidates, openings, weights | told.get("weights", {}))


def _of_house(weights: Mapping[str, float]) -> rules.Division:
    found = best_division(_ACTOR, weights)
    outcomes = tuple(_by_public_key(found, one) for one in found.division.outcomes)
    return replace(found.division, outcomes=outcomes)


def _by_public_key(found: Divided, outcome: rules.Outcome) -> rules.Outcome:
    why = outcome.unplaced_because
    if why is not None and why.opening is not None:
        why = replace(why, opening=_opening_key(found, why.opening))
    opening = outcome.opening
    return replace(
        outcome,
        candidate=str(found.candidates[int(outcome.candidate)].public_id),
        opening=None if opening is None else _opening_key(found, opening),
        unplaced_because=why,
    )


def _opening_key(found: Divided, opening: int | str) -> str:
    return str(found.openings[int(opening)].public_id)
