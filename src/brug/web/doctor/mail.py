"""Mail."""

import smtplib
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection

from brug.web.doctor import Finding, fail, fine, warn

_PATIENCE = 10


def relay() -> Iterator[Finding]:
    """Whether the mail relay can be reached and lets us in; no mail is sent."""
    environment = settings.ENVIRONMENT
    if not environment.brug_smtp_url:
        folder = settings.DATA_DIR / "mail"
        make = fail if environment.is_production else warn
        yield make("mail", f"mails are written to {folder}, not sent", "set BRUG_SMTP_URL")
        return
    host = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    carrier = get_connection(
        "django.core.mail.backends.smtp.EmailBackend", fail_silently=False, timeout=_PATIENCE
    )
    try:
        carrier.open()
    except smtplib.SMTPAuthenticationError:
        yield fail("mail", f"{host} refuses our password", "check the user in BRUG_SMTP_URL")
    except ssl.SSLError as error:
        yield fail("mail", f"{host} has no certificate to trust: {error.reason}", "check its name")
    except (OSError, smtplib.SMTPException) as error:
        yield fail(
            "mail",
            f"{host} does not answer ({type(error).__name__})",
            "check BRUG_SMTP_URL and the firewall",
        )
    else:
        yield fine("mail", host)
    finally:
        carrier.close()
