"""Let go of what mails said, and later of the mails."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.jobs import Continue, job
from brug.kernel.messages.files import sweep_files
from brug.kernel.models import MailState, OutgoingMail

BODIES_KEPT = timedelta(days=90)
MAILS_KEPT = timedelta(days=730)
_A_PART = 1000
_FINISHED = (MailState.SENT, MailState.FAILED)


@job("kernel.forget_mails", _("Blank the bodies of old mails and delete the oldest"))
def forget_mails() -> Continue | None:
    """Blank bodies of mails that are 90 days old, and delete mails that are two years old.

    Of a mail that belongs to no person the address goes at that age as well: anybody may have typed
    it. In parts, so that nobody waits long for the database. Mails in doubt wait for their person.
    """
    now = timezone.now()
    finished = OutgoingMail.objects.filter(state__in=_FINISHED)
    with_body = finished.filter(body_removed_at=None, queued_at__lt=now - BODIES_KEPT)
    bodies = list(with_body.values_list("pk", flat=True)[:_A_PART])
    OutgoingMail.objects.filter(pk__in=bodies).update(html="", text="", body_removed_at=now)
    # Of a mail with a link in it the body went long before, when it was sent.
    of_nobody = finished.filter(person_id=None, queued_at__lt=now - BODIES_KEPT)
    addresses = list(of_nobody.exclude(recipient="").values_list("pk", flat=True)[:_A_PART])
    OutgoingMail.objects.filter(pk__in=addresses).update(recipient="")
    old = list(
        finished.filter(queued_at__lt=now - MAILS_KEPT).values_list("pk", flat=True)[:_A_PART]
    )
    OutgoingMail.objects.filter(pk__in=old).delete()
    sweep_files()
    return Continue() if max(len(bodies), len(addresses), len(old)) >= _A_PART else None
