"""What the charts know of the reader's language."""

from django.utils.translation import get_language_bidi


def is_mirrored(mirrored: bool | None) -> bool:  # noqa: FBT001 - a plain choice handed through
    """Whether to draw from right to left: as told, else as the reader's language runs."""
    return get_language_bidi() if mirrored is None else mirrored
