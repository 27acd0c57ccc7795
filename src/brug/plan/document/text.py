"""A title or sentence of the plan: one plain text, or one for each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """`plain` stands in the language of the document; `translations` by language code."""

    plain: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)

    def languages(self, default: str) -> dict[str, str]:
        """Every wording by language code; a plain text counts as one in `default`."""
        return {default: self.plain} if self.plain else dict(self.translations)

    def in_language(self, language: str) -> str:
        """The wording in a language, else in English, else the first that there is."""
        if self.plain:
            return self.plain
        known = self.translations
        return known.get(language) or known.get("en") or next(iter(known.values()), "")

    def __str__(self) -> str:
        return self.in_language((get_language() or "en")[:2])

    def __bool__(self) -> bool:
        return bool(self.plain or self.translations)
