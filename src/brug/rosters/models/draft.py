"""Drafts of a roster: worked out in the background, looked at, changed, then published."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.rosters.enums import DraftState
from brug.rosters.models.service import Service
from brug.rosters.models.shift import Need, Shift
from brug.rosters.models.volunteer import Volunteer


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts in domain words."""

    def visible_to(self, actor: Actor) -> "DraftQuerySet":
        """Those of whose services the actor sees every one."""
        if not actor.may("rosters.plan"):
            return self.none()
        seen = Service.objects.visible_to(actor).order_by()
        foreign = Service.objects.exclude(pk__in=seen.values("pk")).order_by()
        return self.exclude(services__in=foreign.values("pk"))


class Draft(models.Model):
    """A roster of some services from ``first_day`` up to, not including, ``day_after``.

    ``figures`` are those of the solver when it was worked out: ``covered``, ``wanted``, ``spread``,
    ``kept``, ``is_best``. ``turn`` counts how often it was asked for: only the last turn's job
    writes. ``trouble`` says why it could not be worked out, or published.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    services = models.ManyToManyField(Service, related_name="drafts")
    first_day = models.DateField(_("from"))
    day_after = models.DateField(_("until, not included"))
    state = models.CharField(
        _("state"), max_length=10, choices=DraftState.choices, default=DraftState.ASKED
    )
    turn = models.PositiveIntegerField(default=1)
    figures = models.JSONField(default=dict, blank=True)
    trouble = models.CharField(_("why not"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("asked"), default=timezone.now)
    ready_at = models.DateTimeField(_("worked out"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a roster")
        verbose_name_plural = _("drafts of a roster")
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(day_after__gt=F("first_day")), name="rosters_draft_in_order"
            ),
        ]

    def __str__(self) -> str:
        first = date_format(self.first_day, "SHORT_DATE_FORMAT")
        return f"{first} – {date_format(self.period.last_day, 'SHORT_DATE_FORMAT')}"

    @property
    def period(self) -> Period:
        """The days that it is of."""
        return Period(self.first_day, self.day_after)


class DraftSeat(models.Model):
    """A seat of a draft.

    ``is_new`` where it is not so in the roster that stands. ``is_barred``: no seat at all, but that
    this person never gets one of that need in this draft. ``refused`` says why it could not be
    given when it came to that: the world went on meanwhile.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="seats")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="+")
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_barred = models.BooleanField(_("not this person"), default=False)
    is_new = models.BooleanField(_("new"), default=True)
    refused = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("place in a draft")
        verbose_name_plural = _("places in a draft")
        ordering: ClassVar = ["shift__starts", "need", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "shift", "volunteer"], name="rosters_draft_seat_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.shift}"
