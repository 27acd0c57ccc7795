"""Mails about somebody's own account."""

from uuid import uuid4

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import User


def send_account_mail(kind: str, user: User, *, actor: Actor, **variables: object) -> None:
    """Queue the mail ``kernel.<kind>`` to ``user`` in their language."""
    messages.send(
        actor=actor,
        kind=f"kernel.{kind}",
        to=user.email,
        language=user.language,
        variables={"first_name": user.get_short_name(), **variables},
        key=f"kernel.{kind}:{uuid4()}",
    )
