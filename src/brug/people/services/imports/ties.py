"""Kinds of relation, relations, target groups and who is in them."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from brug.kernel.periods import today
from brug.people.import_words import Fate, Reason
from brug.people.models import Relation, RelationKind, TargetGroup
from brug.people.models.groups import YEAR
from brug.people.rules.imports.records import (
    Fault,
    GroupRecord,
    MemberRecord,
    Outcome,
    RelationKindRecord,
    RelationRecord,
)
from brug.people.services.imports.keeping import Keeper, New, Values
from brug.people.services.imports.work import Known, Work, chunks

_NOBODY = Known(0, 0)


class RelationKinds(Keeper[RelationKindRecord]):
    """Kinds of relation; one that the house has already is used, not made again."""

    kind = RelationKindRecord.KIND
    model = RelationKind
    compared = ("names", "reverse_names")
    columns = ("code",)

    def whose(
        self, records: Sequence[RelationKindRecord], _work: Work
    ) -> Iterable[tuple[RelationKindRecord, Known | Outcome]]:
        """They are nobody's."""
        return [(record, _NOBODY) for record in records]

    def values(self, record: RelationKindRecord, _contact: Known, _work: Work) -> Values:
        """Return what is kept of a kind: the earlier system's words stand for every language."""
        if not record.name:
            raise Fault(Reason.EMPTY)
        names = dict.fromkeys(("nl", "fr", "en"), record.name)
        reverse = dict.fromkeys(("nl", "fr", "en"), record.reverse_name or record.name)
        return names, reverse, record.code or slugify(record.name)[:60] or f"kind-{record.key}"[:60]

    def twin(self, values: Values) -> Values | None:
        """A code is one kind."""
        return (values[2],)

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return the kinds that are here."""
        rows = RelationKind.objects.filter(code__in=[code for (code,) in twins])
        return {(code,): pk for code, pk in rows.values_list("code", "pk")}

    def _owner(self, _new: New[RelationKindRecord]) -> int | None:
        return None


class Relations(Keeper[RelationRecord]):
    """Relations between contacts."""

    kind = RelationRecord.KIND
    model = Relation
    compared = ("kind_id", "subject_id", "target_id", "starts_on", "ends_on")

    def keep(self, records: Sequence[RelationRecord], work: Work) -> list[Outcome]:
        """Look up kinds and targets for the whole batch first."""
        work.contacts(record.target for record in records)
        wanted = {record.relation_kind for record in records}
        self._kinds = work.known(RelationKindRecord.KIND, wanted)
        codes = [key for key in wanted if key not in self._kinds]
        rows = RelationKind.objects.filter(code__in=codes).values_list("code", "pk")
        self._kinds |= {code: Known(pk, 0) for code, pk in rows}
        return super().keep(records, work)

    def values(self, record: RelationRecord, contact: Known, work: Work) -> Values:
        """Return what is kept of a relation."""
        kind = self._kinds.get(record.relation_kind)
        target = work.contacts([record.target]).get(record.target)
        if kind is None:
            raise Fault(Reason.NO_RECORD, record.relation_kind)
        if target is None:
            in_file = work.spool.holds(work.contact_table, [record.target])
            if in_file:
                raise Fault(Reason.CONTACT_OUT, fate=Fate.SKIPPED)
            raise Fault(Reason.NO_CONTACT)
        if target.is_forgotten:
            raise Fault(Reason.FORGOTTEN, fate=Fate.SKIPPED)
        if target.record == contact.record:
            raise Fault(Reason.ITSELF)
        if record.starts_on and record.ends_on and record.ends_on < record.starts_on:
            raise Fault(Reason.ENDS_FIRST)
        return kind.record, contact.record, target.record, record.starts_on, record.ends_on

    def twin(self, values: Values) -> Values | None:
        """The same tie from the same day is one."""
        return values[:4]

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return the ties that are here."""
        found: dict[Values, int] = {}
        for some in chunks(sorted({twin[1] for twin in twins})):
            rows = Relation.objects.filter(subject_id__in=some)
            for pk, *rest in rows.values_list("pk", *self.compared[:4]):
                found[tuple(rest)] = pk
        return found


class Groups(Keeper[GroupRecord]):
    """Target groups."""

    kind = GroupRecord.KIND
    model = TargetGroup
    compared = ("name", "meaning")
    # Written as rows, past the model: its defaults come with the values.
    columns = ("code", "made_on", "review_months")

    def whose(
        self, records: Sequence[GroupRecord], _work: Work
    ) -> Iterable[tuple[GroupRecord, Known | Outcome]]:
        """They are nobody's."""
        return [(record, _NOBODY) for record in records]

    def values(self, record: GroupRecord, _contact: Known, work: Work) -> Values:
        """Return what is kept of a group."""
        if not record.name:
            raise Fault(Reason.EMPTY)
        code = record.code or slugify(f"{work.run.source}-{record.key}")[:80]
        return record.name[:150], record.meaning, code, today(), YEAR

    def twin(self, values: Values) -> Values | None:
        """A code is one group."""
        return (values[2],)

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return the groups that are here."""
        rows = TargetGroup.objects.filter(code__in=[code for (code,) in twins])
        return {(code,): pk for code, pk in rows.values_list("code", "pk")}

    def _owner(self, _new: New[GroupRecord]) -> int | None:
        return None

    def after_making(self, fresh: list[New[GroupRecord]], work: Work) -> None:
        """Hang each under its parent, which may have come in the same batch."""
        above = work.known(self.kind, {new.record.parent for new in fresh} - {""})
        rows = [
            TargetGroup(pk=new.key, parent_id=above[new.record.parent].record)
            for new in fresh
            if new.record.parent in above and above[new.record.parent].record != new.key
        ]
        TargetGroup.objects.bulk_update(rows, ["parent"], batch_size=200)


class Members(Keeper[MemberRecord]):
    """Who is in a target group."""

    kind = MemberRecord.KIND
    model = TargetGroup.contacts.through
    compared = ("targetgroup_id", "contact_id")

    def keep(self, records: Sequence[MemberRecord], work: Work) -> list[Outcome]:
        """Look up the groups for the whole batch first."""
        self._groups = work.known(GroupRecord.KIND, {record.group for record in records})
        return super().keep(records, work)

    def values(self, record: MemberRecord, contact: Known, _work: Work) -> Values:
        """Return group and contact."""
        group = self._groups.get(record.group)
        if group is None:
            raise Fault(Reason.NO_RECORD, record.group)
        return group.record, contact.record

    def twin(self, values: Values) -> Values | None:
        """Nobody is in a group twice."""
        return values

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return who is in already."""
        found: dict[Values, int] = {}
        for some in chunks(sorted({contact for _group, contact in twins})):
            rows = self.model._default_manager.filter(contact_id__in=some)
            for pk, *rest in rows.values_list("pk", *self.compared):
                found[tuple(rest)] = pk
        return found
