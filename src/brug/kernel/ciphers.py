"""Fernet, from the library cryptography, with keys of any length, newest first.

Apart from ``brug.kernel.encryption``, which imports it late: it takes seven megabytes.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Keys = tuple[str, ...]


def encrypt(text: str, keys: Keys) -> str:
    """Return ``text`` encrypted with the first of the keys."""
    return _boxes(keys)[0].encrypt(text.encode()).decode()


def decrypt(encrypted: str, keys: Keys) -> str | None:
    """Return what was encrypted with any of the keys; None where none of them fits."""
    try:
        return MultiFernet(_boxes(keys)).decrypt(encrypted.encode()).decode()
    except InvalidToken:
        return None


def key_of(encrypted: str, keys: Keys) -> int | None:
    """Return the place of the key that fits; None where none does."""
    for place in range(len(keys)):
        if decrypt(encrypted, keys[place : place + 1]) is not None:
            return place
    return None


def fingerprint(key: str) -> str:
    """Return how a key is recognised without giving it away: 16 hex digits."""
    return hashlib.sha256(b"brug field key:" + _derived(key)).hexdigest()[:16]


def _derived(key: str) -> bytes:
    spread = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"brug encrypted fields")
    return base64.urlsafe_b64encode(spread.derive(key.encode()))


@lru_cache(maxsize=32)
def _boxes(keys: Keys) -> tuple[Fernet, ...]:
    return tuple(Fernet(_derived(key)) for key in keys)
