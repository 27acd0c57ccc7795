"""Segments: saved conditions, and the lists that were frozen when they were used."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Segments in domain words."""

    def visible_to(self, actor: Actor) -> "SegmentQuerySet":
        """Those that are shared, and one's own."""
        if actor.is_system:
            return self
        if actor.user is None or not actor.may("people.view_contact"):
            return self.none()
        return self.filter(Q(is_shared=True) | Q(owner=actor.user))


class Segment(models.Model):
    """Conditions that choose contacts; whom they choose is asked anew each time.

    ``tree`` is JSON as ``people.rules.segments`` reads it, with its version.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150)
    meaning = models.TextField(_("what it is for"), blank=True)
    owner = models.ForeignKey(
        "kernel.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    tree = models.JSONField(_("conditions"))
    is_shared = models.BooleanField(_("shared with everybody at the desk"), default=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class FrozenList(models.Model):
    """Whom a segment chose at the moment it was used, by whom and what for.

    ``tree`` and ``sentence`` are the conditions of that moment; ``lawful_basis`` says why these
    people may be addressed. ``size`` stays when somebody is forgotten, their line does not.
    ``regions`` are the keys of the working regions to which its maker was bound; None: everywhere.
    """

    segment = models.ForeignKey(
        Segment, on_delete=models.SET_NULL, null=True, related_name="frozen_lists"
    )
    name = models.CharField(_("segment"), max_length=150)
    room = models.CharField(_("used by"), max_length=40)
    purpose = models.CharField(_("what for"), max_length=200)
    lawful_basis = models.CharField(_("lawful basis"), max_length=300)
    tree = models.JSONField(_("conditions"))
    sentence = models.TextField(_("in words"))
    size = models.PositiveIntegerField(_("people"))
    frozen_at = models.DateTimeField(_("when"), default=timezone.now)
    frozen_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    regions = models.JSONField(null=True)

    class Meta:
        verbose_name = _("frozen list")
        verbose_name_plural = _("frozen lists")
        ordering: ClassVar = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.frozen_at:%Y-%m-%d}"


class FrozenMember(models.Model):
    """Somebody on a frozen list; ``held`` has a bit for each condition that was true of them."""

    frozen_list = models.ForeignKey(
        FrozenList, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    person = models.ForeignKey("people.Contact", on_delete=models.CASCADE, related_name="frozen_on")
    held = models.BigIntegerField()

    class Meta:
        verbose_name = _("member of a frozen list")
        verbose_name_plural = _("members of frozen lists")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["frozen_list", "person"], name="people_frozen_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.frozen_list_id}: {self.person_id}"
