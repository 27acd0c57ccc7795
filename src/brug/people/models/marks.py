"""Marks of change, by which kept figures are seen to be out of date."""

from typing import ClassVar

from django.db import models


class ChangeMark(models.Model):
    """Something that figures count was altered or taken away; ``subject`` says of what.

    Rows are only added, so that writers never wait for each other.
    """

    class Subject(models.TextChoices):
        """What a mark is about."""

        JOURNAL = "journal", "journal"
        CONTACTS = "contacts", "contacts"

    subject = models.CharField(max_length=10, choices=Subject.choices)

    class Meta:
        verbose_name = "change mark"
        verbose_name_plural = "change marks"
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="people_changemark_newest")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"
