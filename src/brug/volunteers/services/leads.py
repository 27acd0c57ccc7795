"""Leads of initiatives: invited by mail, accepted with a click, gone on a day."""
# messages: public

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.models import Initiative, Lead
from brug.volunteers.services.rights import require_over_initiative

_SCOPE = "volunteers.lead"
_LASTS = timedelta(days=21)


@transaction.atomic
def invite_lead(*, actor: Actor, initiative: Initiative, arrival: people.Arrival) -> Lead:
    """Invite somebody to lead an initiative: a mail with a link; asked again, another mail.

    Raises:
        PermissionDenied: the actor neither leads the initiative nor may change it.
        ValidationError: no e-mail address, or they lead it already.
    """
    require_over_initiative(actor, initiative)
    visitor = Actor.visitor()
    return ask_to_lead(
        actor=actor, initiative=initiative, person=people.intake(actor=visitor, arrival=arrival)
    )


def ask_to_lead(*, actor: Actor, initiative: Initiative, person: people.Person) -> Lead:
    """Mail a person the link by which they become a lead; the caller has checked the right.

    Raises:
        ValidationError: they lead it already.
    """
    lead = initiative.leads.filter(person_id=person.id, ended_on=None).first()
    if lead and lead.accepted_at:
        raise ValidationError({"email": _("This person leads the group already.")})
    if lead is None:
        lead = Lead.objects.create(initiative=initiative, person_id=person.id)
    audit.record(actor=actor, verb="volunteers.lead_invited", target=initiative)
    payload = {"lead": lead.pk, "email": person.email_id}
    language = person.language
    token = tokens.make(_SCOPE, payload, lasts=_LASTS)
    messages.send(
        actor=actor,
        kind="volunteers.lead_invited",
        to=person.email,
        language=language,
        variables={
            "first_name": person.first_name,
            "initiative": initiative.name,
            "link_url": messages.link("volunteers:lead", language=language, token=token),
        },
        key=f"volunteers.lead_invited:{lead.pk}:{timezone.now():%Y%m%d%H%M}",
        person_id=person.id,
    )
    return lead


def read_lead(token: str) -> Lead:
    """Return the invitation of a link; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or the invitation was taken back.
    """
    return _find(tokens.read(_SCOPE, token))


@transaction.atomic
def accept(*, token: str, proof: people.Proof) -> Lead:
    """Become a lead, by the link in the mail; twice is once. The address counts as confirmed.

    Raises:
        LinkError: the link is too old, was changed, or the invitation was taken back.
    """
    payload = tokens.read(_SCOPE, token)
    lead = _find(payload)
    if lead.accepted_at:
        return lead
    if not people.confirm_intake(person_id=lead.person_id, email_id=payload["email"], proof=proof):
        raise tokens.LinkInvalid(_SCOPE)
    actor = Actor.person(lead.person_id)
    lead.accepted_at = timezone.now()
    lead.save(update_fields=["accepted_at"])
    people.tie(
        actor=actor,
        kind="leads",
        person_id=lead.person_id,
        organisation_id=lead.initiative.organisation_id,
        since=today(),
    )
    audit.record(actor=actor, verb="volunteers.lead_accepted", target=lead.initiative)
    return lead


@transaction.atomic
def end_lead(*, actor: Actor, lead: Lead) -> None:
    """Have somebody lead no longer, from today; an invitation is taken back.

    Raises:
        PermissionDenied: the actor neither leads the initiative nor may change it.
    """
    require_over_initiative(actor, lead.initiative)
    if lead.ended_on is not None:
        return
    lead.ended_on = today()
    lead.save(update_fields=["ended_on"])
    if lead.accepted_at:
        people.untie(
            actor=actor,
            kind="leads",
            person_id=lead.person_id,
            organisation_id=lead.initiative.organisation_id,
            until=today(),
        )
    audit.record(actor=actor, verb="volunteers.lead_ended", target=lead.initiative)


def _find(payload: dict[str, int]) -> Lead:
    leads = Lead.objects.select_related("initiative__organisation", "person")
    lead = leads.filter(pk=payload["lead"], ended_on=None, person__anonymised_at=None).first()
    if lead is None:
        raise tokens.LinkInvalid(_SCOPE)
    return lead
