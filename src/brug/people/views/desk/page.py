"""What the desk's pages of people share."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import desk_page
from brug.people.links import contact_url
from brug.people.models import Contact


def find(request: HttpRequest, public_id: UUID, right: str = "") -> tuple[Actor, Contact]:
    """Return the actor, and the contact where the actor may see it.

    Raises:
        PermissionDenied: the actor may not see contacts at all, or lacks ``right``.
        Http404: there is none, or it belongs to another region.
    """
    actor = Actor.of(request)
    actor.require("people.view_contact")
    contact = get_object_or_404(
        Contact.objects.visible_to(actor).select_related("region__working_region"),
        public_id=public_id,
    )
    if right:
        actor.require(right)
    return actor, contact


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    contact: Contact | None = None,
    form: forms.Form | None = None,
    status: int | None = None,
    **more: Any,
) -> HttpResponse:
    """Return a page of the desk; 422 where a form came back with errors, unless told otherwise."""
    context = {"title": title, "contact": contact, "form": form, **more}
    context.setdefault("breadcrumbs", _crumbs(contact, title))
    context.setdefault("back", contact_url(contact.public_id) if contact else "")
    return desk_page(request, f"people/desk/{template}", context, status=status)


def _crumbs(contact: Contact | None, title: str) -> list[dict[str, str]]:
    crumbs = [{"url": reverse("people_contacts:index"), "label": _("People")}]
    if contact is not None:
        crumbs.append({"url": contact_url(contact.public_id), "label": contact.name})
    if contact is None or title != contact.name:
        crumbs.append({"url": "", "label": title})
    return crumbs
