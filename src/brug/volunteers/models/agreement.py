"""What volunteers sign: texts in dated versions, and what was signed, frozen."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import PaperKind, Way
from brug.volunteers.models.involvement import Involvement

# The languages in which texts to sign are kept: those of the law here, and one for all others.
PAPER_LANGUAGES = (("nl", "Nederlands"), ("fr", "Français"), ("en", "English"))


class PaperTextQuerySet(models.QuerySet["PaperText"]):
    """Texts in domain words."""

    def published(self) -> "PaperTextQuerySet":
        """Those that can be sent; they never change again."""
        return self.filter(published_at__isnull=False)

    def in_force(self, kind: str, language: str, day: date) -> "PaperText | None":
        """Return the text of a kind on a day: in a language, or Dutch, or whatever there is."""
        rows = self.published().filter(kind=kind, valid_from__lte=day)
        newest = list(rows.order_by("-valid_from", "-pk"))
        for wanted in (language, "nl"):
            for row in newest:
                if row.language == wanted:
                    return row
        return newest[0] if newest else None


class PaperText(models.Model):
    """A version of a text to sign, in one language.

    A draft (no ``published_at``) can be changed; once published it stands as it is, in force from
    ``valid_from`` until a later one. The body may name {person}, {role}, {place}, {began},
    {allowance} and {organisation}: they are filled in when it is sent.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what"), max_length=8, choices=PaperKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=PAPER_LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PaperTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text to sign")
        verbose_name_plural = _("texts to sign")
        ordering: ClassVar = ["kind", "language", "-valid_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(valid_from__isnull=False),
                name="volunteers_text_published_from",
            ),
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=Q(published_at__isnull=True),
                name="volunteers_text_one_draft",
            ),
            models.UniqueConstraint(
                fields=["kind", "language", "valid_from"],
                condition=Q(published_at__isnull=False),
                name="volunteers_text_one_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements in domain words."""

    def standing(self) -> "AgreementQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def complete(self) -> "AgreementQuerySet":
        """Those that everybody signed who has to."""
        signed = Q(needs_guardian=False) | Q(guardian_signed_at__isnull=False)
        return self.standing().filter(signed, signed_at__isnull=False)


class Agreement(models.Model):
    """A text that was sent to a volunteer to sign: frozen as it was sent.

    ``fingerprint`` is the SHA-256 of title, an empty line and body, in hex: whoever holds the PDF
    can work it out anew. A parent's address is forgotten once they signed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    involvement = models.ForeignKey(
        Involvement, on_delete=models.CASCADE, related_name="agreements"
    )
    kind = models.CharField(_("what"), max_length=8, choices=PaperKind.choices)
    text = models.ForeignKey(PaperText, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    fingerprint = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField(_("sent"), default=timezone.now)
    asked_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_name = models.CharField(_("name that was typed"), max_length=200, blank=True)
    signed_way = models.CharField(_("how they came"), max_length=5, choices=Way.choices, blank=True)
    signed_in = models.CharField(_("language of the page"), max_length=10, blank=True)
    needs_guardian = models.BooleanField(_("a parent signs too"), default=False)
    guardian_email = models.EmailField(_("e-mail address of the parent"), blank=True)
    guardian_signed_at = models.DateTimeField(_("signed by the parent"), null=True, blank=True)
    guardian_name = models.CharField(_("name that the parent typed"), max_length=200, blank=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["involvement", "kind"],
                condition=Q(taken_back_at__isnull=True),
                name="volunteers_agreement_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_name="")
                | (Q(signed_at__isnull=False) & ~Q(signed_name="")),
                name="volunteers_agreement_signed_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.asked_at:%Y-%m-%d})"

    @property
    def is_complete(self) -> bool:
        """Whether everybody signed who has to."""
        return self.signed_at is not None and not self.waits_for_guardian

    @property
    def waits_for_guardian(self) -> bool:
        """Whether a parent has to sign yet."""
        return self.needs_guardian and self.guardian_signed_at is None
