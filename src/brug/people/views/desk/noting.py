"""What staff note about a contact: consents, notes, acts, relations, groups."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.desk.pages import try_it
from brug.people.enums import Channel, ConsentState, EngagementKind, Visibility
from brug.people.forms.desk.acts import EngagementForm, GroupForm, NoteForm, RelationForm
from brug.people.forms.desk.consent import ConsentForm
from brug.people.links import contact_url
from brug.people.models import Contact, Note, Relation, TargetGroup
from brug.people.models.note import READ_CLOSED
from brug.people.services import closed_notes, consent, journal, notes, relations, target_groups
from brug.people.services.attribution import Came
from brug.people.views.desk.page import find, page
from brug.people.views.desk.undoing import say


def _back(
    request: HttpRequest, contact: Contact, said: str, part: str = "", undo: str = "", **told: Any
) -> HttpResponse:
    """Lead back to a part of the contact's page, with the button that undoes, where one can."""
    if undo:
        say(request, said, undo, contact=contact.pk, **told)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(contact_url(contact.public_id) + part)


@require_http_methods(["GET", "POST"])
def note_consent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody agreed or no longer does, and how that is known."""
    actor, contact = find(request, public_id, "people.change_consent")
    names = ("purpose", "channel", "address")
    asked = {name: request.GET[name] for name in names if name in request.GET}
    form = ConsentForm(request.POST or None, initial=asked, contact=contact)

    def act() -> None:
        told = form.cleaned_data
        is_given = told["answer"] == ConsentState.GIVEN
        (consent.give if is_given else consent.withdraw)(
            actor=actor,
            person_id=contact.pk,
            purpose=told["purpose"].code,
            channel=Channel(told["channel"]),
            address=told["address"],
            proof=form.proof,
        )

    if request.method == "POST" and try_it(form, act):
        return _back(request, contact, _("Noted, with how we know."), "#consents")
    return page(
        request,
        "act.html",
        title=_("Note a consent"),
        contact=contact,
        form=form,
        verb=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
def write_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a note."""
    actor, contact = find(request, public_id, "people.change_contact")
    form = NoteForm(request.POST or None, may_close=actor.may(READ_CLOSED))
    written: list[Note] = []

    def act() -> None:
        told = form.cleaned_data
        visibility = Visibility(told["visibility"])
        whose = {"actor": actor, "contact_id": contact.pk, "text": told["text"]}
        if visibility is Visibility.CLOSED:
            written.append(closed_notes.write_closed_note(**whose, is_withheld=told["is_withheld"]))
        else:
            written.append(notes.write_note(**whose, visibility=visibility))

    if request.method == "POST" and try_it(form, act):
        said, key = _("The note is kept."), written[0].pk
        return _back(request, contact, said, "#notes", "note", note=key)
    return page(
        request, "act.html", title=_("Write a note"), contact=contact, form=form, verb=_("Keep it")
    )


@require_POST
def remove_note(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Remove a note."""
    actor, contact = find(request, public_id)
    known = (Note.objects.visible_to(actor), Note.objects.closed_to(actor))
    note = next((one for some in known for one in some.filter(contact=contact, pk=key)), None)
    if note is None:
        raise Http404
    notes.remove_note(actor=actor, note=note)
    said = _("The note is removed.")
    return _back(request, contact, said, "#notes", "removed-note", note=note.pk)


@require_http_methods(["GET", "POST"])
def note_engagement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note by hand what somebody did."""
    actor, contact = find(request, public_id, "people.record_engagement")
    form = EngagementForm(request.POST or None, initial={"day": timezone.localdate()})

    def act() -> None:
        told = form.cleaned_data
        campaign = told["campaign"]
        journal.note_engagement(
            actor=actor,
            person_id=contact.pk,
            kind=EngagementKind(told["kind"]),
            occurred_at=form.moment,
            practice=told["practice"].code if told["practice"] else "",
            came=Came(campaign=campaign.code) if campaign else None,
        )

    if request.method == "POST" and try_it(form, act):
        return _back(request, contact, _("Noted in the journal."))
    return page(
        request,
        "act.html",
        title=_("Note what they did"),
        contact=contact,
        form=form,
        verb=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
def relate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tie a contact to another."""
    actor, contact = find(request, public_id, "people.change_contact")
    form = RelationForm(
        request.POST or None, contact=contact, visible=Contact.objects.visible_to(actor)
    )
    made: list[Relation] = []
    before = set(Relation.objects.touching(contact.pk).values_list("pk", flat=True))

    def act() -> None:
        subject, target = form.ends
        tie = relations.Tie(subject, target, form.cleaned_data["starts_on"])
        made.append(relations.relate(actor=actor, kind=form.kind_code, tie=tie))

    if request.method == "POST" and try_it(form, act):
        said, key = _("They are tied."), made[0].pk
        if key in before:
            return _back(request, contact, _("They were tied so already."), "#relations")
        return _back(request, contact, said, "#relations", "relation", relation=key)
    return page(
        request, "act.html", title=_("Add a relation"), contact=contact, form=form, verb=_("Add it")
    )


@require_POST
def end_relation(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """End a relation today."""
    actor, contact = find(request, public_id, "people.change_contact")
    relation = get_object_or_404(Relation.objects.select_related("subject", "kind"), pk=key)
    if contact.pk not in (relation.subject_id, relation.target_id):
        raise PermissionDenied
    was, today = relation.ends_on, timezone.localdate()
    try:
        relations.end_relation(actor=actor, relation=relation, on=today)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(contact_url(contact.public_id) + "#relations")
    return _back(
        request,
        contact,
        _("The relation is ended as of today."),
        "#relations",
        "ended",
        relation=relation.pk,
        on=today.isoformat(),
        was=was.isoformat() if was else "",
    )


@require_POST
def add_group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a contact into a target group."""
    actor, contact = find(request, public_id, "people.change_contact")
    form = GroupForm(request.POST, contact=contact)
    if form.is_valid():
        group = form.cleaned_data["group"]
        target_groups.add_to_target_group(actor=actor, group=group, contact_ids=[contact.pk])
        said = _("Put into “%(group)s”.") % {"group": group}
        return _back(request, contact, said, "#groups", "in-group", group=group.pk)
    return HttpResponseRedirect(contact_url(contact.public_id) + "#groups")


@require_POST
def remove_group(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Take a contact out of a target group."""
    actor, contact = find(request, public_id, "people.change_contact")
    group = get_object_or_404(TargetGroup, pk=key, contacts=contact)
    target_groups.remove_from_target_group(actor=actor, group=group, contact_id=contact.pk)
    said = _("Taken out of “%(group)s”.") % {"group": group}
    return _back(request, contact, said, "#groups", "out-of-group", group=group.pk)
