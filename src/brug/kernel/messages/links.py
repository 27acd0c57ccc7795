"""Links for mails: whole, and in the reader's language."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation


def link(view: str, *, language: str, **arguments: object) -> str:
    """Return the whole address of a view as a reader of ``language`` must get it.

    Raises:
        django.urls.NoReverseMatch: there is no such view.
    """
    with translation.override(language):
        return f"{settings.BASE_URL}{_path(view, arguments)}"


def _path(view: str, arguments: dict[str, object]) -> str:
    try:
        return reverse(view, kwargs=arguments)
    except NoReverseMatch:
        # A worker knows the addresses for readers alone, until a mail needs one of the desk.
        return reverse(view, kwargs=arguments, urlconf=settings.ROOT_URLCONF)
