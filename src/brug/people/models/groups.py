"""What ties contacts together."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import add_months, today
from brug.people.models.texts import in_reader_language
from brug.people.rules.trees import inside

YEAR = 12  # months


class RelationKind(models.Model):
    """A kind of relation, with its name from both sides by language ('works for', 'employs')."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    names = models.JSONField(_("name by language"), default=dict)
    reverse_names = models.JSONField(_("name from the other side by language"), default=dict)

    class Meta:
        verbose_name = _("kind of relation")
        verbose_name_plural = _("kinds of relation")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        return in_reader_language(self.names) or self.code

    @property
    def reverse_name(self) -> str:
        """The name from the other side in the active language; Dutch where there is none."""
        return in_reader_language(self.reverse_names) or self.code


class RelationQuerySet(models.QuerySet["Relation"]):
    """Relations in domain words."""

    def touching(self, contact_id: int) -> "RelationQuerySet":
        """Those of a contact, from either side."""
        return self.filter(Q(subject_id=contact_id) | Q(target_id=contact_id))

    def standing_on(self, day: date) -> "RelationQuerySet":
        """Those that have begun and not ended: their last day counts, no day is no bound."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Relation(models.Model):
    """A relation between two contacts, for a time."""

    kind = models.ForeignKey(RelationKind, on_delete=models.PROTECT, related_name="relations")
    subject = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="relations"
    )
    target = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="relations_to"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(subject=F("target")), name="people_relation_not_to_oneself"
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "target", "starts_on"],
                condition=Q(starts_on__isnull=False),
                name="people_relation_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "target"],
                condition=Q(starts_on__isnull=True),
                name="people_relation_once_without_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.target}"


class TargetGroupQuerySet(models.QuerySet["TargetGroup"]):
    """Target groups in domain words."""

    def keys_within(self, keys: Iterable[int]) -> list[int]:
        """Return the keys of target groups and of all that lie within them, in order."""
        parents = dict(TargetGroup.objects.values_list("pk", "parent_id"))
        return sorted(inside(parents, keys))


class TargetGroup(models.Model):
    """Contacts that the organisation speaks to: a node of a tree, with an owner and a meaning.

    Its owner looks every ``review_months`` whether it is still needed and still right.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150)
    meaning = models.TextField(_("who belongs in it"), blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    owner = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contacts = models.ManyToManyField(
        "people.Contact", related_name="target_groups", blank=True, verbose_name=_("contacts")
    )
    review_months = models.PositiveSmallIntegerField(
        _("months between two reviews"), default=YEAR, validators=[MinValueValidator(1)]
    )
    made_on = models.DateField(_("made"), default=today)
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TargetGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def review_due_on(self) -> date:
        """The day by which somebody looks at it again."""
        return add_months(self.reviewed_on or self.made_on, self.review_months)

    @property
    def is_due(self) -> bool:
        """Whether that day has come."""
        return self.review_due_on <= today()
