"""The words by which contacts are found."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brug.people import lookups  # noqa: F401 - registers the lookup "prefix"

WORD_LENGTH = 100


class ContactWord(models.Model):
    """A folded word of a contact's names, or one of their e-mail addresses.

    Written by the services that write names and addresses. A search for the start of a word is one
    range of an index, however many contacts there are.
    """

    contact = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="words", db_index=False
    )
    word = models.CharField(_("word"), max_length=WORD_LENGTH)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes: ClassVar = [
            models.Index(
                fields=["word", "contact"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="people_word",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "word"], name="people_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class NameWord(models.Model):
    """A word that stands in somebody's name: the vocabulary in which misspelt words are looked up.

    ``latin`` is the word in Latin letters, ``nital`` the same backwards, ``sound`` how it sounds
    (``rules.sounds``). A word with one slip still begins or ends as it should: both are ranges of
    an index. Words that nobody has any more leave the vocabulary.
    """

    word = models.CharField(_("word"), max_length=WORD_LENGTH, unique=True)
    latin = models.CharField(max_length=WORD_LENGTH)
    nital = models.CharField(max_length=WORD_LENGTH)
    sound = models.CharField(max_length=WORD_LENGTH)

    class Meta:
        verbose_name = _("word of a name")
        verbose_name_plural = _("words of names")
        indexes: ClassVar = [
            models.Index(
                fields=["latin"], opclasses=["varchar_pattern_ops"], name="people_nameword_latin"
            ),
            models.Index(
                fields=["nital"], opclasses=["varchar_pattern_ops"], name="people_nameword_nital"
            ),
            models.Index(fields=["sound"], name="people_nameword_sound"),
        ]

    def __str__(self) -> str:
        return self.word
