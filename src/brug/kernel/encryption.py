"""Encrypted fields, and searching what is encrypted.

The keys are the setting ``BRUG_FIELD_KEYS``, newest first: the first one writes, all read. Nothing
else goes into them, so that other secrets can change without harm. Encryption is Fernet, from the
library cryptography. A filter on an encrypted field is refused: where a value must be found again,
keep ``keyed_hash`` of it in a column beside it.
"""

import hashlib
import hmac
import json
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    AnyTextField = models.TextField[Any, Any]
else:
    # Only checkers of types know that fields are generic.
    AnyField, AnyTextField = models.Field, models.TextField

__all__ = [
    "AnyField",
    "EncryptedField",
    "EncryptedJSONField",
    "EncryptedTextField",
    "Unreadable",
    "decrypt_text",
    "encrypt_anew",
    "encrypt_text",
    "fingerprint",
    "key_of",
    "keyed_hash",
]


class Unreadable(Exception):
    """Something was encrypted with a key that is not among those given, or was damaged."""


def keyed_hash(purpose: str, value: str) -> str:
    """Return a hash (64 hex digits) of ``value`` that only this installation can make.

    ``purpose`` keeps equal values of different columns from being recognised as equal. It changes
    with the setting ``BRUG_SECRET_KEY``.
    """
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def encrypt_text(text: str) -> str:
    """Return ``text`` encrypted with the newest key, for what a library keeps in its own tables.

    ``brug keys rotate`` must know of such a place: see ``brug.web.keys.places``.
    """
    return str(_ciphers().encrypt(text, _keys()))


def decrypt_text(encrypted: str) -> str:
    """Return the text of ``encrypt_text``.

    Raises:
        Unreadable: it was written with a key that is no longer given.
    """
    text: str | None = _ciphers().decrypt(encrypted, _keys())
    if text is None:
        raise Unreadable("encrypted with a key that BRUG_FIELD_KEYS does not hold")
    return text


def encrypt_anew(encrypted: str) -> str:
    """Return what was encrypted with any of the keys, encrypted with the newest one.

    Raises:
        Unreadable: it was written with a key that is no longer given.
    """
    return encrypt_text(decrypt_text(encrypted))


def key_of(encrypted: str) -> int | None:
    """Return the place of the key that reads it, 0 for the newest; None where none does."""
    place: int | None = _ciphers().key_of(encrypted, _keys())
    return place


def fingerprint(key: str) -> str:
    """Return how a key is recognised without giving it away: 16 hex digits."""
    return str(_ciphers().fingerprint(key))


def _keys() -> tuple[str, ...]:
    return tuple(settings.BRUG_FIELD_KEYS)


def _ciphers() -> ModuleType:
    # Late: a worker that meets nothing encrypted does without the library.
    from brug.kernel import ciphers  # noqa: PLC0415

    return ciphers


class EncryptedField(AnyField):
    """A column that holds one encrypted text; absent values stay absent.

    What cannot be read raises ``Unreadable`` rather than to pass for a value.
    """

    def get_internal_type(self) -> str:
        """Return the kind of column: text, whatever the values are."""
        return "TextField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Encrypt on the way in."""
        return None if value is None else encrypt_text(self.to_text(value))

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        """Decrypt on the way out.

        Raises:
            Unreadable: none of the keys fits.
        """
        return None if value is None else self.from_text(decrypt_text(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow asking whether there is a value; all else would silently find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, _lookup_name: str) -> Any:
        """Allow none: the database cannot look inside."""
        return None

    def to_text(self, value: Any) -> str:
        """Return a value as the text to encrypt."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """Return the value of a decrypted text."""
        return text


class EncryptedTextField(EncryptedField, AnyTextField):
    """Encrypted text."""


class EncryptedJSONField(EncryptedField, models.JSONField):
    """Encrypted structure, with its numbers, truths and nothings as they were."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Encrypt on the way in, as all fields but Django's own JSON do."""
        return models.Field.get_db_prep_save(self, value, connection)

    def to_text(self, value: Any) -> str:
        """Return the structure as JSON."""
        return json.dumps(value, cls=self.encoder, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        """Return the structure."""
        return json.loads(text, cls=self.decoder)
