"""A contact's page: everything that is known and that happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.people.forms.desk.acts import GroupForm, NoteForm, RelationForm
from brug.people.forms.desk.spoken import in_words
from brug.people.links import contact_url
from brug.people.models import Contact, Merge, Note, Relation, RightsRequest
from brug.people.models.note import READ_CLOSED
from brug.people.queries.contact_page import (
    likely_twins,
    origins,
    past_memberships,
    ways_they_came,
)
from brug.people.queries.pressure import asks_of, quiet_days, rooms_left
from brug.people.services.aliases import present_public_id
from brug.people.views.desk.consents import consents_of
from brug.people.views.desk.contact_history import history_of
from brug.people.views.desk.contact_ways import ways_to
from brug.people.views.desk.page import find, page
from brug.people.views.desk.pressure import QuietForm

_MEMBERSHIP = "member-of"


@dataclass(frozen=True)
class Tie:
    """A relation from this contact's side."""

    id: int
    kind: str
    name: str
    other: str
    url: str
    starts_on: date | None
    ends_on: date | None


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a contact; ``?part=`` what one room or kind tells, ``?until=`` what happened before."""
    Actor.of(request).require("people.view_contact")
    if kept := present_public_id(public_id):
        return HttpResponseRedirect(contact_url(kept))
    actor, contact = find(request, public_id)
    prefetch_related_objects([contact], "emails", "phones", "addresses")
    consents = consents_of(contact)
    ties = _ties(actor, contact)
    may = _rights(actor)
    return page(
        request,
        "contact.html",
        title=contact.name,
        contact=contact,
        about=" · ".join(_about(contact)),
        may=may,
        language=dict(settings.LANGUAGES).get(contact.language, contact.language),
        ways=ways_to(contact, consents),
        spoken=in_words(contact.languages.values_list("language", flat=True)),
        consents=consents,
        ties=[tie for tie in ties if tie.kind != _MEMBERSHIP],
        memberships=[tie for tie in ties if tie.kind == _MEMBERSHIP],
        past_memberships=past_memberships(actor, contact),
        relation_form=RelationForm(contact=contact, visible=Contact.objects.none()),
        groups=list(contact.target_groups.all()),
        group_form=GroupForm(contact=contact),
        merges=_merges(contact) if may["merge"] else [],
        twins=likely_twins(actor, contact) if may["merge"] else [],
        came=ways_they_came(actor, contact),
        origins=origins(contact),
        notes=list(Note.objects.visible_to(actor).filter(contact=contact).select_related("author")),
        closed=list(Note.objects.closed_to(actor).filter(contact=contact).select_related("author")),
        note_form=NoteForm(may_close=actor.may(READ_CLOSED)),
        requests=list(RightsRequest.objects.visible_to(actor).filter(person=contact)),
        **history_of(request, actor, contact),
        **_asks(actor, contact),
    )


def _merges(contact: Contact) -> list[Merge]:
    """What was merged into a contact and can be undone."""
    return list(contact.merges.filter(undone_at=None).defer("ledger").select_related("made_by"))


def _asks(actor: Actor, contact: Contact) -> dict[str, Any]:
    """What somebody was asked in a year, and what the rules leave."""
    until = quiet_days([contact.pk]).get(contact.pk)
    return {
        "asks": asks_of(actor, contact.pk),
        "rooms": rooms_left(contact.pk),
        "quiet_until": until,
        "quiet_form": QuietForm(initial={"until": until}),
    }


def _about(contact: Contact) -> list[str]:
    parts = [str(contact.get_kind_display())]
    if contact.is_volunteer:
        parts.append(_("Volunteer"))
    if contact.region:
        parts.append(str(contact.region))
        if contact.region.working_region:
            parts.append(str(contact.region.working_region))
    return parts


def _rights(actor: Actor) -> dict[str, bool]:
    names = {
        "change": "people.change_contact",
        "consent": "people.change_consent",
        "engage": "people.record_engagement",
        "export": "people.export_contact",
        "erase": "people.delete_contact",
        "merge": "people.merge_contact",
        "handle": "people.handle_requests",
        "read_closed": READ_CLOSED,
        "bring": "people.import_contact",
        "see_readings": "kernel.view_closed_readings",
    }
    return {name: actor.may(right) for name, right in names.items()}


def _ties(actor: Actor, contact: Contact) -> list[Tie]:
    """The relations of a contact; others' names only where the actor sees them."""
    found = Relation.objects.touching(contact.pk)
    relations = list(found.select_related("kind", "subject", "target"))
    others = {(one.target if one.subject_id == contact.pk else one.subject).pk for one in relations}
    seen = set(Contact.objects.visible_to(actor).filter(pk__in=others).values_list("pk", flat=True))
    ties = []
    for one in relations:
        is_subject = one.subject_id == contact.pk
        other = one.target if is_subject else one.subject
        ties.append(
            Tie(
                id=one.pk,
                kind=one.kind.code,
                name=one.kind.name if is_subject else one.kind.reverse_name,
                other=other.name if other.pk in seen else _("somebody in another region"),
                url=contact_url(other.public_id) if other.pk in seen else "",
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
        )
    return ties
