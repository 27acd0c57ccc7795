"""Sign-ups that nobody confirmed are not kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.registries.privacy import privacy_handlers
from brug.people.enums import ConsentState
from brug.people.models import Consent, Contact, EmailAddress
from brug.people.models.contact import ContactQuerySet
from brug.people.services.marks import mark_contacts_changed

KEPT = timedelta(days=30)
A_PART = 100


def unconfirmed() -> ContactQuerySet:
    """Whoever a visitor typed in thirty days ago or longer, and of whom nothing else is known.

    What staff or an import made or took up is not among them, whatever a visitor types afterwards,
    nor is who was asked for anew since.
    """
    edge = timezone.now() - KEPT
    confirmed = EmailAddress.objects.filter(contact=OuterRef("pk"), confirmed_at__isnull=False)
    consents = Consent.objects.filter(person=OuterRef("pk"))
    return Contact.objects.filter(
        ~Exists(consents.exclude(state=ConsentState.ASKED)),
        ~Exists(consents.filter(since__gte=edge)),
        ~Exists(confirmed),
        is_unclaimed=True,
        created_at__lt=edge,
        anonymised_at=None,
        last_engaged_on=None,
        external_id=None,
        user=None,
        imported_keys=None,
        notes=None,
        relations=None,
        relations_to=None,
        target_groups=None,
    )


def forget_unconfirmed(*, actor: Actor, most: int = A_PART) -> int:
    """Delete those who never confirmed, at most so many; return how many.

    Each in a transaction of its own: every room forgets them (one may have mailed them), and the
    audit trail keeps that somebody without a name was forgotten.
    """
    keys = list(unconfirmed().order_by("pk").values_list("pk", flat=True)[:most])
    return sum(_forget(actor, key) for key in keys)


@transaction.atomic
def _forget(actor: Actor, key: int) -> bool:
    Contact.objects.select_for_update(of=("self",)).filter(pk=key).first()
    # as it is now that nobody else can change it
    contact = unconfirmed().filter(pk=key).first()
    if contact is None:
        return False
    for handler in privacy_handlers:
        handler.erase(key)
    contact.refresh_from_db()
    audit.record(actor=actor, verb="people.sign_up_forgotten", target=contact)
    contact.delete()
    mark_contacts_changed()
    return True
