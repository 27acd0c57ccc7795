"""Hours on one's own page: one's own, and those of a group for its lead."""
# messages: public

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.people.web_door import personal
from brug.volunteers.forms.hours import GroupHoursForm, HoursForm
from brug.volunteers.models import HourEntry, Initiative
from brug.volunteers.queries.deeds import hours_of
from brug.volunteers.services import hours
from brug.volunteers.views.personal.involvement import own


@personal
def show(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show the hours of a volunteer, and take more."""
    involvement = own(person, public_id)
    form = HoursForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        hours.note_hours(actor=Actor.person(person.pk), involvement=involvement, given=form.given)

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Noted. Thank you!"))
        return HttpResponseRedirect(reverse("volunteers:hours", args=[public_id]))
    context = {
        "involvement": involvement,
        "form": form,
        "total": hours_of(involvement),
        "entries": list(HourEntry.objects.filter(involvement=involvement)[:60]),
    }
    status = 422 if form.errors else 200
    return render(request, "volunteers/personal/hours.html", context, status=status)


@require_POST
@personal
def drop(request: HttpRequest, person: Any, public_id: UUID, key: int) -> HttpResponse:
    """Take hours back that were noted by mistake."""
    involvement = own(person, public_id)
    entry = get_object_or_404(HourEntry, pk=key, involvement=involvement)
    do_and_say(
        request,
        Form(request.POST),
        lambda: hours.drop_hours(actor=Actor.person(person.pk), entry=entry),
        _("Taken back."),
    )
    return HttpResponseRedirect(reverse("volunteers:hours", args=[public_id]))


@personal
def group(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Note hours of somebody of a group, as its lead."""
    found = get_object_or_404(Initiative.objects.led_by(person.pk), public_id=public_id)
    form = GroupHoursForm(request.POST if request.method == "POST" else None, group=found)

    def do() -> None:
        hours.note_hours(
            actor=Actor.person(person.pk),
            involvement=form.cleaned_data["who"],
            given=form.given,
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Noted. Thank you!"))
        return HttpResponseRedirect(reverse("volunteers:group-hours", args=[public_id]))
    context = {"form": form, "title": _("Hours of our volunteers"), "group": found}
    status = 422 if form.errors else 200
    return render(request, "volunteers/personal/form.html", context, status=status)
