"""Where the public pages lead to: only what exists."""
# messages: public

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# Address name, fragment, words. A room that is not there yet simply has no entry.
_ENTRIES = (
    ("public:home", "help", _("Find help")),
    ("volunteers:directory", "", _("Groups")),
    ("volunteers:sign-up", "", _("Volunteer")),
    ("people:join", "", _("Stay close")),
    ("people:my", "", _("My page")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the main menu."""

    label: str
    url: str
    current: bool


def existing_url(name: str) -> str:
    """The address of a page, or nothing while no room serves it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(request: HttpRequest) -> list[Entry]:
    """The main menu of public pages, in the reader's language."""
    entries = []
    for name, fragment, label in _ENTRIES:
        url = existing_url(name)
        if url:
            target = f"{url}#{fragment}" if fragment else url
            entries.append(Entry(str(label), target, not fragment and url == request.path))
    return entries
