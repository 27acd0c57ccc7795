"""Ask something about one's own data, and call it back."""
# messages: public

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.enums import RequestKind
from brug.people.forms.personal import RequestForm
from brug.people.models import Contact
from brug.people.models.request_choices import RequestWay
from brug.people.services.requests import ending, noting
from brug.people.services.requests.noting import Asked
from brug.people.views.personal.session import personal


def _back() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('people:my')}#rights")


@require_POST
@personal
def ask(request: HttpRequest, person: Contact) -> HttpResponse:
    """Note what a person asks about their data."""
    form = RequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what you ask, in less than 4000 letters."))
        return _back()
    told = form.cleaned_data
    asked = Asked(RequestKind(told["kind"]), RequestWay.OWN_PAGE, today(), details=told["details"])
    noting.note_request(actor=Actor.person(person.pk), person_id=person.pk, asked=asked)
    messages.success(request, _("We have it. You hear from us within a month."))
    return _back()


@require_POST
@personal
def call_back(request: HttpRequest, person: Contact, key: int) -> HttpResponse:
    """Take a request back, an erasure that waits included."""
    wish = get_object_or_404(person.rights_requests, pk=key)
    try:
        ending.call_back(actor=Actor.person(person.pk), request=wish)
    except ValidationError:
        messages.error(request, _("This was answered already."))
    else:
        messages.success(request, _("It is called back. Everything stays as it was."))
    return _back()
