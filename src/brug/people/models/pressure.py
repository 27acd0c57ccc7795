"""How often people are asked for something, over all rooms, and how often at most."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.people.enums import AskKind, AskState


class AskQuerySet(models.QuerySet["Ask"]):
    """Asks in domain words."""

    def live(self) -> "AskQuerySet":
        """Those that count: planned or made."""
        return self.exclude(state=AskState.CANCELLED)

    def visible_to(self, actor: Actor) -> "AskQuerySet":
        """Those of people whom the actor may see."""
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        if not actor.may("people.view_contact"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(person__region__working_region__in=actor.working_regions)
        return self


class Ask(models.Model):
    """Something that the organisation asks of somebody: by mail, by telephone, for a shift.

    ``room`` and ``what`` name what asks ('mailings', 'appeal-17'); one ask for each person.
    """

    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="asks", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=15, choices=AskKind.choices)
    room = models.CharField(_("by"), max_length=40)
    what = models.CharField(_("what"), max_length=150)
    at = models.DateTimeField(_("when"))
    state = models.CharField(
        _("state"), max_length=10, choices=AskState.choices, default=AskState.PLANNED
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "at"], name="people_ask_person"),
            models.Index(fields=["room", "what", "state"], name="people_ask_what"),
            models.Index(fields=["at"], name="people_ask_at"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "room", "what"],
                condition=~Q(state="cancelled"),
                name="people_ask_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AskKind.values, state__in=AskState.values),
                name="people_ask_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"


class PressureRule(models.Model):
    """At most so much asking of one person in so many days; dated, so that old ones stay readable.

    ``weights`` says how much an ask of each kind weighs; a kind that is left out is exempt
    (confirmations, answers).
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    ceiling = models.PositiveSmallIntegerField(_("at most"))
    days = models.PositiveSmallIntegerField(_("in so many days"))
    weights = models.JSONField(_("weights"), default=dict)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("rule for asking")
        verbose_name_plural = _("rules for asking")
        ordering: ClassVar = ["days", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceiling__gte=1, days__gte=1), name="people_pressure_sensible"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Quiet(models.Model):
    """Somebody wants to be asked nothing before a day."""

    person = models.OneToOneField(
        "people.Contact", on_delete=models.CASCADE, related_name="quiet", primary_key=True
    )
    until = models.DateField(_("not before"))
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("quiet")
        verbose_name_plural = _("quiet")

    def __str__(self) -> str:
        return f"{self.until}"
