"""Campaigns that people come through."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.money import to_cents
from brug.kernel.uniqueness import refusing_doubles
from brug.people.models import Campaign
from brug.people.rules.names import clean
from brug.people.services.marks import mark_journal_changed


@transaction.atomic
def make_campaign(
    *,
    actor: Actor,
    code: str,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    cost: Decimal = Decimal(0),
) -> Campaign:
    """Make a campaign; one with that code that is there already is returned as it is.

    ``code`` is what links carry; ``cost`` is in euro. Noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not change campaigns.
        ValidationError: it would end before it starts, cost less than nothing, or somebody gave
            its code to another at this moment.
    """
    actor.require("people.manage_campaigns")
    present = Campaign.objects.filter(code=code).first()
    if present:
        return present
    campaign = Campaign(
        code=code,
        name=clean(name, 200),
        starts_on=starts_on,
        ends_on=ends_on,
        cost=to_cents(cost),
    )
    return _save(actor, campaign, {})


@transaction.atomic
def change_campaign(*, actor: Actor, campaign: Campaign, **changes: Any) -> Campaign:
    """Change name, days or cost of a campaign; its code stays, because links carry it.

    Raises:
        PermissionDenied: the actor may not change campaigns.
        ValidationError: it would end before it starts, or cost less than nothing.
    """
    actor.require("people.manage_campaigns")
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    before = audit.snapshot(campaign)
    for name in ("name", "starts_on", "ends_on", "cost"):
        if name in changes:
            setattr(campaign, name, changes[name])
    return _save(actor, campaign, before)


def _save(actor: Actor, campaign: Campaign, before: dict[str, Any]) -> Campaign:
    if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
        raise ValidationError({"ends_on": _("It cannot end before it starts.")})
    if campaign.cost < 0:
        raise ValidationError({"cost": _("A cost is nothing or more.")})
    with refusing_doubles(ValidationError({"code": _("This code is in use already.")})):
        campaign.save()
    if before and before["name"] != campaign.name:
        mark_journal_changed()  # results tell campaigns by their names
    audit.record(
        actor=actor,
        verb="people.campaign_changed",
        target=campaign,
        before=before,
        after=audit.snapshot(campaign),
    )
    return campaign
