"""The six languages of the house, two of which Django does not know by itself."""

from django.conf import global_settings, locale

_NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "en": "English",
    "uk": "Українська",
    "fa-af": "دری",
    "ps": "پښتو",
}
_EXTRA = {
    "fa-af": {"bidi": True, "code": "fa-af", "name": "Dari", "name_local": "دری"},
    "ps": {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"},
}


def register_languages() -> list[tuple[str, str]]:
    """Teach Django Dari and Pashto (both right to left) and return the house's languages.

    Names are in their own language, as a language switch must show them.
    """
    for code, info in _EXTRA.items():
        locale.LANG_INFO.setdefault(code, info)
        if code not in global_settings.LANGUAGES_BIDI:
            global_settings.LANGUAGES_BIDI.append(code)
    return list(_NAMES.items())
