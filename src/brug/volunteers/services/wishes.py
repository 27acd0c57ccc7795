"""What a candidate offers, changed by themselves or by who guides them."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.models import Candidate, Theme
from brug.volunteers.services.guiding import locked
from brug.volunteers.services.places import place_of
from brug.volunteers.services.rights import require_over_candidate
from brug.volunteers.services.signing_up import Wish


@transaction.atomic
def change_wish(*, actor: Actor, candidate: Candidate, wish: Wish) -> Candidate:
    """Change what a candidate offers; a proposal that stands goes on.

    Raises:
        PermissionDenied: the actor neither guides this candidate nor is the one.
    """
    if actor.person_id is None:
        require_over_candidate(actor, candidate)
    elif actor.person_id != candidate.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    candidate = locked(candidate.pk)
    before = audit.snapshot(candidate)
    place = place_of(wish.postal_code)
    for name, value in asdict(wish).items():
        if name != "themes":
            setattr(candidate, name, list(value) if isinstance(value, tuple) else value)
    candidate.region, candidate.lat, candidate.lon = place.region, place.lat, place.lon
    candidate.save()
    candidate.themes.set(Theme.objects.filter(code__in=wish.themes))
    audit.record(
        actor=actor,
        verb="volunteers.candidate_changed",
        target=candidate,
        before=before,
        after=audit.snapshot(candidate),
    )
    return candidate
