"""Rules for asking, and wishes for quiet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import add_months, today
from brug.kernel.uniqueness import refusing_doubles
from brug.people.enums import AskKind
from brug.people.models import PressureRule, Quiet
from brug.people.rules.names import clean
from brug.people.services.rights import locked, require_over

_LONGEST_QUIET = 36  # months
_MOST_DAYS = 730


@transaction.atomic
def save_rule(
    *,
    actor: Actor,
    rule: PressureRule | None,
    name: str,
    ceiling: int,
    days: int,
    weights: Mapping[str, int],
    starts_on: date,
    ends_on: date | None = None,
) -> PressureRule:
    """Make a rule (None) or change one. Asks that are planned already stay.

    Raises:
        PermissionDenied: the actor may not change rules.
        ValidationError: the name is taken, a number or kind cannot be, or it ends before it starts.
    """
    actor.require("people.manage_pressure")
    # All of a rule is set at once: whoever saves last decides.
    kept = PressureRule.objects.select_for_update().get(pk=rule.pk) if rule else PressureRule()
    before = audit.snapshot(kept) if rule else {}
    name = clean(name, 120)
    unnamed = ValidationError({"name": _("Give it a name that no other rule has.")})
    if not name:
        raise unnamed
    if ceiling < 1:
        raise ValidationError({"ceiling": _("At least one ask must be possible.")})
    if not 1 <= days <= _MOST_DAYS:
        raise ValidationError({"days": _("From 1 to %(most)s days.") % {"most": _MOST_DAYS}})
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("It cannot end before it starts.")})
    told = {kind: int(weight) for kind, weight in weights.items() if weight}
    if set(told) - set(AskKind.values) or not told or min(told.values()) < 0:
        raise ValidationError(_("Choose at least one kind that counts."))
    values: dict[str, Any] = {"ceiling": ceiling, "days": days, "weights": told}
    for field, value in {
        **values,
        "name": name,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }.items():
        setattr(kept, field, value)
    with refusing_doubles(unnamed):
        kept.save()
    audit.record(
        actor=actor,
        verb="people.pressure_rule_changed",
        target=kept,
        before=before,
        after=audit.snapshot(kept),
    )
    return kept


@transaction.atomic
def remove_rule(*, actor: Actor, rule: PressureRule) -> None:
    """Take a rule away.

    Raises:
        PermissionDenied: the actor may not change rules.
    """
    actor.require("people.manage_pressure")
    audit.record(
        actor=actor,
        verb="people.pressure_rule_changed",
        target=rule,
        before=audit.snapshot(rule),
    )
    rule.delete()


@transaction.atomic
def set_quiet(*, actor: Actor, person_id: int, until: date | None) -> None:
    """Ask somebody for nothing before a day; None: they may be asked again.

    Confirmations and answers still go out. The person may do so themselves.

    Raises:
        PermissionDenied: the actor may not, or not this person.
        ValidationError: the day lies in the past or too far ahead.
    """
    person = locked(person_id)
    require_over(actor, "people.change_contact", person)
    present = Quiet.objects.filter(person=person).first()
    before = {"quiet": present.until if present else None}
    if until is None:
        Quiet.objects.filter(person=person).delete()
    elif not today() < until <= add_months(today(), _LONGEST_QUIET):
        raise ValidationError(
            {"until": _("Choose a day in the coming %(years)s years.") % {"years": 3}}
        )
    else:
        Quiet.objects.update_or_create(person=person, defaults={"until": until})
    audit.record(
        actor=actor,
        verb="people.quiet_changed",
        target=person,
        before=before,
        after={"quiet": until},
    )
