"""Put a queued mail together as Django sends it."""

from collections.abc import Callable
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from brug.kernel.models import OutgoingMail


class HouseMessage(EmailMultiAlternatives):
    """A mail of the house; ``before_data`` is called when there is no way back."""

    before_data: Callable[[], None] | None = None


class BodyGone(ValueError):
    """What the mail said was removed: it is no mail any more."""


def build(mail: OutgoingMail) -> HouseMessage:
    """Return the message; the same mail always gives the same message.

    Raises:
        BodyGone: it would be an empty one.
    """
    if mail.body_removed_at is not None:
        raise BodyGone(mail.pk)
    message = HouseMessage(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.recipient],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.queued_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
            **mail.headers,
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
