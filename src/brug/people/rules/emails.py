"""E-mail addresses, in one form."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from brug.people.rules.names import clean

_validate = EmailValidator()


def normalise(address: str) -> str:
    """Return the one form in which an address is kept and compared: tidy and in lower case.

    Mail systems ignore case in practice; dots and '+tags' can mean another person, so they stay.

    Raises:
        ValueError: it is no e-mail address; the message is for developers.
    """
    tidy = clean(address).removeprefix("mailto:").strip("<>").strip().lower()
    local, _, domain = tidy.rpartition("@")
    try:
        if not domain.isascii():
            tidy = f"{local}@{domain.encode('idna').decode('ascii')}"
        _validate(tidy)
    except (UnicodeError, ValidationError) as error:
        raise ValueError("not an e-mail address") from error
    if len(tidy) > 254:
        raise ValueError("longer than an e-mail address can be")
    return tidy
