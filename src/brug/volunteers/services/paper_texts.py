"""Texts to sign: written as a draft, published as a version that never changes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import PaperKind
from brug.volunteers.models import PaperText
from brug.volunteers.rules.papers import faults_of


@transaction.atomic
def write_draft(
    *, actor: Actor, kind: PaperKind, language: str, title: str, body: str
) -> PaperText:
    """Keep the draft of a text in one language; there is one of each. What is in force stays.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: the text names what is not filled in.
    """
    actor.require("volunteers.manage_papers")
    if unknown := faults_of(body).unknown:
        named = ", ".join(f"{{{name}}}" for name in unknown)
        raise ValidationError({"body": _("Nothing is filled in for %(names)s.") % {"names": named}})
    draft, _is_new = PaperText.objects.update_or_create(
        kind=kind,
        language=language,
        published_at=None,
        defaults={"title": title.strip(), "body": body.strip()},
    )
    audit.record(actor=actor, verb="volunteers.text_written", target=draft)
    return draft


@transaction.atomic
def publish(*, actor: Actor, text: PaperText, valid_from: date) -> PaperText:
    """Put a draft in force from a day; from then on nobody can change it.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: it is no draft, the day is past, another one begins on that day, or there
            are facts between square brackets that nobody filled in.
    """
    actor.require("volunteers.manage_papers")
    text = PaperText.objects.select_for_update().get(pk=text.pk)
    if text.published_at is not None:
        raise ValidationError(_("This version stands already: write a new draft."))
    if valid_from < today():
        raise ValidationError({"valid_from": _("It is in force from today at the earliest.")})
    if text.title == "" or faults_of(text.body).open_facts:
        raise ValidationError(_("Fill in what stands between square brackets first."))
    text.valid_from, text.published_at = valid_from, timezone.now()
    text.published_by = actor.user
    try:
        with transaction.atomic():
            text.save()
    except IntegrityError as error:
        raise ValidationError(
            {"valid_from": _("Another version is in force from that day: choose another one.")}
        ) from error
    audit.record(actor=actor, verb="volunteers.text_published", target=text)
    return text
