"""Comparing names as people type them."""

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` without case, accents, and what no database column can hold.

    'LIÈGE' and 'liege' become the same. Any text is allowed, broken Unicode included.
    """
    plain = text.encode("utf-8", "ignore").decode().replace("\x00", "")
    for _ in range(2):  # one may bring out what the other then changes: '𝕊' is 'S' is 's'
        plain = unicodedata.normalize("NFKD", plain).casefold()
    split = unicodedata.normalize("NFKD", plain)
    kept = "".join(char for char in split if not unicodedata.combining(char))
    return " ".join(kept.split())
