"""Titles in the three languages of the desk."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("nl", "fr", "en")


class Titled(models.Model):
    """Something with a title; at least one of the three is filled."""

    title_nl = models.CharField(_("title in Dutch"), max_length=1000, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=1000, blank=True)
    title_en = models.CharField(_("title in English"), max_length=1000, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language, else in English, else whichever there is."""
        return self.title_in((get_language() or "nl")[:2])

    def title_in(self, language: str) -> str:
        """The title in a language, with the same fallbacks."""
        for one in (language, "en", *LANGUAGES):
            if found := getattr(self, f"title_{one}", ""):
                return str(found)
        return ""
