"""Who stands in shifts: languages, limits, and the services they help in."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.rosters.enums import Liking
from brug.rosters.models.service import Role, Service


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """People of rosters in domain words."""

    def visible_to(self, actor: Actor) -> "VolunteerQuerySet":
        """Those who help, or helped, in services that the actor sees; oneself."""
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        seen = Service.objects.visible_to(actor).order_by()
        members = Membership.objects.filter(service__in=seen.values("pk")).order_by()
        return self.filter(pk__in=members.values("volunteer"))

    def helping_in(self, *services: Service) -> "VolunteerQuerySet":
        """Those who help in one of some services now, and were not forgotten."""
        members = Membership.objects.filter(service__in=services, until=None).order_by()
        return self.filter(pk__in=members.values("volunteer"), person__anonymised_at=None)


class Volunteer(models.Model):
    """What rosters know of somebody, for all services together.

    ``languages`` are those in which they can help. ``times_told_at``: when it was last said when
    they can come; before that nobody plans them. Limits that are empty are those of the house.
    ``calendar_turn`` counts how often the address of their calendar was renewed: older ones are
    void. The row is locked while somebody is given a place, so that nobody stands in two.
    """

    person = models.OneToOneField(
        "people.Contact", on_delete=models.CASCADE, related_name="in_rosters"
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    most_week = models.PositiveSmallIntegerField(
        _("at most so many shifts a week"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(7)],
    )
    most_month = models.PositiveSmallIntegerField(
        _("at most so many shifts a month"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(31)],
    )
    rest_hours = models.PositiveSmallIntegerField(
        _("hours of rest between shifts"), null=True, blank=True, validators=[MaxValueValidator(96)]
    )
    wants_reminders = models.BooleanField(_("a mail before each shift"), default=True)
    may_be_asked = models.BooleanField(_("ask me when somebody cannot come"), default=True)
    times_told_at = models.DateTimeField(_("times told"), null=True, blank=True)
    calendar_turn = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer in rosters")
        verbose_name_plural = _("volunteers in rosters")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.person)


class Membership(models.Model):
    """Somebody helps in a service, in some of its roles, since a day; ``until`` their last one."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="memberships")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="memberships")
    roles = models.ManyToManyField(Role, related_name="+", blank=True)
    liking = models.SmallIntegerField(_("how gladly"), choices=Liking.choices, default=Liking.FINE)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("helper of a service")
        verbose_name_plural = _("helpers of a service")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["volunteer", "service"],
                condition=Q(until=None),
                name="rosters_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="rosters_membership_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.service}"
