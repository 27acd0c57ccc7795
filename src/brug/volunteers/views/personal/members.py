"""Who helps in a group, for its leads on a phone."""
# messages: public

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.tables import FORMS, Column
from brug.kernel.tables.responses import table_response
from brug.people import api as people
from brug.people.web_door import personal
from brug.volunteers.enums import Tongue, labels
from brug.volunteers.forms.leads import StoppedForm
from brug.volunteers.services import members
from brug.volunteers.views.personal.group import group_led_by


def _spoken(helper: people.Helper) -> str:
    return ", ".join(labels(Tongue, list(helper.languages)))


COLUMNS = (
    Column(gettext_lazy("Name"), lambda one: one.name, 28),
    Column(gettext_lazy("E-mail address"), lambda one: one.email, 32),
    Column(gettext_lazy("Telephone number"), lambda one: one.phone, 18),
    Column(gettext_lazy("Languages"), _spoken, 28),
    Column(gettext_lazy("Since"), lambda one: one.since, 12),
)


@personal
def show(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponseBase:
    """Show who helps in a group, or give the list along."""
    group = group_led_by(person.pk, public_id)
    actor = Actor.person(person.pk)
    form = request.GET.get("export")
    if form is not None:
        if form not in FORMS:
            raise Http404(form)
        taken = members.take_along(actor=actor, initiative=group, form=form)
        return table_response(form, f"{group.name} {_('volunteers')}", COLUMNS, taken)
    found = members.members_of(actor=actor, initiative=group)
    context = {
        "group": group,
        "members": [(one, _spoken(one)) for one in found],
        "stopped_form": StoppedForm(),
        "forms": FORMS if found else (),
    }
    return render(request, "volunteers/personal/members.html", context)


@require_POST
@personal
def stopped(request: HttpRequest, person: Any, public_id: UUID, key: int) -> HttpResponse:
    """Note that somebody no longer helps in the group."""
    group = group_led_by(person.pk, public_id)
    actor = Actor.person(person.pk)
    form = StoppedForm(request.POST)
    do_and_say(
        request,
        form,
        lambda: members.note_stopped(
            actor=actor, initiative=group, person_id=key, ended_on=form.cleaned_data["ended_on"]
        ),
        _("Noted. What they did with you stays counted."),
    )
    return HttpResponseRedirect(reverse("volunteers:group-members", args=[group.public_id]))
