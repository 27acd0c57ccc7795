"""A volunteer at the desk: services and roles, times, wishes, shifts; told for them by phone."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.periods import today
from brug.rosters.forms.desk import RestForm, RolesForm
from brug.rosters.forms.personal import AwayForm, TimesForm, WishesForm
from brug.rosters.links import volunteer_url
from brug.rosters.models import Assignment, Away, Membership, Volunteer
from brug.rosters.queries.load import with_load
from brug.rosters.queries.mine import my_shifts
from brug.rosters.services import enrolling, telling
from brug.rosters.views.desk.page import page, volunteers_crumb
from brug.rosters.wording import hours_text, languages_text

_PAST = 20  # shifts of the past on the page


def _find(
    request: HttpRequest, public_id: UUID, right: str = "rosters.plan"
) -> tuple[Actor, Volunteer]:
    actor = Actor.of(request)
    actor.require(right)
    rows = Volunteer.objects.visible_to(actor).filter(person__anonymised_at=None)
    found = get_object_or_404(with_load(rows.select_related("person")), person__public_id=public_id)
    return actor, found


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a volunteer."""
    actor, volunteer = _find(request, public_id, "rosters.view")
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


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell for somebody when they can come each week."""
    actor, volunteer = _find(request, public_id)
    form = TimesForm(request.POST or None)

    def do() -> None:
        telling.tell_times(
            actor=actor, volunteer=volunteer, moments=form.moments, preferred=form.preferred
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(volunteer_url(public_id))
    trail = (volunteers_crumb(), (volunteer.person.name, volunteer_url(public_id)))
    title = _("When they can come")
    days = TimesForm.rows_of(volunteer)
    return page(request, "times.html", title=title, trail=trail, form=form, days=days)


@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell somebody's languages and limits for them."""
    actor, volunteer = _find(request, public_id)
    form = WishesForm(request.POST or None, initial=WishesForm.initial_of(volunteer))

    def do() -> None:
        telling.tell_wishes(actor=actor, volunteer=volunteer, wishes=form.wishes)

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(volunteer_url(public_id))
    trail = (volunteers_crumb(), (volunteer.person.name, volunteer_url(public_id)))
    return page(request, "form.html", title=_("Languages and limits"), trail=trail, form=form)


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Note days on which it is otherwise, or how much rest somebody needs."""
    actor, volunteer = _find(request, public_id)
    acts: dict[str, tuple[type[forms.Form], Callable[[forms.Form], object]]] = {
        "away": (
            AwayForm,
            lambda form: telling.tell_away(actor=actor, volunteer=volunteer, **form.cleaned_data),
        ),
        "rest": (
            RestForm,
            lambda form: telling.set_rest(
                actor=actor, volunteer=volunteer, rest_hours=form.cleaned_data["rest_hours"]
            ),
        ),
    }
    if act not in acts:
        raise Http404(act)
    form_class, do = acts[act]
    form = form_class(request.POST)
    do_and_say(request, form, lambda: do(form), _("Saved."))
    return HttpResponseRedirect(volunteer_url(public_id))


@require_POST
def membership(request: HttpRequest, public_id: UUID, key: int, act: str) -> HttpResponse:
    """Change somebody's roles in a service, or note that they no longer help there."""
    actor, volunteer = _find(request, public_id)
    rows = Membership.objects.select_related("service", "volunteer")
    found = get_object_or_404(rows, volunteer=volunteer, pk=key, until=None)
    form = RolesForm(request.POST, service=found.service, prefix=str(found.pk))
    acts: dict[str, Callable[[], object]] = {
        "roles": lambda: enrolling.enrol(
            actor=actor,
            service=found.service,
            person_id=volunteer.person_id,
            role_ids=[one.pk for one in form.cleaned_data["roles"]],
        ),
        "leave": lambda: enrolling.leave(actor=actor, membership=found),
    }
    if act not in acts:
        raise Http404(act)
    do_and_say(request, form, acts[act], _("Saved."))
    return HttpResponseRedirect(volunteer_url(public_id))


@require_POST
def away_remove(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Take days on which it is otherwise back."""
    actor, volunteer = _find(request, public_id)
    found = get_object_or_404(Away, volunteer=volunteer, pk=key)
    telling.remove_away(actor=actor, away=found)
    return HttpResponseRedirect(volunteer_url(public_id))
