"""Contacts that turned out to be one: likely pairs, merges, and where old keys lead."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import EncryptedTextField
from brug.people.models.contact import Contact


class PairState(models.TextChoices):
    """What became of a likely pair; one that was merged lives on as ``Merge``."""

    OPEN = "open", _("To look at")
    NOT_SAME = "not_same", _("Two different contacts")


class SearchState(models.TextChoices):
    """How far a search for duplicates is."""

    WAITING = "waiting", _("Begins soon")
    RUNNING = "running", _("Is under way")
    DONE = "done", _("Is done")
    FAILED = "failed", _("Has failed")


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Pairs in domain words."""

    def open(self) -> "DuplicatePairQuerySet":
        """Those that nobody decided yet."""
        return self.filter(state=PairState.OPEN)

    def visible_to(self, actor: Actor) -> "DuplicatePairQuerySet":
        """Those of which the actor sees both contacts."""
        if not actor.may("people.view_contact"):
            return self.none()
        if actor.working_regions is None:
            return self
        return self.filter(
            first__region__working_region__in=actor.working_regions,
            second__region__working_region__in=actor.working_regions,
        )


class DuplicatePair(models.Model):
    """Two contacts that may be one, with how likely that is (0 to 1) and why.

    ``because`` holds the reasons as codes with their weight in bits (``rules.linking``), no data of
    the contacts. The contact with the lower key is ``first``. A pair that was said to be two is
    kept, so that nobody is asked again; one that was merged lives on as ``Merge``.
    """

    first = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="pairs_first")
    second = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="pairs_second")
    score = models.FloatField(_("likelihood"))
    because = models.JSONField(_("because"), default=list)
    state = models.CharField(
        _("state"), max_length=10, choices=PairState.choices, default=PairState.OPEN
    )
    decided_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering: ClassVar = ["-score", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "-score"], name="people_pair_listed")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="people_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="people_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"


class DuplicateSearch(models.Model):
    """A search for duplicates over all contacts: how far it is, or what it found."""

    state = models.CharField(
        _("state"), max_length=10, choices=SearchState.choices, default=SearchState.WAITING
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last heard of"), auto_now=True)
    percent = models.PositiveSmallIntegerField(_("done"), default=0)
    contacts = models.PositiveIntegerField(_("contacts"), default=0)
    found = models.PositiveIntegerField(_("pairs found"), default=0)

    class Meta:
        verbose_name = _("search for duplicates")
        verbose_name_plural = _("searches for duplicates")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.get_state_display()}"


class Merge(models.Model):
    """Two contacts made one, with all that is needed to undo it.

    ``lost_id`` is the key of the contact that is no more. ``ledger`` holds each row as it was, in
    JSON; it is emptied when the merge is undone, and goes when the person is forgotten. ``score``
    and ``because`` are those of the pair, where a search had found it.
    """

    kept = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    lost_id = models.BigIntegerField()
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    made_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    score = models.FloatField(_("likelihood"), null=True, blank=True)
    because = models.JSONField(_("because"), default=list)
    ledger = EncryptedTextField(null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.lost_id} → {self.kept_id}"


class ContactAlias(models.Model):
    """Keys of a contact that was merged into another: links and imports go on finding it."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="aliases")
    old_id = models.BigIntegerField(unique=True)
    public_id = models.UUIDField(unique=True)
    external_id = models.CharField(max_length=80, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("earlier key")
        verbose_name_plural = _("earlier keys")

    def __str__(self) -> str:
        return str(self.public_id)
