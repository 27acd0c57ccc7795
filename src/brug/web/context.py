"""What every template knows about the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from brug.web.navigation import navigation


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the organisation's name, its languages, the reader's direction, the menu."""
    return {
        "house": {
            "name": settings.BRUG_ORGANISATION_NAME,
            "contact_email": settings.BRUG_CONTACT_EMAIL,
            "languages": settings.LANGUAGES,
            "language": get_language(),
            "direction": "rtl" if get_language_bidi() else "ltr",
            "is_demo": settings.BRUG_DEMO,
            "navigation": navigation(request),
        }
    }
