"""The languages that people in this movement most often speak; others keep their code."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SPOKEN: dict[str, str | Promise] = {
    "nl": _("Dutch"),
    "fr": _("French"),
    "en": _("English"),
    "ar": _("Arabic"),
    "fa": _("Persian (Dari, Farsi)"),
    "ps": _("Pashto"),
    "uk": _("Ukrainian"),
    "ru": _("Russian"),
    "ti": _("Tigrinya"),
    "so": _("Somali"),
    "ku": _("Kurdish"),
    "tr": _("Turkish"),
    "ln": _("Lingala"),
    "sw": _("Swahili"),
    "am": _("Amharic"),
    "sq": _("Albanian"),
    "hy": _("Armenian"),
    "ka": _("Georgian"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "de": _("German"),
    "bn": _("Bengali"),
    "ur": _("Urdu"),
}


def spoken_choices(present: Iterable[str] = ()) -> list[tuple[str, str | Promise]]:
    """Return the choices, with those that a contact speaks beside them."""
    more = {code: code for code in present if code not in SPOKEN}
    return [*SPOKEN.items(), *more.items()]


def in_words(codes: Iterable[str]) -> str:
    """Return languages as a reader calls them."""
    return ", ".join(str(SPOKEN.get(code, code)) for code in codes)
