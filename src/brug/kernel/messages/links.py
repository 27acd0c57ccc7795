"""Links for mails: whole, and in the reader's language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def link(view: str, *, language: str, **arguments: object) -> str:
    """Return the whole address of a view as a reader of ``language`` must get it.

    Raises:
        django.urls.NoReverseMatch: there is no such view.
    """
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(view, kwargs=arguments)}"
