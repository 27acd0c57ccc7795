"""Sign-ups that nobody confirmed are not kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from brug.kernel.registries.privacy import privacy_handlers
from brug.people.enums import ConsentState
from brug.people.models import Consent, Contact, EmailAddress
from brug.people.services.marks import mark_contacts_changed

KEPT = timedelta(days=30)


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete whoever was signed up thirty days ago or longer and never confirmed; return how many.

    Only those of whom nothing else is known: anyone could have typed their address. Every room
    forgets them.
    """
    of_contact = {"contact": OuterRef("pk")}
    confirmed = EmailAddress.objects.filter(confirmed_at__isnull=False, **of_contact)
    consents = Consent.objects.filter(person=OuterRef("pk"))
    strangers = Contact.objects.filter(
        Exists(consents.filter(state=ConsentState.ASKED)),
        ~Exists(consents.exclude(state=ConsentState.ASKED)),
        ~Exists(confirmed),
        created_at__lt=timezone.now() - KEPT,
        last_engaged_on=None,
        external_id=None,
        user=None,
        notes=None,
        relations=None,
        relations_to=None,
        target_groups=None,
    )
    keys = list(strangers.values_list("pk", flat=True))
    for key in keys:
        # Other rooms may have written to them: mails, for one.
        for handler in privacy_handlers:
            handler.erase(key)
    if keys:
        Contact.objects.filter(pk__in=keys).delete()
        mark_contacts_changed()
    return len(keys)
