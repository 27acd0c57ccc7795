"""Saved views: how somebody wants to see a list, kept under a name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views in domain words."""

    def standing(self) -> "SavedViewQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def visible_to(self, actor: Actor) -> "SavedViewQuerySet":
        """One's own, removed ones included, and those that are shared with one of one's roles."""
        if actor.is_system:
            return self
        if actor.user is None or not actor.may("people.view_contact"):
            return self.none()
        shared = Q(role__in=actor.user.roles, removed_at=None) & ~Q(role="")
        return self.filter(Q(owner=actor.user) | shared)


class SavedView(models.Model):
    """Filters, columns and order of the list of contacts, under a name.

    ``filters`` holds the filters as an address does: names with lists of texts; never the words
    that somebody searched for, which are often names. ``role``: everybody of that role sees the
    view; '': its owner alone. It always shows whom its reader may see. One that was removed waits
    thirty days to be put back.
    """

    owner = models.ForeignKey(
        "kernel.User", on_delete=models.CASCADE, related_name="+", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=80)
    filters = models.JSONField(_("filters"), default=dict)
    columns = models.JSONField(_("columns"), default=list)
    ordering = models.CharField(_("order"), max_length=40, blank=True)
    role = models.CharField(_("shared with"), max_length=30, choices=Role.choices, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at=None), name="people_view_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DefaultView(models.Model):
    """The view with which somebody’s list begins unless they ask for another."""

    user = models.OneToOneField(
        "kernel.User", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("default view")
        verbose_name_plural = _("default views")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"
