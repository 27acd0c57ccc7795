"""How mails leave the house: through a relay, or into a folder where nobody is bothered."""

from typing import Any
from urllib.parse import unquote, urlsplit


def django_settings(smtp_url: str) -> dict[str, Any]:
    """Return the e-mail settings for ``smtp_url`` (smtp://, smtp+tls:// or smtps://) or a folder.

    Raises:
        ValueError: the address has another scheme or no host.
    """
    if not smtp_url:
        return {"EMAIL_BACKEND": "brug.kernel.messages.backends.folder.FolderBackend"}
    parts = urlsplit(smtp_url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ValueError(
            "BRUG_SMTP_URL must look like smtp://user:password@host:587, smtp+tls:// or smtps://"
        )
    return {
        "EMAIL_BACKEND": "brug.kernel.messages.backends.smtp.SmtpBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
    }
