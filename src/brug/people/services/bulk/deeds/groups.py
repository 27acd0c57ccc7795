"""Many contacts into a target group, or out of it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.people.models import TargetGroup
from brug.people.models.bulk_choices import BulkReason
from brug.people.services.bulk.deeds.base import Before, Deed, Values

_Membership = TargetGroup.contacts.through


class _OfGroup(Deed):
    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        found = TargetGroup.objects.filter(pk=values.get("group", 0)).first()
        if found is None:
            raise ValidationError({"group": _("This target group was removed meanwhile.")})
        self.group = found

    def words(self) -> str:
        return self.group.name

    def _members(self) -> QuerySet[Any]:
        return _Membership.objects.filter(targetgroup=self.group).order_by()

    def _are_in(self) -> Q:
        return Q(pk__in=self._members().values("contact"))

    def _among(self, keys: Iterable[int]) -> set[int]:
        # Held, so that two who add the same people at once do not both find them missing.
        TargetGroup.objects.select_for_update().get(pk=self.group.pk)
        present = self._members().filter(contact__in=list(keys))
        return set(present.values_list("contact", flat=True))

    def _put_in(self, keys: Iterable[int]) -> Before:
        wanted = list(keys)
        fresh = sorted(set(wanted) - self._among(wanted))
        _Membership.objects.bulk_create(
            _Membership(targetgroup_id=self.group.pk, contact_id=key) for key in fresh
        )
        return dict.fromkeys(fresh)

    def _take_out(self, keys: Iterable[int]) -> Before:
        present = self._among(keys)
        self._members().filter(contact__in=present).delete()
        return dict.fromkeys(present)


class AddToGroup(_OfGroup):
    """Put contacts into a target group."""

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        """Leave who is in the group already."""
        return [(BulkReason.ALREADY, self._are_in())]

    def apply(self, keys: list[int]) -> Before:
        """Put them into the group."""
        return self._put_in(keys)

    def take_back(self, before: Before) -> set[int]:
        """Take them out of the group again."""
        return set(self._take_out(before))


class TakeFromGroup(_OfGroup):
    """Take contacts out of a target group."""

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        """Leave who is not in the group."""
        return [(BulkReason.NOT_IN_GROUP, ~self._are_in())]

    def apply(self, keys: list[int]) -> Before:
        """Take them out of the group."""
        return self._take_out(keys)

    def take_back(self, before: Before) -> set[int]:
        """Put them into the group again."""
        return set(self._put_in(before))
