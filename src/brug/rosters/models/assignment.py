"""Who has which seat, and what became of it."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.rosters.enums import AssignmentState, Origin
from brug.rosters.models.service import Service
from brug.rosters.models.shift import Need, Shift
from brug.rosters.models.volunteer import Volunteer

# With these somebody holds a seat: it is nobody else's, and they are busy.
HOLDING = (AssignmentState.PLANNED, AssignmentState.PRESENT, AssignmentState.NO_SHOW)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments in domain words."""

    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        """Those on shifts of services that the actor sees; one's own."""
        if actor.person_id is not None:
            return self.filter(volunteer__person_id=actor.person_id)
        seen = Service.objects.visible_to(actor).order_by()
        return self.filter(shift__service__in=seen.values("pk"))

    def standing(self) -> "AssignmentQuerySet":
        """Those by which somebody holds a seat."""
        return self.filter(state__in=HOLDING)

    def planned(self) -> "AssignmentQuerySet":
        """Those of which nothing became yet."""
        return self.filter(state=AssignmentState.PLANNED)

    def to_come(self) -> "AssignmentQuerySet":
        """Planned ones on shifts that are not over and were not called off."""
        return self.planned().filter(shift__cancelled_at=None, shift__ends__gt=timezone.now())

    def within(self, period: Period) -> "AssignmentQuerySet":
        """Those on shifts that begin on a day of a half-open period."""
        return self.filter(shift__day__gte=period.start, shift__day__lt=period.end)


class Assignment(models.Model):
    """Somebody's seat on a shift.

    ``minutes`` is how long they were there, known once they were. ``is_pinned``: a roster that is
    planned anew leaves it as it is. ``reminded_at``: when a mail reminded them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="assignments")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="assignments")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="assignments")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AssignmentState.choices,
        default=AssignmentState.PLANNED,
    )
    origin = models.CharField(_("how"), max_length=10, choices=Origin.choices, default=Origin.HAND)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    made_at = models.DateTimeField(default=timezone.now)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(24 * 60)]
    )
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on a shift")
        verbose_name_plural = _("places on a shift")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["volunteer", "state"], name="rosters_assignment_who"),
            models.Index(
                fields=["shift"],
                condition=Q(state="planned", reminded_at=None),
                name="rosters_assignment_remind",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shift", "volunteer"],
                condition=Q(state__in=["planned", "present", "no_show"]),
                name="rosters_assignment_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AssignmentState.values),
                name="rosters_assignment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(state="present"),
                name="rosters_assignment_minutes_of_presence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.shift}"
