"""What is told for a volunteer at the desk."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.desk.pages import do_and_say, try_it
from brug.rosters.forms.acts import RestForm
from brug.rosters.forms.away import AwayForm
from brug.rosters.forms.people import RolesForm
from brug.rosters.forms.times import TimesForm
from brug.rosters.forms.wishes import WishesForm
from brug.rosters.links import volunteer_url
from brug.rosters.models import Away, Membership
from brug.rosters.services import enrolling, memberships
from brug.rosters.services import times as times_told
from brug.rosters.services import wishes as wishes_told
from brug.rosters.views.desk.page import page, volunteers_crumb
from brug.rosters.views.desk.volunteer import find


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell for somebody when they can come each week."""
    actor, volunteer = find(request, public_id)
    form = TimesForm(request.POST or None)

    def do() -> None:
        times_told.tell_times(
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
    actor, volunteer = find(request, public_id)
    form = WishesForm(request.POST or None, initial=WishesForm.initial_of(volunteer))

    def do() -> None:
        wishes_told.tell_wishes(actor=actor, volunteer=volunteer, wishes=form.wishes)

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(volunteer_url(public_id))
    trail = (volunteers_crumb(), (volunteer.person.name, volunteer_url(public_id)))
    return page(request, "form.html", title=_("Languages and limits"), trail=trail, form=form)


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Note days on which it is otherwise, or how much rest somebody needs."""
    actor, volunteer = find(request, public_id)
    acts: dict[str, tuple[type[forms.Form], Callable[[forms.Form], object]]] = {
        "away": (
            AwayForm,
            lambda form: times_told.tell_away(
                actor=actor, volunteer=volunteer, **form.cleaned_data
            ),
        ),
        "rest": (
            RestForm,
            lambda form: wishes_told.set_rest(
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
    actor, volunteer = find(request, public_id)
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
        "leave": lambda: memberships.leave(actor=actor, membership=found),
    }
    if act not in acts:
        raise Http404(act)
    do_and_say(request, form, acts[act], _("Saved."))
    return HttpResponseRedirect(volunteer_url(public_id))


@require_POST
def away_remove(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Take days on which it is otherwise back."""
    actor, volunteer = find(request, public_id)
    found = get_object_or_404(Away, volunteer=volunteer, pk=key)
    times_told.remove_away(actor=actor, away=found)
    return HttpResponseRedirect(volunteer_url(public_id))
