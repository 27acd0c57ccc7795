"""Languages, limits and wishes of volunteers."""
# messages: public

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import Volunteer
from brug.rosters.services.times import locked
from brug.volunteers.enums import Tongue


@dataclass(frozen=True)
class Wishes:
    """Languages in which somebody can help, and how much; None: as the house does."""

    languages: tuple[str, ...] = ()
    most_week: int | None = None
    most_month: int | None = None
    wants_reminders: bool = True
    may_be_asked: bool = True


@transaction.atomic
def tell_wishes(*, actor: Actor, volunteer: Volunteer, wishes: Wishes) -> Volunteer:
    """Keep somebody's languages and limits.

    Raises:
        PermissionDenied: neither the person nor who plans their service.
        ValidationError: there is no such language.
    """
    volunteer = locked(actor, volunteer)
    if set(wishes.languages) - set(Tongue.values):
        raise ValidationError({"languages": _("There is no such language.")})
    before = audit.snapshot(volunteer)
    for name, value in asdict(wishes).items():
        setattr(volunteer, name, sorted(value) if isinstance(value, tuple) else value)
    volunteer.save()
    audit.record(
        actor=actor,
        verb="rosters.wishes_told",
        target=volunteer,
        before=before,
        after=audit.snapshot(volunteer),
    )
    return volunteer


@transaction.atomic
def set_rest(*, actor: Actor, volunteer: Volunteer, rest_hours: int | None) -> Volunteer:
    """Set how much rest somebody needs between two shifts; None: as the house does.

    Raises:
        PermissionDenied: the actor does not plan their service.
    """
    actor.require("rosters.plan")
    volunteer = locked(actor, volunteer)
    before = audit.snapshot(volunteer)
    volunteer.rest_hours = rest_hours
    volunteer.save(update_fields=["rest_hours"])
    audit.record(
        actor=actor,
        verb="rosters.wishes_told",
        target=volunteer,
        before=before,
        after=audit.snapshot(volunteer),
    )
    return volunteer
