"""The same act of many contacts, in the journal."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.kernel.periods import noon_of
from brug.people import signals
from brug.people.enums import EngagementKind
from brug.people.models import Engagement
from brug.people.services.attribution import Came, find_or_make
from brug.people.services.bulk.deeds.base import Before, Deed, Values
from brug.people.services.journal_bulk import (
    Act,
    move_last_engaged,
    move_last_engaged_back,
    write_acts,
)


class Engage(Deed):
    """Note what contacts did on a day. The line names this change, so that it is written once."""

    right = "people.record_engagement"

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        if values.get("kind") not in EngagementKind.values:
            raise ValidationError({"kind": _("Say what they did.")})
        self.kind = EngagementKind(values["kind"])
        self.day = date.fromisoformat(values["day"])
        if self.day > timezone.localdate():
            raise ValidationError({"day": _("That day is still to come.")})
        self.practice = Practice.objects.filter(code=values.get("practice") or "").first()

    def words(self) -> str:
        """Return the kind of act, and its day."""
        parts = [self.kind.label, date_format(self.day), str(self.practice or "")]
        return " · ".join(str(part) for part in parts if part)

    def apply(self, keys: list[int]) -> Before:
        """Note the act in the journal of each."""
        way = find_or_make(Came(campaign=str(self.values.get("campaign") or "")))
        moment = min(noon_of(self.day), timezone.now())
        acts = [
            Act(
                person_id=key,
                kind=self.kind,
                occurred_at=moment,
                practice_id=self.practice.pk if self.practice else None,
                attribution_id=way.pk if way else None,
                record=self._record(key),
            )
            for key in keys
        ]
        written = write_acts(acts)
        move_last_engaged({act.person_id: self.day for act in written})
        signals.publish(signals.engagements_loaded, count=len(written))
        return dict.fromkeys(act.person_id for act in written)

    def take_back(self, before: Before) -> set[int]:
        """Take the act out of the journal again."""
        records = [self._record(key) for key in before]
        lines = Engagement.objects.filter(
            record__in=records, kind=self.kind, person__in=list(before)
        )
        people = set(lines.values_list("person", flat=True))
        lines.delete()
        move_last_engaged_back(people)
        return people

    def _record(self, contact_id: int) -> str:
        return f"people.bulk:{self.change_id}.{contact_id}"
