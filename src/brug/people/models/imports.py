"""Imports: runs, the fate of each row, and by which keys earlier systems knew things."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.people.import_words import BUSY_STATES, Fate, Profile, Reason, RunState


class ImportMapping(models.Model):
    """How the columns of a table are read, kept under a name: see ``rules.imports.mapping``."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    content = models.JSONField(_("columns and options"), default=dict)

    class Meta:
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One import: its files, how they are read, how far it is.

    ``source`` names the earlier system whose keys hold. ``tables`` are how many rows each table has
    on the spool, or ``{rows, file, line, reason}`` for one that nobody reads row by row. ``place``
    is where the work goes on, written with the work before it. ``counts`` are rows by table and
    fate. ``turn`` counts the jobs asked for it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.CharField(_("profile"), max_length=15, choices=Profile.choices)
    source = models.CharField(_("earlier system"), max_length=60)
    mapping = models.JSONField(_("mapping"), default=dict, blank=True)
    files = models.JSONField(_("files"), default=list)
    tables = models.JSONField(_("tables"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RunState.choices, default=RunState.READY
    )
    place = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(_("rows by table and fate"), default=dict, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    turn = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        "kernel.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    asked_at = models.DateTimeField(_("handed in"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    files_gone_at = models.DateTimeField(_("files deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_profile_display()}, {timezone.localdate(self.asked_at).isoformat()}"

    @property
    def is_busy(self) -> bool:
        """Whether work goes on in the background."""
        return self.state in BUSY_STATES

    @property
    def job_key(self) -> str:
        """The key of the job that does the work."""
        return f"{self.pk}:{self.turn}"


class ImportRow(models.Model):
    """The fate of a row of a file, or of ``rows`` rows of a table that nobody reads one by one."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    file = models.PositiveSmallIntegerField(default=0)
    table = models.CharField(_("table"), max_length=64)
    line = models.PositiveIntegerField(_("line"))
    key = models.CharField(_("key"), max_length=120, blank=True)
    fate = models.CharField(_("fate"), max_length=10, choices=Fate.choices)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    rows = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["run", "table", "key"], name="people_import_row_key"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.line}: {self.get_fate_display()}"

    @property
    def reason_text(self) -> str:
        """The reason in the reader's words."""
        return str(Reason(self.reason).label) % {"detail": self.detail} if self.reason else ""


class ImportedKey(models.Model):
    """By which key an earlier system knows a record of ours; a second import finds it by that.

    ``kind`` says in which of our tables ``record`` is a key. ``digest`` sums up what was written
    last: where the record says something else today, somebody changed it here. ``contact`` is whose
    it is. A forgotten person's key stays, so that no import brings them back.
    """

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    record = models.PositiveBigIntegerField()
    contact = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, null=True, related_name="imported_keys"
    )
    digest = models.BigIntegerField()
    is_ours = models.BooleanField(default=True)
    is_deceased = models.BooleanField(default=False)
    run = models.ForeignKey(
        ImportRun, on_delete=models.SET_NULL, null=True, related_name="keys", db_index=False
    )

    class Meta:
        verbose_name = _("key of an earlier system")
        verbose_name_plural = _("keys of an earlier system")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["run", "kind", "id"], name="people_imported_by_run"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "kind", "key"], name="people_imported_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.kind}: {self.key}"
