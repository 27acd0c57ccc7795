"""Openings of initiatives: make, change, close, open again."""
# messages: public

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.models import Initiative, Opening, Theme
from brug.volunteers.services.rights import require_over_initiative


@dataclass(frozen=True)
class Sought:
    """What a group looks for; lists hold codes of themes, ``Skill``, ``Tongue``, ``Moment``."""

    title: str
    places: int = 1
    description: str = ""
    themes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages_needed: tuple[str, ...] = ()
    languages_wished: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    adults_only: bool = False
    from_home: bool = False
    until: date | None = None


@transaction.atomic
def make_opening(*, actor: Actor, initiative: Initiative, sought: Sought) -> Opening:
    """Say what an initiative looks for.

    Raises:
        PermissionDenied: the actor neither leads it nor may change it.
        ValidationError: no title, or no place.
    """
    require_over_initiative(actor, initiative)
    opening = Opening(initiative=initiative)
    _fill(opening, sought)
    audit.record(
        actor=actor,
        verb="volunteers.opening_made",
        target=opening,
        after=audit.snapshot(opening),
    )
    return opening


@transaction.atomic
def change_opening(*, actor: Actor, opening: Opening, sought: Sought) -> Opening:
    """Change what is looked for; who has a place keeps it, also where places become fewer.

    Raises:
        PermissionDenied: the actor neither leads the initiative nor may change it.
        ValidationError: no title, or no place.
    """
    require_over_initiative(actor, opening.initiative)
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    before = audit.snapshot(opening)
    _fill(opening, sought)
    audit.record(
        actor=actor,
        verb="volunteers.opening_changed",
        target=opening,
        before=before,
        after=audit.snapshot(opening),
    )
    return opening


@transaction.atomic
def close_opening(*, actor: Actor, opening: Opening) -> None:
    """Look no further; who has a place or a proposal keeps it. Twice is once.

    Raises:
        PermissionDenied: the actor neither leads the initiative nor may change it.
    """
    require_over_initiative(actor, opening.initiative)
    if opening.closed_at is None:
        opening.closed_at = timezone.now()
        opening.save(update_fields=["closed_at"])
        audit.record(actor=actor, verb="volunteers.opening_closed", target=opening)


@transaction.atomic
def reopen(*, actor: Actor, opening: Opening) -> None:
    """Look again; the way back from closing.

    Raises:
        PermissionDenied: the actor neither leads the initiative nor may change it.
    """
    require_over_initiative(actor, opening.initiative)
    if opening.closed_at is not None:
        opening.closed_at = None
        opening.save(update_fields=["closed_at"])
        audit.record(actor=actor, verb="volunteers.opening_reopened", target=opening)


def _fill(opening: Opening, sought: Sought) -> None:
    if not sought.title.strip():
        raise ValidationError({"title": _("Give it a title.")})
    if sought.places < 1:
        raise ValidationError({"places": _("There is at least one place.")})
    for name, value in asdict(sought).items():
        if name != "themes":
            setattr(opening, name, list(value) if isinstance(value, tuple) else value)
    opening.save()
    opening.themes.set(Theme.objects.filter(code__in=sought.themes))
