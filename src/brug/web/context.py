"""What every template knows about the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def house(_request: HttpRequest) -> dict[str, Any]:
    """Return the organisation's name, its languages and the direction of the reader's one."""
    return {
        "house": {
            "name": settings.BRUG_ORGANISATION_NAME,
            "contact_email": settings.BRUG_CONTACT_EMAIL,
            "languages": settings.LANGUAGES,
            "language": get_language(),
            "direction": "rtl" if get_language_bidi() else "ltr",
            "is_demo": settings.BRUG_DEMO,
        }
    }
