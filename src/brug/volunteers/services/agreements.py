"""Agreements: sent to a volunteer, and a parent, by a link; taken back."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.enums import PaperKind, Scheme, Signer
from brug.volunteers.models import Agreement, Involvement, PaperText
from brug.volunteers.rules.papers import filled_in, fingerprint
from brug.volunteers.services.rights import require_over_involvement

SCOPE = "volunteers.agreement"
_LASTS = timedelta(days=60)


@transaction.atomic
def ask(
    *, actor: Actor, involvement: Involvement, kind: PaperKind, guardian_email: str = ""
) -> Agreement:
    """Send a volunteer a text to sign, and a parent where they are under eighteen.

    One that waits for a signature is mailed again; one that is signed has to be taken back first.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: no text is published, nobody can be mailed, or it is signed already.
    """
    require_over_involvement(actor, involvement)
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    agreement = Agreement.objects.standing().filter(involvement=involvement, kind=kind).first()
    if agreement is None:
        agreement = _freeze(actor, involvement, kind, guardian_email.strip())
    elif agreement.is_complete:
        raise ValidationError(_("It is signed already: take it back to send another version."))
    if agreement.signed_at is None:
        _mail(actor, agreement, Signer.VOLUNTEER)
    if agreement.waits_for_guardian:
        _mail(actor, agreement, Signer.GUARDIAN)
    audit.record(actor=actor, verb="volunteers.agreement_sent", target=involvement, note=kind.value)
    return agreement


def _freeze(
    actor: Actor, involvement: Involvement, kind: PaperKind, guardian_email: str
) -> Agreement:
    person = people.person(involvement.person_id)
    text = PaperText.objects.in_force(kind, person.language, today())
    if text is None:
        raise ValidationError(_("No text is in force: publish one first."))
    if not person.email:
        raise ValidationError(_("We know no e-mail address of theirs: add one first."))
    if involvement.is_minor and not guardian_email:
        raise ValidationError(
            {"guardian_email": _("They are under eighteen: a parent has to sign too.")}
        )
    title, body = text.title, filled_in(text.body, _facts(involvement, person.name, text.language))
    return Agreement.objects.create(
        involvement=involvement,
        kind=kind,
        text=text,
        title=title,
        body=body,
        fingerprint=fingerprint(title, body),
        asked_by=actor.user,
        needs_guardian=involvement.is_minor,
        guardian_email=guardian_email if involvement.is_minor else "",
    )


def _facts(involvement: Involvement, name: str, language: str) -> dict[str, str]:
    with translation.override(language):
        sum_a_day = formats.number_format(involvement.day_amount or 0, 2)
        allowance = {
            Scheme.NONE: _("No costs are paid back."),
            Scheme.FLAT: _("A fixed amount of € %(amount)s for each day.") % {"amount": sum_a_day},
            Scheme.REAL: _("Real costs are paid back, with proof."),
        }[Scheme(involvement.scheme)]
        return {
            "person": name,
            "role": involvement.task.name,
            "place": involvement.place or settings.BRUG_ORGANISATION_NAME,
            "began": formats.date_format(involvement.began_on, "DATE_FORMAT"),
            "allowance": allowance,
            "organisation": settings.BRUG_ORGANISATION_NAME,
        }


def _mail(actor: Actor, agreement: Agreement, signer: Signer) -> None:
    person = people.person(agreement.involvement.person_id)
    token = tokens.make(SCOPE, {"a": agreement.pk, "w": signer.value}, lasts=_LASTS)
    is_own = signer == Signer.VOLUNTEER
    messages.send(
        actor=actor,
        kind=f"volunteers.agreement_{signer.value}",
        to=person.email if is_own else agreement.guardian_email,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "link_url": messages.link(
                "volunteers:agreement", language=person.language, token=token
            ),
        },
        key=f"volunteers.agreement:{agreement.pk}:{signer.value}:{timezone.now():%Y%m%d%H%M}",
        person_id=person.id if is_own else None,
        names=() if is_own else (person.id,),
    )


@transaction.atomic
def take_back(*, actor: Actor, agreement: Agreement) -> None:
    """Take an agreement back: a link to it no longer works, another version can be sent.

    What was signed is kept, with the day on which it no longer counted.

    Raises:
        PermissionDenied: the actor does not guide them.
    """
    require_over_involvement(actor, agreement.involvement)
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if agreement.taken_back_at is None:
        agreement.taken_back_at, agreement.guardian_email = timezone.now(), ""
        agreement.save(update_fields=["taken_back_at", "guardian_email"])
        audit.record(
            actor=actor,
            verb="volunteers.agreement_taken_back",
            target=agreement.involvement,
            note=agreement.kind,
        )
