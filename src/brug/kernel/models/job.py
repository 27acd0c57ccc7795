"""The ledger of background jobs."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands; a job that is being done is still ready, and locked."""

    READY = "ready", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs in domain words."""

    def due(self) -> "JobQuerySet":
        """Those that wait and whose time has come."""
        return self.filter(state=JobState.READY, run_after__lte=timezone.now())

    def unlocked(self) -> "JobQuerySet":
        """Lock those that nobody works on and leave out the others; needs a transaction.

        On SQLite a transaction that has begun is alone: whatever it sees, nobody works on.
        """
        return self.select_for_update(skip_locked=True)

    def of_schedule(self, name: str) -> "JobQuerySet":
        """The turns of a schedule, newest first."""
        return self.filter(name=TURN_JOB, key__startswith=f"{name}#").order_by("-pk")


# The job by which schedules take their turns.
TURN_JOB = "kernel.take_turn"


class Job(models.Model):
    """A piece of work that was promised in the transaction of its cause.

    ``key`` names the work: the same name and key are done once. ``starts`` counts the times that a
    worker began it since its last outcome, so that a job which kills its workers is recognised.
    ``chunks`` counts the parts done of a long job. ``error`` says what went wrong last, by kind and
    place only: never with the data of people.
    """

    name = models.CharField(_("job"), max_length=120)
    key = models.CharField(_("key"), max_length=200)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.READY
    )
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    starts = models.PositiveSmallIntegerField(_("starts"), default=0)
    chunks = models.PositiveIntegerField(_("parts done"), default=0)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["run_after"],
                condition=models.Q(state="ready"),
                name="kernel_job_waiting",
            ),
            models.Index(fields=["state", "finished_at"], name="kernel_job_finished"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "key"], name="kernel_job_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="kernel_job_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"
