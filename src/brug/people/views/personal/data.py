"""Correct what is known of oneself."""
# messages: public

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.visitors import is_too_often
from brug.people.forms.personal import DataForm, EmailForm
from brug.people.models import Contact
from brug.people.services import card, mailboxes, new_email
from brug.people.views.personal.session import personal

_RATES = "6/h/key,20/h/ip"


@personal
def data(request: HttpRequest, person: Contact) -> HttpResponse:
    """Change name, language, telephone number and address."""
    told = request.POST if request.method == "POST" else None
    form = DataForm(told, initial=card.card_of(person))
    if request.method == "POST" and form.is_valid():
        try:
            card.change_card(
                actor=Actor.person(person.pk), contact_id=person.pk, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Thank you. It is changed."))
            return HttpResponseRedirect(reverse("people:my"))
    status = 422 if form.errors else 200
    context = {"form": form, "person": person, "emails": list(person.emails.all())}
    return render(
        request, "people/personal/data.html", {**context, "email_form": EmailForm()}, status=status
    )


@require_POST
@personal
def add_email(request: HttpRequest, person: Contact) -> HttpResponse:
    """Add an e-mail address, which counts once it is confirmed by mail."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        context = {
            "form": DataForm(initial=card.card_of(person)),
            "person": person,
            "emails": list(person.emails.all()),
            "email_form": form,
        }
        return render(request, "people/personal/data.html", context, status=422)
    if is_too_often(request, "people_email", _RATES, str(person.pk)):
        messages.error(request, _("That was often. Try again in an hour."))
    else:
        new_email.add_own_email(
            actor=Actor.person(person.pk),
            contact_id=person.pk,
            address=form.cleaned_data["email"],
            language=get_language() or "nl",
        )
        messages.success(request, _("We sent you a mail. Click the link in it to use the address."))
    return HttpResponseRedirect(f"{reverse('people:my-data')}#emails")


@require_POST
@personal
def remove_email(request: HttpRequest, person: Contact, key: int) -> HttpResponse:
    """Remove one of several e-mail addresses."""
    email = get_object_or_404(person.emails, pk=key)
    if person.emails.count() > 1:
        mailboxes.remove_email(actor=Actor.person(person.pk), email=email)
        messages.success(request, _("The address is removed."))
    else:
        messages.error(request, _("We need one address to let you in. Add the new one first."))
    return HttpResponseRedirect(f"{reverse('people:my-data')}#emails")


@never_cache
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """Use a new e-mail address once its reader clicks; a visit alone does nothing."""
    try:
        if request.method == "POST":
            new_email.confirm_own_email(token=token)
            return render(request, "people/personal/email_confirmed.html")
        email = new_email.read_new_email(token)
    except tokens.LinkError:
        return render(request, "people/personal/link_broken.html", status=410)
    return render(request, "people/personal/confirm_email.html", {"email": email})
