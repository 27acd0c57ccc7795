"""When volunteers can come, and when not."""
# messages: public

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.enums import Part
from brug.rosters.models import Availability, Away, Volunteer
from brug.rosters.services.rights import require_over_volunteer

# Weekday (Monday is 0) with a part of the day.
Moment = tuple[int, str]


LONGEST_AWAY = 366  # days


def locked(actor: Actor, volunteer: Volunteer) -> Volunteer:
    """Return a volunteer under lock, to who may tell for them."""
    require_over_volunteer(actor, volunteer)
    return Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)


@transaction.atomic
def tell_times(
    *,
    actor: Actor,
    volunteer: Volunteer,
    moments: Collection[Moment],
    preferred: Collection[Moment] = (),
) -> Volunteer:
    """Keep when somebody can come each week, and when gladly; shifts that they have stay theirs.

    Raises:
        PermissionDenied: neither the person nor who plans their service.
        ValidationError: there is no such day or part.
    """
    volunteer = locked(actor, volunteer)
    told = {(day, part) for day, part in moments} | set(preferred)
    if any(not 0 <= day < 7 or part not in Part.values for day, part in told):
        raise ValidationError(_("There is no such day or part of a day."))
    volunteer.times.all().delete()
    Availability.objects.bulk_create(
        Availability(
            volunteer=volunteer, weekday=day, part=part, is_preferred=(day, part) in preferred
        )
        for day, part in sorted(told)
    )
    volunteer.times_told_at = timezone.now()
    volunteer.save(update_fields=["times_told_at"])
    audit.record(actor=actor, verb="rosters.times_told", target=volunteer)
    return volunteer


@transaction.atomic
def tell_away(
    *,
    actor: Actor,
    volunteer: Volunteer,
    first_day: date,
    last_day: date,
    part: str = "",
    can_come: bool = False,
) -> Away:
    """Keep days, the last included, on which somebody cannot come, or can after all.

    Shifts that they have on these days stay theirs: they say of each that they cannot come, so that
    somebody takes it over.

    Raises:
        PermissionDenied: neither the person nor who plans their service.
        ValidationError: the days are over, in the wrong order or more than a year.
    """
    volunteer = locked(actor, volunteer)
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day comes before the first.")})
    if last_day < today():
        raise ValidationError({"last_day": _("These days are over.")})
    if (last_day - first_day).days >= LONGEST_AWAY:
        raise ValidationError({"last_day": _("Choose at most a year.")})
    day_after = last_day + timedelta(days=1)
    away, is_new = Away.objects.get_or_create(
        volunteer=volunteer,
        first_day=first_day,
        day_after=day_after,
        part=part if part in Part.values else "",
        can_come=can_come,
    )
    if is_new:
        audit.record(actor=actor, verb="rosters.away_told", target=volunteer)
    return away


@transaction.atomic
def remove_away(*, actor: Actor, away: Away) -> None:
    """Take such days back; what is gone already stays gone.

    Raises:
        PermissionDenied: neither the person nor who plans their service.
    """
    volunteer = locked(actor, away.volunteer)
    if Away.objects.filter(pk=away.pk).delete()[0]:
        audit.record(actor=actor, verb="rosters.away_removed", target=volunteer)
