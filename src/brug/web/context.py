"""What every template knows about the house."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from brug.web.navigation import Entry, navigation


class House:
    """The organisation's name, its languages, the reader's direction, the menu.

    A page of the desk is put together from dozens of templates, each of which asks for this: what
    a template does not use is not worked out.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def name(self) -> str:
        """The organisation's name."""
        return settings.BRUG_ORGANISATION_NAME

    @property
    def contact_email(self) -> str:
        """Where to write with questions."""
        return settings.BRUG_CONTACT_EMAIL

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages of public pages, each by its own name."""
        return settings.LANGUAGES

    @property
    def desk_languages(self) -> list[tuple[str, str]]:
        """The languages of staff pages, each by its own name."""
        return settings.WAGTAILADMIN_PERMITTED_LANGUAGES

    @property
    def language(self) -> str:
        """The code of the reader's language."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        """Where the reader's language runs: ltr or rtl."""
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def is_demo(self) -> bool:
        """Whether everybody here is made up."""
        return settings.BRUG_DEMO

    @cached_property
    def navigation(self) -> list[Entry]:
        """The main menu of public pages."""
        return navigation(self._request)


def house(request: HttpRequest) -> dict[str, House]:
    """Return the house as templates know it."""
    return {"house": House(request)}
