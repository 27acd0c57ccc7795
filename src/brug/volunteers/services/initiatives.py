"""Initiatives: ask for a place in the directory, change a page, approve, take out."""
# messages: public

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.volunteers.enums import InitiativeState
from brug.volunteers.models import Initiative, Theme
from brug.volunteers.services.places import Place, place_of
from brug.volunteers.services.rights import require_over_initiative


@dataclass(frozen=True)
class Card:
    """What an initiative tells of itself; ``themes`` and ``languages`` are codes."""

    postal_code: str
    about: str = ""
    looks_for: str = ""
    opening_hours: str = ""
    website: str = ""
    email: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@transaction.atomic
def add_initiative(
    *, actor: Actor, name: str, card: Card, organisation_id: int | None = None
) -> Initiative:
    """Add an initiative, for a known organisation or a new one; it waits for approval.

    Raises:
        PermissionDenied: the actor may not change initiatives.
        ValidationError: the postal code is not known, or the organisation has a page already.
    """
    actor.require("volunteers.change_initiative")
    return add_unasked(actor, name, card, organisation_id)


def add_unasked(
    actor: Actor, name: str, card: Card, organisation_id: int | None = None
) -> Initiative:
    """Add an initiative for whoever asks for one in public, which asks no right.

    Raises:
        ValidationError: as ``add_initiative``.
    """
    if organisation_id and Initiative.objects.filter(organisation=organisation_id).exists():
        raise ValidationError(_("This organisation is in the directory already."))
    place = _place(card, actor)
    organisation = (
        people.person(organisation_id)
        if organisation_id
        else people.make_organisation(actor=actor, name=name, postal_code=card.postal_code)
    )
    initiative = Initiative(organisation_id=organisation.id)
    _fill(initiative, card, place)
    audit.record(
        actor=actor,
        verb="volunteers.initiative_added",
        target=initiative,
        after=audit.snapshot(initiative),
    )
    return initiative


@transaction.atomic
def change_initiative(*, actor: Actor, initiative: Initiative, card: Card) -> Initiative:
    """Change what an initiative tells of itself; its leads may.

    Raises:
        PermissionDenied: the actor neither leads it nor may change it.
        ValidationError: the postal code is not known.
    """
    require_over_initiative(actor, initiative)
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    before = audit.snapshot(initiative)
    _fill(initiative, card, _place(card, actor, initiative))
    audit.record(
        actor=actor,
        verb="volunteers.initiative_changed",
        target=initiative,
        before=before,
        after=audit.snapshot(initiative),
    )
    return initiative


@transaction.atomic
def list_initiative(*, actor: Actor, initiative: Initiative) -> None:
    """Approve an initiative: it stands in the directory from now on; twice is once.

    Raises:
        PermissionDenied: the actor may not.
    """
    actor.require("volunteers.change_initiative")
    require_over_initiative(actor, initiative)
    if initiative.state != InitiativeState.LISTED:
        initiative.approved_at, initiative.approved_by = timezone.now(), actor.user
        _turn(actor, initiative, InitiativeState.LISTED, "volunteers.initiative_approved")


@transaction.atomic
def hide_initiative(*, actor: Actor, initiative: Initiative) -> None:
    """Take an initiative out of the directory; nobody is proposed to it while it is.

    Raises:
        PermissionDenied: the actor may not.
    """
    require_over_initiative(actor, initiative)
    if initiative.state != InitiativeState.HIDDEN:
        _turn(actor, initiative, InitiativeState.HIDDEN, "volunteers.initiative_hidden")


def _turn(actor: Actor, initiative: Initiative, state: InitiativeState, verb: str) -> None:
    before = {"state": initiative.state}
    initiative.state = state
    initiative.save(update_fields=["state", "approved_at", "approved_by", "changed_at"])
    audit.record(
        actor=actor, verb=verb, target=initiative, before=before, after={"state": state.value}
    )


def _place(card: Card, actor: Actor, present: Initiative | None = None) -> Place:
    place = place_of(card.postal_code)
    if place.region is None:
        raise ValidationError({"postal_code": _("We do not know this postal code.")})
    working = place.region.working_region_id
    is_elsewhere = actor.working_regions is not None and working not in actor.working_regions
    if is_elsewhere and (present is None or present.region_id != place.region.pk):
        raise ValidationError({"postal_code": _("This postal code lies in another region.")})
    return place


def _fill(initiative: Initiative, card: Card, place: Place) -> None:
    for name, value in asdict(card).items():
        if name != "themes":
            setattr(initiative, name, list(value) if isinstance(value, tuple) else value)
    initiative.region = place.region
    initiative.lat, initiative.lon = place.lat, place.lon
    initiative.save()
    initiative.themes.set(_themes(card.themes))


def _themes(codes: Iterable[str]) -> list[Theme]:
    return list(Theme.objects.filter(code__in=codes))
