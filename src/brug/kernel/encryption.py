"""Encrypted fields, and searching what is encrypted.

Fields come from django-fernet-encrypted-fields; its keys are the setting ``BRUG_FIELD_KEYS``,
newest first. A filter on an encrypted field finds nothing, silently: where a value must be found
again, keep ``keyed_hash`` of it in a column beside it.
"""

import hashlib
import hmac

from django.conf import settings
from encrypted_fields.fields import EncryptedCharField, EncryptedJSONField, EncryptedTextField

__all__ = [
    "EncryptedCharField",
    "EncryptedJSONField",
    "EncryptedTextField",
    "decrypt_text",
    "encrypt_text",
    "keyed_hash",
]

# A field without model: it knows the keys and their order.
_box = EncryptedTextField()


def keyed_hash(purpose: str, value: str) -> str:
    """Return a hash (64 hex digits) of ``value`` that only this installation can make.

    ``purpose`` keeps equal values of different columns from being recognised as equal.
    """
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def encrypt_text(text: str) -> str:
    """Return ``text`` encrypted with the newest key, for what a library keeps in its own tables."""
    return _box.f.encrypt(text.encode()).decode()


def decrypt_text(encrypted: str) -> str:
    """Return the text of ``encrypt_text``.

    Raises:
        cryptography.fernet.InvalidToken: it was written with a key that is no longer given.
    """
    return _box.f.decrypt(encrypted.encode()).decode()
