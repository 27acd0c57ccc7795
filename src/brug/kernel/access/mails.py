"""Mails about somebody's own account."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from brug.kernel.models import User


def send_account_mail(kind: str, user: User, *, path: str = "", **variables: object) -> None:
    """Send the mail ``kind`` to ``user`` in their language, once the transaction has committed.

    ``path`` is the page that the mail leads to.
    """
    with translation.override(user.language):
        context = {
            "user": user,
            "url": f"{settings.BASE_URL}{path}" if path else "",
            "organisation": settings.BRUG_ORGANISATION_NAME,
            **variables,
        }
        text = render_to_string(f"kernel/access/mails/{kind}.txt", context)
    subject, _, body = text.partition("\n")
    transaction.on_commit(
        partial(
            send_mail,
            subject.strip(),
            body.strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
        )
    )
