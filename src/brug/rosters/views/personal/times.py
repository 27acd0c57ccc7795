"""When one can come and when not, in which languages, how much."""
# messages: public

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.periods import today
from brug.people.web_door import personal
from brug.rosters.forms.away import AwayForm
from brug.rosters.forms.times import TimesForm
from brug.rosters.forms.wishes import LikingForm, WishesForm
from brug.rosters.models import Away, Volunteer
from brug.rosters.services import memberships
from brug.rosters.services import times as times_told
from brug.rosters.services import wishes as wishes_told
from brug.rosters.views.personal.shifts import my_volunteer


def _members(volunteer: Volunteer) -> list[Any]:
    rows = volunteer.memberships.filter(until=None, service__closed_at=None)
    return list(rows.select_related("service", "volunteer").order_by("service__name", "pk"))


def _aways(volunteer: Volunteer) -> list[Away]:
    return list(volunteer.aways.filter(day_after__gt=today()))


@personal
def show(request: HttpRequest, person: Any) -> HttpResponse:
    """Show and change the times of each week."""
    volunteer = my_volunteer(person.pk)
    form = TimesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        times_told.tell_times(
            actor=Actor.person(person.pk),
            volunteer=volunteer,
            moments=form.moments,
            preferred=form.preferred,
        )
        messages.success(request, _("Saved. The next roster follows it."))
        return HttpResponseRedirect(reverse("rosters:mine"))
    context = {
        "volunteer": volunteer,
        "form": form,
        "days": TimesForm.rows_of(volunteer),
        "aways": _aways(volunteer),
        "away_form": AwayForm(),
    }
    status = 422 if form.errors else 200
    return render(request, "rosters/personal/times.html", context, status=status)


@personal
def wishes(request: HttpRequest, person: Any) -> HttpResponse:
    """Show and change languages, limits and how gladly one helps where."""
    volunteer = my_volunteer(person.pk)
    actor = Actor.person(person.pk)
    data = request.POST if request.method == "POST" else None
    form = WishesForm(data, initial=WishesForm.initial_of(volunteer))
    likings = LikingForm(data, members=_members(volunteer))
    if request.method == "POST" and form.is_valid() and likings.is_valid():
        wishes_told.tell_wishes(actor=actor, volunteer=volunteer, wishes=form.wishes)
        for membership, liking in likings.likings:
            memberships.set_liking(actor=actor, membership=membership, liking=liking)
        messages.success(request, _("Saved. The next roster follows it."))
        return HttpResponseRedirect(reverse("rosters:mine"))
    context = {"form": form, "likings": likings}
    status = 422 if form.errors or likings.errors else 200
    return render(request, "rosters/personal/wishes.html", context, status=status)


@require_POST
@personal
def away(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep days on which it is otherwise."""
    volunteer = my_volunteer(person.pk)
    form = AwayForm(request.POST)
    do_and_say(
        request,
        form,
        lambda: times_told.tell_away(
            actor=Actor.person(person.pk), volunteer=volunteer, **form.cleaned_data
        ),
        _("Saved. Are you on a shift on these days? Then say on its page that you cannot come."),
    )
    return HttpResponseRedirect(reverse("rosters:times"))


@require_POST
@personal
def away_remove(_request: HttpRequest, person: Any, key: int) -> HttpResponse:
    """Take such days back."""
    found = get_object_or_404(Away, pk=key, volunteer=my_volunteer(person.pk))
    times_told.remove_away(actor=Actor.person(person.pk), away=found)
    return HttpResponseRedirect(reverse("rosters:times"))
