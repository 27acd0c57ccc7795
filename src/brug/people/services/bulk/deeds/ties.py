"""Many contacts tied to an organisation."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.models import Contact, Relation, RelationKind
from brug.people.models.bulk_choices import BulkReason
from brug.people.services.bulk.deeds.base import Before, Deed, Values


class Relate(Deed):
    """Tie contacts to an organisation that the actor sees, from a day on."""

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        kind = RelationKind.objects.filter(code=values.get("kind")).first()
        if kind is None:
            raise ValidationError({"kind": _("This kind of relation is not there any more.")})
        seen = Contact.objects.visible_to(actor).known().organisations()
        target = seen.filter(pk=values.get("target", 0)).first()
        if target is None:
            raise ValidationError({"target": _("This organisation is not there for you.")})
        self.kind, self.target = kind, target
        told = str(values.get("starts_on") or "")
        self.starts_on = date.fromisoformat(told) if told else None

    def words(self) -> str:
        """Return the kind of relation and with whom."""
        return f"{self.kind.name} {self.target.name}"

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        """Leave who has this relation already, and the other side itself."""
        same = Relation.objects.filter(kind=self.kind, target=self.target)
        there = same.standing_on(today()) | same.filter(starts_on=self.starts_on)
        return [
            (BulkReason.ITSELF, Q(pk=self.target.pk)),
            (BulkReason.ALREADY, Q(pk__in=there.order_by().values("subject"))),
        ]

    def apply(self, keys: list[int]) -> Before:
        """Make the relation of each."""
        Relation.objects.bulk_create(
            Relation(kind=self.kind, subject_id=key, target=self.target, starts_on=self.starts_on)
            for key in keys
        )
        return dict(self._made(keys))

    def take_back(self, before: Before) -> set[int]:
        """Remove the relations that were made."""
        untouched = {subject: key for subject, key in self._made(before) if key == before[subject]}
        Relation.objects.filter(pk__in=untouched.values()).delete()
        return set(untouched)

    def _made(self, keys: Iterable[int]) -> list[tuple[int, int]]:
        """Subject and key of these contacts' relations as they are made here, not ended since."""
        rows = Relation.objects.filter(
            kind=self.kind,
            target=self.target,
            subject__in=list(keys),
            starts_on=self.starts_on,
            ends_on=None,
        )
        return list(rows.values_list("subject", "pk"))
