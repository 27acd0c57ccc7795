"""Add and change contacts; each act is one service."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.people.enums import ContactKind
from brug.people.forms.desk.contact import ContactForm, EmailForm
from brug.people.links import contact_url
from brug.people.models import Contact, EmailAddress
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.known import maybe_known
from brug.people.services import contacts, mailboxes
from brug.people.services.card import card_of, change_card
from brug.people.services.contact_data import NewContact
from brug.people.views.desk.page import find, page
from brug.people.views.desk.undoing import say

_MOST_KNOWN = 5


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a contact."""
    actor = Actor.of(request)
    actor.require("people.add_contact")
    form = ContactForm(request.POST or None, initial={"language": "nl", "country": "BE"})
    made: list[Contact] = []
    twins = _same_mailbox(Contact.objects.visible_to(actor), request)
    if (
        request.method == "POST"
        and not twins
        and try_it(form, lambda: made.append(_make(actor, form)))
    ):
        said = _("%(name)s is added.") % {"name": made[0].name}
        say(request, said, "contact", contact=made[0].pk)
        return HttpResponseRedirect(_page_of(actor, made[0]))
    back = reverse("people_contacts:index")
    return page(
        request,
        "form.html",
        title=_("Add a contact"),
        form=form,
        back=back,
        known_url=reverse("people_contacts:known"),
        known=twins,
        is_beside=False,
        status=409 if twins else None,
    )


Twins = list[tuple[Contact, str, object]]


def _same_mailbox(others: ContactQuerySet, request: HttpRequest, kept: str = "") -> Twins:
    """Who of others has the address that is typed, until whoever types it says otherwise.

    ``kept`` is the address that stood there: of that nobody is asked.
    """
    address = request.POST.get("email", "").strip()
    if not address or address.lower() == kept or "anyway" in request.POST:
        return []
    return _maybe(others, {"email": address})


def _maybe(others: ContactQuerySet, told: Mapping[str, str]) -> Twins:
    return [
        (one.contact, contact_url(one.contact.public_id), one.why)
        for one in maybe_known(others, told, _MOST_KNOWN)
    ]


@require_GET
def known_already(request: HttpRequest) -> HttpResponse:
    """Show who may be the contact that somebody is adding; part of a page."""
    actor = Actor.of(request)
    actor.require("people.add_contact")
    known = _maybe(Contact.objects.visible_to(actor), request.GET.dict())
    return render(request, "people/desk/_known_already.html", {"known": known, "is_beside": False})


@require_GET
def known_beside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who else may be the contact that somebody is changing; part of a page."""
    actor, contact = find(request, public_id, "people.change_contact")
    known = _maybe(_others(actor, contact), request.GET.dict())
    return render(request, "people/desk/_known_already.html", {"known": known, "is_beside": True})


def _others(actor: Actor, contact: Contact) -> ContactQuerySet:
    return Contact.objects.visible_to(actor).exclude(pk=contact.pk)


def _make(actor: Actor, form: ContactForm) -> Contact:
    told = dict(form.cleaned_data)
    told["kind"] = ContactKind(told["kind"])
    told["languages"] = tuple(told["languages"])
    return contacts.make_contact(actor=actor, new=NewContact(**told))


def _page_of(actor: Actor, contact: Contact) -> str:
    """The contact's page; the list where the actor does not see it (no region is known yet)."""
    if Contact.objects.visible_to(actor).filter(pk=contact.pk).exists():
        return contact_url(contact.public_id)
    return reverse("people_contacts:index")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a contact's card."""
    actor, contact = find(request, public_id, "people.change_contact")
    card = card_of(contact)
    form = ContactForm(request.POST or None, initial=card)
    twins = _same_mailbox(_others(actor, contact), request, card["email"])
    if (
        request.method == "POST"
        and not twins
        and try_it(
            form, lambda: change_card(actor=actor, contact_id=contact.pk, **form.cleaned_data)
        )
    ):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(_page_of(actor, contact))
    title = _("Change %(name)s") % {"name": contact.name}
    return page(
        request,
        "form.html",
        title=title,
        contact=contact,
        form=form,
        known_url=reverse("people_contacts:known-beside", args=[public_id]),
        known=twins,
        is_beside=True,
        status=409 if twins else None,
    )


@require_http_methods(["GET", "POST"])
def emails(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the e-mail addresses of a contact, and add one."""
    actor, contact = find(request, public_id, "people.change_contact")
    form = EmailForm(request.POST or None)
    if request.method == "POST" and try_it(
        form,
        lambda: mailboxes.add_email(
            actor=actor, contact_id=contact.pk, address=form.cleaned_data["email"]
        ),
    ):
        messages.success(request, _("The address is added."))
        return HttpResponseRedirect(request.path)
    return page(
        request,
        "emails.html",
        title=_("E-mail addresses"),
        contact=contact,
        form=form,
        emails=list(contact.emails.all()),
    )


_EMAIL_ACTS = {"main": mailboxes.make_main_email, "remove": mailboxes.remove_email}


@require_http_methods(["POST"])
def change_email(request: HttpRequest, public_id: UUID, key: int, act: str) -> HttpResponse:
    """Make an address the main one, or remove it."""
    actor, contact = find(request, public_id, "people.change_contact")
    email = get_object_or_404(EmailAddress, contact=contact, pk=key)
    if act not in _EMAIL_ACTS:
        raise Http404(act)
    try:
        with transaction.atomic():
            _EMAIL_ACTS[act](actor=actor, email=email)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("people_contacts:emails", args=[public_id]))
