"""Links that prove something: signed, for one purpose, for a limited time."""

from datetime import timedelta
from typing import Any

from django.core import signing


class LinkError(Exception):
    """The link cannot be used."""


class LinkExpired(LinkError):
    """The link was right but is too old."""


class LinkInvalid(LinkError):
    """The link was changed, cut off, or made for something else."""


def make(scope: str, payload: Any, *, lasts: timedelta) -> str:
    """Return a token for ``scope`` that carries ``payload`` (plain JSON) and ends after ``lasts``.

    The payload is signed, not secret: never put more in it than a key.
    """
    signer = signing.TimestampSigner(salt=_salt(scope))
    return signer.sign_object({"p": payload, "s": int(lasts.total_seconds())}, compress=False)


def read(scope: str, token: str) -> Any:
    """Return the payload of a token made for the same ``scope``.

    Raises:
        LinkExpired: its time is over.
        LinkInvalid: it was not made by this installation for this scope.
    """
    signer = signing.TimestampSigner(salt=_salt(scope))
    try:
        box = signer.unsign_object(token)
        signer.unsign(token, max_age=box["s"])
    except signing.SignatureExpired as error:
        raise LinkExpired(scope) from error
    except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
        raise LinkInvalid(scope) from error
    return box["p"]


def _salt(scope: str) -> str:
    return f"brug.link.{scope}"
