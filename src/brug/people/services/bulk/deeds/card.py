"""One field of the card of many contacts."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import signals
from brug.people.models import Contact, Relation
from brug.people.models.bulk_choices import BulkReason
from brug.people.services.bulk.deeds.base import Before, Deed, Values

HELPS = "volunteers-in"


class _Field(Deed):
    """Sets a field. Whom a visitor typed in stays so: nobody looked at each of them."""

    field: ClassVar[str]

    @property
    def value(self) -> Any:
        return self.values[self.field]

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        return [(BulkReason.ALREADY, Q(**{self.field: self.value}))]

    def apply(self, keys: list[int]) -> Before:
        rows = Contact.objects.filter(pk__in=keys)
        before: Before = dict(rows.values_list("pk", self.field))
        self._set(before, self.value)
        return before

    def take_back(self, before: Before) -> set[int]:
        same = Contact.objects.filter(pk__in=before, **{self.field: self.value})
        untouched = set(same.values_list("pk", flat=True))
        for value in {before[key] for key in untouched}:
            self._set((key for key in untouched if before[key] == value), value)
        return untouched

    def _set(self, keys: Iterable[int], value: Any) -> None:
        wanted = list(keys)
        now = timezone.now()
        Contact.objects.filter(pk__in=wanted).update(**{self.field: value, "updated_at": now})
        for key in wanted:
            signals.publish(signals.contact_changed, person_id=key)


class SetLanguage(_Field):
    """Set in which language contacts get mails."""

    field = "language"

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        if values.get("language") not in dict(settings.LANGUAGES):
            raise ValidationError({"language": _("We do not write in this language.")})

    def words(self) -> str:
        """Return the language's name."""
        return str(dict(settings.LANGUAGES)[self.value])


class SetVolunteer(_Field):
    """Note contacts as volunteers, or as volunteers no longer."""

    field = "is_volunteer"

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        if not isinstance(values.get("is_volunteer"), bool):
            raise ValidationError({"is_volunteer": _("Say yes or no.")})

    def take_back(self, before: Before) -> set[int]:
        """Put back as any field, but for whoever began in a group meanwhile."""
        helping = Relation.objects.standing_on(today()).filter(kind__code=HELPS)
        began = set(helping.filter(subject__in=before).values_list("subject", flat=True))
        return super().take_back(
            {key: was for key, was in before.items() if was or key not in began}
        )

    def words(self) -> str:
        """Return whether they become volunteers or no longer are."""
        return _("Volunteer") if self.value else _("No volunteer any longer")
