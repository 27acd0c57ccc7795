"""Involvements: somebody who volunteers for the house or one of its groups, from first to last."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.volunteers.enums import LeaveReason, Scheme


class Named(models.Model):
    """Something with a code and its name by language, that stays while records point to it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    names = models.JSONField(_("name by language"), default=dict)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        names: dict[str, str] = self.names
        return names.get(get_language() or "nl") or names.get("nl") or self.code


class Task(Named):
    """What volunteers of the house do: a role, with its own steps of welcome and documents."""

    class Meta(Named.Meta):
        verbose_name = _("role of volunteers")
        verbose_name_plural = _("roles of volunteers")


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    """Involvements in domain words."""

    def visible_to(self, actor: Actor) -> "InvolvementQuerySet":
        """Those the actor may see: all, those at groups of the own regions, or one's own."""
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        if not actor.may("volunteers.view_involvement"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(region__working_region__in=actor.working_regions)
        return self

    def present(self) -> "InvolvementQuerySet":
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def on(self, day: date) -> "InvolvementQuerySet":
        """Those that lasted on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)

    def left_within(self, period: Period) -> "InvolvementQuerySet":
        """Those that ended in a half-open period."""
        return self.filter(ended_on__gte=period.start, ended_on__lt=period.end)

    def to_part_with(self) -> "InvolvementQuerySet":
        """Those that ended and were not said goodbye to."""
        return self.filter(ended_on__isnull=False, parted_at=None)


class Involvement(models.Model):
    """A volunteer at one place: a group, or the house itself where ``initiative`` is empty.

    Comes from a placement or is begun by staff. ``region`` is where the group is, kept so that
    figures stay when it moves. ``ended_on`` is the first day on which they are no longer there.
    ``scheme`` says which costs are paid back; ``day_amount`` (euro) is what a day brings under a
    fixed amount, ``has_raised_ceiling`` whether the law's higher yearly ceiling is theirs.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="involvements"
    )
    initiative = models.ForeignKey(
        "volunteers.Initiative",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("group"),
    )
    placement = models.OneToOneField(
        "volunteers.Placement",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="involvement",
    )
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="involvements", verbose_name=_("role")
    )
    began_on = models.DateField(_("began"))
    ended_on = models.DateField(_("left"), null=True, blank=True)
    is_minor = models.BooleanField(_("under eighteen"), default=False)
    scheme = models.CharField(
        _("costs paid back"), max_length=6, choices=Scheme.choices, default=Scheme.NONE
    )
    day_amount = models.DecimalField(
        _("fixed amount a day"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    has_raised_ceiling = models.BooleanField(_("raised yearly ceiling"), default=False)
    leave_reason = models.CharField(
        _("why"), max_length=10, choices=LeaveReason.choices, blank=True
    )
    goodbye_note = models.TextField(_("what was said at the goodbye"), blank=True)
    parted_at = models.DateTimeField(_("said goodbye"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("papers let go"), null=True, blank=True, editable=False)
    begun_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer of the house")
        verbose_name_plural = _("volunteers of the house")
        ordering: ClassVar = ["-began_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["ended_on", "began_on"], name="volunteers_involved_days"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="volunteers_involved_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(scheme="flat", day_amount__gt=0)
                | (~Q(scheme="flat") & Q(day_amount__isnull=True)),
                name="volunteers_involved_day_amount",
            ),
            models.UniqueConstraint(
                fields=["person", "initiative"],
                condition=Q(ended_on__isnull=True, initiative__isnull=False),
                name="volunteers_involved_once_in_group",
            ),
            models.UniqueConstraint(
                fields=["person", "task"],
                condition=Q(ended_on__isnull=True, initiative__isnull=True),
                name="volunteers_involved_once_in_house",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.task})"

    @property
    def place(self) -> str:
        """The name of the group; '' for the house itself."""
        return self.initiative.name if self.initiative else ""
