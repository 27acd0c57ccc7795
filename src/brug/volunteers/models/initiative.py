"""Initiatives: local groups that stand in the directory, and who leads them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import InitiativeState


class Theme(models.Model):
    """What initiatives do and candidates are drawn to, with its name by language."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    names = models.JSONField(_("name by language"), default=dict)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        language = get_language() or "nl"
        names: dict[str, str] = self.names
        return names.get(language) or names.get("nl") or self.code


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Initiatives in domain words."""

    def visible_to(self, actor: Actor) -> "InitiativeQuerySet":
        """Those the actor may see at the desk or leads: all, or those of the own regions."""
        if actor.person_id is not None:
            return self.led_by(actor.person_id)
        if not actor.may("volunteers.view_initiative"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(region__working_region__in=actor.working_regions)
        return self

    def listed(self) -> "InitiativeQuerySet":
        """Those in the public directory."""
        return self.filter(state=InitiativeState.LISTED, organisation__anonymised_at=None)

    def led_by(self, person_id: int) -> "InitiativeQuerySet":
        """Those that somebody leads today."""
        leads = Lead.objects.standing().filter(person_id=person_id)
        return self.filter(pk__in=leads.values("initiative"))


class Initiative(models.Model):
    """A local group or service that volunteers can join.

    Its name and addresses are those of its ``organisation`` in people. ``lat`` and ``lon`` are the
    middle of its postal code, in degrees (WGS 84): never a street, since some meet at homes.
    ``languages`` are codes of languages that are spoken there.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        "people.Contact", on_delete=models.CASCADE, related_name="initiative"
    )
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    lat = models.FloatField(null=True, blank=True, editable=False)
    lon = models.FloatField(null=True, blank=True, editable=False)
    about = models.TextField(_("who we are and what we do"), blank=True)
    looks_for = models.TextField(_("what we look for"), blank=True)
    opening_hours = models.CharField(_("when we are there"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address for visitors"), max_length=254, blank=True)
    themes = models.ManyToManyField(Theme, related_name="initiatives", blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=InitiativeState.choices,
        default=InitiativeState.WAITING,
    )
    made_at = models.DateTimeField(_("added"), default=timezone.now)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering: ClassVar = ["organisation__sort_name", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "region"], name="volunteers_init_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=InitiativeState.values), name="volunteers_init_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of its organisation."""
        return self.organisation.name


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads in domain words."""

    def standing(self) -> "LeadQuerySet":
        """Those who accepted and have not left."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=today()), accepted_at__isnull=False
        )


class Lead(models.Model):
    """Somebody who speaks for an initiative: keeps its page, answers proposals.

    An invitation counts once it is accepted by the link that was mailed.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="leads")
    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="leads_initiatives"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering: ClassVar = ["invited_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(ended_on__isnull=True),
                name="volunteers_lead_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.initiative})"
