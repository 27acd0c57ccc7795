"""Changes of many contacts at once, with what is needed to undo them."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.people.models.bulk_choices import (
    BUSY,
    BulkAction,
    BulkFate,
    BulkReason,
    BulkState,
)

UNDO_TERM = timedelta(days=14)


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    """Changes of many in domain words."""

    def visible_to(self, actor: Actor) -> "BulkChangeQuerySet":
        """One's own; whoever sees all contacts also those that others began."""
        if actor.is_system:
            return self
        if actor.user is None or not actor.may("people.change_contact"):
            return self.none()
        own = Q(by=actor.user)
        if actor.working_regions is None:
            own |= ~Q(state=BulkState.DRAFT)
        return self.filter(own)


class BulkChange(models.Model):
    """One change of many contacts: what, by whom, how far.

    ``values`` is what the action asks (the key of a group, a language, a day). ``told`` says how
    the contacts were chosen. ``counts`` and ``undo_counts`` hold numbers by ``fate`` or
    ``fate:reason``. ``parts`` is the ledger: of each part done the last contact's key, and how many
    changed and were left. ``place`` is the last contact's key of the part done last.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.CharField(_("action"), max_length=20, choices=BulkAction.choices)
    values = models.JSONField(default=dict, blank=True)
    told = models.CharField(_("chosen by"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=BulkState.choices, default=BulkState.DRAFT
    )
    stopped_because = models.CharField(_("stopped because"), max_length=300, blank=True)
    total = models.PositiveIntegerField(_("contacts"), default=0)
    counts = models.JSONField(default=dict, blank=True)
    undo_counts = models.JSONField(default=dict, blank=True)
    parts = models.JSONField(default=list, blank=True)
    place = models.BigIntegerField(default=0)
    turns = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(
        "kernel.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    undone_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("when"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of many")
        verbose_name_plural = _("changes of many")
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({self.total})"

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work on it."""
        return self.state in BUSY

    @property
    def is_being_undone(self) -> bool:
        """Whether what it does, or would go on with, is to put back."""
        return self.state == BulkState.UNDOING or (
            self.state == BulkState.STOPPED
            and (self.undone_by_id is not None or bool(self.undo_counts))
        )

    @property
    def job_key(self) -> str:
        """The key of its present job; each time that it is set off is another one."""
        return f"{self.pk}.{self.turns}"

    @property
    def changed(self) -> int:
        """How many contacts it changed."""
        return int(self.counts.get(BulkFate.CHANGED, 0))

    @property
    def done(self) -> int:
        """How many contacts were looked at in the present run."""
        is_undo = self.is_being_undone or self.state == BulkState.UNDONE
        told: dict[str, Any] = self.undo_counts if is_undo else self.counts
        return sum(told.values())

    @property
    def undo_until(self) -> Any:
        """The moment until which it can be undone; None before it ended."""
        return self.finished_at + UNDO_TERM if self.finished_at else None

    @property
    def can_be_undone(self) -> bool:
        """Whether it changed anything and its term to undo has not ended."""
        ended = self.state in {BulkState.DONE, BulkState.STOPPED} and self.finished_at
        return bool(ended and self.changed and not self.is_past_term)

    @property
    def is_past_term(self) -> bool:
        """Whether what it needs to be undone, or to go on, is kept no longer."""
        return self.undo_until is not None and timezone.now() >= self.undo_until


class BulkLine(models.Model):
    """One contact of a change of many: what became of it, and how it was before.

    ``before`` is emptied when the term to undo ends.
    """

    change = models.ForeignKey(
        BulkChange, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    contact = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="bulk_lines"
    )
    fate = models.CharField(_("fate"), max_length=10, choices=BulkFate.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=15, choices=BulkReason.choices, blank=True)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("contact of a change of many")
        verbose_name_plural = _("contacts of a change of many")
        ordering: ClassVar = ["contact"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "contact"], name="people_bulk_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.contact_id}"
