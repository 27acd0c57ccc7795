"""Asking to be left in peace for a while."""
# messages: public

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.people.models import Contact
from brug.people.services.pressure.rules import set_quiet
from brug.people.views.personal.session import personal


@require_POST
@personal
def quiet(request: HttpRequest, person: Contact) -> HttpResponse:
    """Keep until when the person wants to be asked nothing; empty: no longer."""
    text = request.POST.get("until", "")
    try:
        until = date.fromisoformat(text) if text else None
        set_quiet(actor=Actor.person(person.pk), person_id=person.pk, until=until)
    except (ValueError, ValidationError):
        messages.error(request, _("Choose a day that is still to come."))
    else:
        messages.success(request, _("We will do as you chose."))
    return HttpResponseRedirect(f"{reverse('people:my')}#quiet")
