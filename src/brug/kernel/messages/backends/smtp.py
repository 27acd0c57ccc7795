"""Through a relay, announcing the moment from which a mail may have gone out."""

import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend


class _Announcing(smtplib.SMTP):
    """Calls ``before_data`` when sender and recipient are accepted, just before the content."""

    before_data: Callable[[], None] | None = None

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Announce, then send the content; where the announcement raises, nothing is sent."""
        if self.before_data is not None:
            try:
                self.before_data()
            except BaseException:
                self.rset()
                raise
        return super().data(msg)


class _AnnouncingOverTls(_Announcing, smtplib.SMTP_SSL):
    pass


class SmtpBackend(EmailBackend):
    """Django's SMTP backend; a message with an attribute ``before_data`` has it called."""

    announces = True
    connection: Any

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The announcing kind of connection."""
        return _AnnouncingOverTls if self.use_ssl else _Announcing

    def _send(self, email_message: EmailMessage) -> bool:
        self.connection.before_data = getattr(email_message, "before_data", None)
        sent: bool = super()._send(email_message)  # type: ignore[misc]
        return sent
