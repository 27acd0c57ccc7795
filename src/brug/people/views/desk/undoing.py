"""Undo what a notice offers to undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.undo import offer_undo, read_undo
from brug.kernel.tokens import LinkError, LinkExpired
from brug.people.links import contact_url
from brug.people.models import Contact, Note, TargetGroup
from brug.people.services import notes, taking_back, target_groups

Told = dict[str, Any]


def say(request: HttpRequest, said: str, act: str, **told: Any) -> None:
    """Say what was done to a contact, with the button that undoes it.

    ``act`` is one of those below; ``told`` what it needs, days in ISO form.
    """
    offer_undo(request, said, address="people_contacts:undo", act=act, told=told)


def _contact(actor: Actor, told: Told) -> None:
    taking_back.take_back_contact(actor=actor, contact_id=told["contact"])


def _relation(actor: Actor, told: Told) -> None:
    taking_back.take_back_relation(actor=actor, relation_id=told["relation"])


def _ended(actor: Actor, told: Told) -> None:
    taking_back.reopen_relation(
        actor=actor,
        relation_id=told["relation"],
        ended_on=date.fromisoformat(told["on"]),
        was=date.fromisoformat(told["was"]) if told["was"] else None,
    )


def _note(actor: Actor, told: Told) -> None:
    note = Note.objects.filter(pk=told["note"], removed_at=None).first()
    if note is None:
        raise ValidationError(_("This cannot be undone any more: the note is gone."))
    notes.remove_note(actor=actor, note=note)


def _removed_note(actor: Actor, told: Told) -> None:
    taking_back.put_back_note(actor=actor, note_id=told["note"])


def _in_group(actor: Actor, told: Told) -> None:
    group = _group(told)
    target_groups.remove_from_target_group(actor=actor, group=group, contact_id=told["contact"])


def _out_of_group(actor: Actor, told: Told) -> None:
    target_groups.add_to_target_group(
        actor=actor, group=_group(told), contact_ids=[told["contact"]]
    )


def _group(told: Told) -> TargetGroup:
    group = TargetGroup.objects.filter(pk=told["group"]).first()
    if group is None or not Contact.objects.filter(pk=told["contact"]).exists():
        raise ValidationError(_("This cannot be undone any more: it is gone."))
    return group


_ACTS: dict[str, Callable[[Actor, Told], None]] = {
    "contact": _contact,
    "relation": _relation,
    "ended": _ended,
    "note": _note,
    "removed-note": _removed_note,
    "in-group": _in_group,
    "out-of-group": _out_of_group,
}


@require_POST
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Undo what was just done, and lead back to the contact; say why where that cannot be."""
    actor = Actor.of(request)
    actor.require("people.view_contact")
    index = reverse("people_contacts:index")
    try:
        act, told = read_undo(request, token)
    except LinkExpired:
        messages.error(request, _("It is too late to undo this: the button works ten minutes."))
        return HttpResponseRedirect(index)
    except LinkError:
        messages.error(request, _("There is nothing to undo here."))
        return HttpResponseRedirect(index)
    try:
        with transaction.atomic():
            _ACTS[act](actor, told)
    except Contact.DoesNotExist:
        messages.error(request, _("This cannot be undone any more: it is gone."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Undone."))
    seen = Contact.objects.visible_to(actor).filter(pk=told["contact"]).first()
    return HttpResponseRedirect(contact_url(seen.public_id) if seen else index)
