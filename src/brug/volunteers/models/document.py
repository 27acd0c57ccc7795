"""Documents that volunteers show: that they were seen, by whom and until when they hold."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.volunteers.models.involvement import Named, Task


class DocumentKind(Named):
    """A document that volunteers of some roles show. The file itself is never kept.

    ``lasts_months`` is how long one holds after it was seen; None: for good. From ``window_days``
    before its end it is time for a new one, and its owner is told.
    """

    tasks = models.ManyToManyField(
        Task, related_name="documents", blank=True, verbose_name=_("needed for these roles")
    )
    lasts_months = models.PositiveSmallIntegerField(
        _("holds for so many months"), null=True, blank=True
    )
    window_days = models.PositiveSmallIntegerField(
        _("ask for a new one so many days before"), default=60
    )
    reason = models.CharField(_("why we may ask for it"), max_length=300, blank=True)

    class Meta(Named.Meta):
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of documents")


class SeenDocument(models.Model):
    """That somebody showed a document. ``valid_until`` is the last day on which it holds."""

    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="volunteer_documents"
    )
    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="seen")
    seen_on = models.DateField(_("seen"))
    seen_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("owner told"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        verbose_name = _("document that was seen")
        verbose_name_plural = _("documents that were seen")
        ordering: ClassVar = ["-seen_on", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["valid_until"],
                condition=Q(replaced_at=None, valid_until__isnull=False),
                name="volunteers_document_until",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(replaced_at__isnull=True),
                name="volunteers_document_one_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}"
