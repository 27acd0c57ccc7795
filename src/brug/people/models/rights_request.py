"""What people ask about their own data, by when they are answered, and what came of it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.enums import RequestKind, RequestState
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.rules.rights import MOST_EXTRA

STANDING = (RequestState.OPEN, RequestState.WAITING)
# While one of these stands, nothing is asked of the person or sent to them.
HOLDING = frozenset({RequestKind.ERASURE, RequestKind.RESTRICTION, RequestKind.OBJECTION})


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    """Requests in domain words."""

    def visible_to(self, actor: Actor) -> "RightsRequestQuerySet":
        """Those of people whom the actor may see: all, of the own regions, or one's own."""
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        if not actor.may("people.handle_requests"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(person__region__working_region__in=actor.working_regions)
        return self

    def standing(self) -> "RightsRequestQuerySet":
        """Those that nobody answered yet, and erasures that wait."""
        return self.filter(state__in=STANDING)

    def holding(self) -> "RightsRequestQuerySet":
        """Those while which the person is left alone."""
        return self.filter(holds=True)

    def most_urgent_first(self) -> "RightsRequestQuerySet":
        """Those that stand by their day, so that what is late comes first; then the answered."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")

    def to_erase_on(self, day: date) -> "RightsRequestQuerySet":
        """Erasures whose waiting time is over."""
        return self.filter(state=RequestState.WAITING, runs_on__lte=day)


class RightsRequest(models.Model):
    """Somebody asks to see, correct, lose, restrict, refuse or take along what is known of them.

    ``due_on`` is the last day on which an answer is in time. An erasure waits until ``runs_on`` and
    can be called back till then. While ``holds``, nothing is asked of the person or sent to them.
    The line stays when the person is forgotten, without their words: it proves that they were.
    """

    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="rights_requests"
    )
    kind = models.CharField(_("what is asked"), max_length=12, choices=RequestKind.choices)
    way = models.CharField(_("came in"), max_length=10, choices=RequestWay.choices)
    received_on = models.DateField(_("received"), default=today)
    details = models.TextField(_("in their words"), blank=True)
    identity = models.CharField(
        _("how we know who asks"), max_length=10, choices=Identity.choices, blank=True
    )
    due_on = models.DateField(_("answer by"))
    extra_months = models.PositiveSmallIntegerField(_("months more"), default=0)
    extension_reason = models.CharField(_("why longer"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.OPEN
    )
    handler = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    runs_on = models.DateField(_("forgotten on"), null=True, blank=True)
    holds = models.BooleanField(_("left alone"), default=False)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    closed_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about one's data")
        verbose_name_plural = _("requests about one's data")
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="people_request_due"),
            models.Index(fields=["person"], condition=Q(holds=True), name="people_request_holding"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=RequestKind.values, state__in=RequestState.values),
                name="people_request_known",
            ),
            models.CheckConstraint(
                condition=Q(extra_months__lte=MOST_EXTRA), name="people_request_term"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.WAITING) | Q(runs_on__isnull=False),
                name="people_request_waits_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.received_on:%Y-%m-%d})"

    @property
    def stands(self) -> bool:
        """Whether it is still to be answered or done."""
        return self.state in STANDING

    @property
    def is_late(self) -> bool:
        """Whether an answer should have been given."""
        return self.state == RequestState.OPEN and self.due_on < today()

    @property
    def days_left(self) -> int:
        """Days until the last one on which an answer is in time; below 0: so many too late."""
        return (self.due_on - today()).days
