"""Commands about figures: status, bind, measures."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import click
from django.utils.translation import gettext as _

from brug.kernel.models import Region
from brug.kernel.numbers import exact_text
from brug.kernel.periods import today
from brug.kernel.registries.measures import measures
from brug.plan.cli.common import (
    FORMAT,
    PLAN,
    chosen_plan,
    echo_json,
    fail,
    json_number,
    operator,
    tells_faults,
)
from brug.plan.models import Plan
from brug.plan.queries import IndicatorStatus, indicator_status
from brug.plan.rules.asking import asked
from brug.plan.services import bind, unbind
from brug.plan.wording import sentence

_SIGNS = {"eur": "€", "percent": "%"}


@click.command("status")
@click.option("--year", type=int, help="A year of the plan; else the year of the day.")
@click.option("--as-of", metavar="YYYY-MM-DD", help="A day up to today; else today.")
@click.option("--region", "region_code", help="The code of a working region; else the whole.")
@PLAN
@FORMAT
@tells_faults
def status_command(
    year: int | None,
    as_of: str | None,
    region_code: str | None,
    slug: str | None,
    form: str,
) -> None:
    """Tell for each indicator what was promised, what happened, and where it is heading."""
    plan = chosen_plan(slug)
    wanted = asked(plan.years, today(), year="" if year is None else str(year), day=as_of or "")
    if wanted.faults:
        raise fail(*(sentence(one) for one in wanted.faults))
    day = wanted.day or today()
    chosen = wanted.year or day.year
    if chosen not in plan.years:
        span = {"first": plan.first, "last": plan.last}
        raise fail(_("The plan runs from %(first)s to %(last)s.") % span)
    region = _region(plan, region_code) if region_code else None
    statuses = indicator_status(plan, chosen, day, region)
    if form == "json":
        echo_json(_as_json(one) for one in statuses)
    else:
        _tell(plan, chosen, day, statuses)


def _region(plan: Plan, code: str) -> Region:
    region: Region | None = plan.working_regions().filter(code=code).first()
    if region is None:
        known = ", ".join(plan.working_regions().values_list("code", flat=True))
        raise fail(_("There is no working region “%(code)s” (there are: %(known)s).")
                   % {"code": code, "known": known or _("none")})  # fmt: skip
    return region


def _as_json(status: IndicatorStatus) -> dict[str, object]:
    return {
        "id": status.id,
        "target": json_number(status.target),
        "actual": json_number(status.actual),
        "forecast": json_number(status.forecast),
        "judgement": status.judgement.value,
        "measure": status.measure or None,
        "url": status.url,
        "what": status.indicator.title,
        "objective": status.indicator.objective.code,
        "unit": status.unit,
        "year": status.year,
        "as_of": status.as_of.isoformat(),
        "taken_at": status.taken_at.isoformat() if status.taken_at else None,
        "by_hand": status.by_hand,
        "region": status.region.code if status.region else None,
        "final_target": json_number(status.final_target),
        "target_year": status.target_year,
        "rules": {
            "target": status.target_rule,
            "forecast": status.forecast_rule,
            "judgement": status.judgement_rule,
        },
    }


def _tell(plan: Plan, year: int, day: date, statuses: Sequence[IndicatorStatus]) -> None:
    click.echo(f"{plan}, {year}, {day.isoformat()}")
    width = max((len(one.id) for one in statuses), default=0)
    for one in statuses:
        sign = _SIGNS.get(one.unit, "")
        figures = [_figure(value, sign) for value in (one.actual, one.target, one.forecast)]
        numbers = "".join(f"{text:>14}" for text in figures)
        click.echo(f"{one.id:<{width}}{numbers}  {one.judgement.label:<20}{one.indicator.title}")


def _figure(value: Decimal | None, sign: str) -> str:
    return "–" if value is None else exact_text(value, sign)


@click.command("bind")
@click.argument("code")
@click.argument("measure", required=False)
@click.option("--filter", "filters", multiple=True, metavar="NAME=TEXT", help="Narrow the measure.")
@click.option("--none", "is_unbound", is_flag=True, help="Take the indicator from its measure.")
@PLAN
@tells_faults
def bind_command(
    code: str, measure: str | None, filters: tuple[str, ...], slug: str | None, *, is_unbound: bool
) -> None:
    """Bind the indicator CODE to a MEASURE (see: brug plan measures)."""
    indicator = chosen_plan(slug).indicators.filter(code=code).first()
    if indicator is None:
        raise fail(_("There is no indicator “%s” in this plan.") % code)
    if is_unbound == bool(measure):
        raise fail(_("Give either a measure or --none."))
    if not measure:
        unbind(actor=operator(), indicator=indicator)
        click.echo(_("%s is filled by hand from now on.") % code)
        return
    pairs = [text.partition("=") for text in filters]
    if any(not equals for _name, equals, _text in pairs):
        raise fail(_("A filter is written NAME=TEXT."))
    chosen = {name: text for name, _equals, text in pairs}
    bind(actor=operator(), indicator=indicator, measure=measure, filters=chosen)
    words = {"code": code, "measure": measure}
    click.echo(_("%(code)s is filled from %(measure)s from now on.") % words)


@click.command("measures")
def measures_command() -> None:
    """List what indicators can be bound to."""
    for measure in sorted(measures, key=lambda one: one.name):
        filters = f" [{', '.join(measure.filters)}]" if measure.filters else ""
        click.echo(f"{measure.name}{filters}: {measure.explanation}")


COMMANDS = (status_command, bind_command, measures_command)
