"""Figures by hand: entered with their source, taken back when wrong."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.numbers import exact_text
from brug.kernel.periods import today
from brug.plan.enums import IndicatorKind
from brug.plan.models import Binding, Indicator, Measurement


@dataclass(frozen=True)
class Entry:
    """A figure to enter; see `Measurement` for the meaning of the parts."""

    value: Decimal
    measured_on: date
    source: str
    starts_on: date | None = None
    region: Region | None = None
    note: str = ""


# Growth starts from the year before the plan, and a survey of every second year has its last one
# the year before that.
YEARS_BEFORE = 2


def earliest_day(indicator: Indicator) -> date:
    """Return the first day of which a figure by hand is taken: two years before the plan begins.

    What was known earlier is a baseline, which stands in the plan file for all to see.
    """
    return date(indicator.plan.first - YEARS_BEFORE, 1, 1)


@transaction.atomic
def measure(*, actor: Actor, indicator: Indicator, entry: Entry) -> Measurement:
    """Enter a figure with its source and day, and note it in the audit trail.

    Raises:
        PermissionDenied: the actor may not enter figures, or not for that region.
        ValidationError: the indicator is counted from records, or the figure cannot be right.
    """
    actor.require("plan.enter_measurement")
    _check_scope(actor, entry.region)
    # One after the other, lest two at once tell of the same days.
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    _check(indicator, entry)
    measurement = Measurement.objects.create(
        indicator=indicator,
        value=entry.value,
        measured_on=entry.measured_on,
        starts_on=entry.starts_on,
        region=entry.region,
        source=entry.source.strip(),
        note=entry.note,
        entered_by=actor.user,
        entered_as=str(actor)[:200],
    )
    after = audit.snapshot(measurement)
    audit.record(actor=actor, verb="plan.measurement_entered", target=indicator, after=after)
    return measurement


@transaction.atomic
def withdraw(*, actor: Actor, measurement: Measurement) -> None:
    """Take back a figure that was wrong; it stays to be seen in the audit trail.

    Raises:
        PermissionDenied: the actor may not enter figures, or not for that region.
    """
    actor.require("plan.enter_measurement")
    _check_scope(actor, measurement.region)
    if measurement.withdrawn_at is not None:
        return
    before = audit.snapshot(measurement)
    measurement.withdrawn_at = timezone.now()
    measurement.save(update_fields=["withdrawn_at"])
    audit.record(
        actor=actor,
        verb="plan.measurement_withdrawn",
        target=measurement.indicator,
        before=before,
        after=audit.snapshot(measurement),
    )


def _check_scope(actor: Actor, region: Region | None) -> None:
    bound = actor.working_regions
    if bound is not None and (region is None or region.pk not in bound):
        raise PermissionDenied(_("You may enter figures of your own region only."))


def _check(indicator: Indicator, entry: Entry) -> None:
    """Refuse what cannot be right, naming the field."""
    if Binding.objects.filter(indicator=indicator).exclude(measure="").exists():
        raise ValidationError(_("This indicator is counted from records; nobody needs to type it."))
    errors: dict[str, str] = {}
    if not entry.value.is_finite() or entry.value < 0:
        errors["value"] = _("A figure is zero or more.")
    elif indicator.kind == IndicatorKind.PRESENT and entry.value not in (0, 1):
        errors["value"] = _("Present is 1, not present is 0.")
    elif indicator.unit == "percent" and entry.value > 100:
        errors["value"] = _("A share is at most 100 percent.")
    if fault := _fault_of_day(indicator, entry.measured_on):
        errors["measured_on"] = fault
    if fault := _fault_of_span(entry.starts_on, entry.measured_on):
        errors["starts_on"] = fault
    if not entry.source.strip():
        errors["source"] = _("Tell where the figure comes from.")
    if not errors:
        errors = _clash(indicator, entry)
    if errors:
        raise ValidationError(errors)


def _fault_of_day(indicator: Indicator, day: date) -> str:
    """What is wrong with the day of a figure; '' where nothing is."""
    if day > today():
        return _("This day has not come yet.")
    first = earliest_day(indicator)
    if day < first:
        told = {"plan": indicator.plan.first, "first": date_format(first, "j F Y")}
        return _("The plan begins in %(plan)s: figures count from %(first)s on. What was known"
                 " earlier stands in the plan file as a baseline.") % told  # fmt: skip
    return ""


def _fault_of_span(first: date | None, last: date) -> str:
    """What is wrong with the days of an amount; '' where nothing is.

    Of a span over New Year nobody could say how much belongs to which year.
    """
    if first is None:
        return ""
    if first > last:
        return _("The period starts after it ends.")
    if first.year != last.year:
        return _("What adds up belongs to one year: enter each year's part apart.")
    return ""


def _clash(indicator: Indicator, entry: Entry) -> dict[str, str]:
    """Amounts and levels do not mix, amounts do not overlap, a day has one level of a region."""
    others = Measurement.objects.standing().filter(indicator=indicator)
    is_amount = entry.starts_on is not None
    if others.filter(starts_on__isnull=is_amount).exists():
        if is_amount:
            return {"starts_on": _("The earlier figures are levels on a day: leave “from” empty.")}
        return {"starts_on": _("The earlier figures add up over periods: tell from which day.")}
    if not is_amount:
        return _level_of_day(others, entry)
    days = Q(measured_on__gte=entry.starts_on, starts_on__lte=entry.measured_on)
    # A region's amount is part of the whole's, so those two may not tell of the same days either.
    same = Q(region=entry.region) | Q(region__isnull=entry.region is not None)
    overlapping = others.filter(days & same).first()
    if overlapping is not None:
        span = {"start": overlapping.starts_on, "end": overlapping.measured_on}
        return {"starts_on": _("There is a figure already for %(start)s to %(end)s.") % span}
    return {}


def _level_of_day(others: QuerySet[Measurement], entry: Entry) -> dict[str, str]:
    """Of two figures for one day nobody could say which one counts."""
    known = others.filter(measured_on=entry.measured_on, region=entry.region).first()
    if known is None:
        return {}
    told = {"day": date_format(entry.measured_on, "j F Y"), "value": exact_text(known.value)}
    return {
        "measured_on": _("There is a figure for %(day)s already: %(value)s. If it is wrong, take it"
                         " back first.") % told
    }  # fmt: skip
