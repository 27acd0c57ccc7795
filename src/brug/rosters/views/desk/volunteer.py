"""A volunteer at the desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.forms.acts import RestForm
from brug.rosters.forms.away import AwayForm
from brug.rosters.forms.people import RolesForm
from brug.rosters.forms.times import TimesForm
from brug.rosters.models import Assignment, Membership, Volunteer
from brug.rosters.queries.load import with_load
from brug.rosters.queries.mine import my_shifts
from brug.rosters.views.desk.page import page, volunteers_crumb
from brug.rosters.wording import hours_text, languages_text

_PAST = 20  # shifts of the past on the page


def find(
    request: HttpRequest, public_id: UUID, right: str = "rosters.plan"
) -> tuple[Actor, Volunteer]:
    """Return a volunteer, with their load, to who holds a right and sees them."""
    actor = Actor.of(request)
    actor.require(right)
    rows = Volunteer.objects.visible_to(actor).filter(person__anonymised_at=None)
    found = get_object_or_404(with_load(rows.select_related("person")), person__public_id=public_id)
    return actor, found


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a volunteer."""
    actor, volunteer = find(request, public_id, "rosters.view")
    seen = Assignment.objects.visible_to(actor).filter(volunteer=volunteer)
    past = seen.exclude(pk__in=my_shifts(volunteer).values("pk")).exclude(state="off")
    return page(
        request,
        "volunteer.html",
        title=volunteer.person.name,
        trail=(volunteers_crumb(),),
        volunteer=volunteer,
        languages=languages_text(volunteer.languages),
        hours=hours_text(volunteer.minutes),  # type: ignore[attr-defined]
        members=_members(volunteer),
        days=TimesForm.rows_of(volunteer),
        aways=list(volunteer.aways.filter(day_after__gt=today())),
        away_form=AwayForm(),
        shifts=list(my_shifts(volunteer)),
        past=list(past.select_related("shift__service").order_by("-shift__starts", "-pk")[:_PAST]),
        rest_form=RestForm(initial=RestForm.initial_of(volunteer)),
        may_plan=actor.may("rosters.plan"),
    )


def _members(volunteer: Volunteer) -> list[tuple[Membership, RolesForm]]:
    rows = volunteer.memberships.filter(until=None).select_related("service")
    return [
        (
            one,
            RolesForm(
                service=one.service, initial={"roles": list(one.roles.all())}, prefix=str(one.pk)
            ),
        )
        for one in rows.prefetch_related("roles").order_by("service__name", "pk")
    ]
