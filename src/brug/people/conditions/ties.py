"""To what somebody belongs: target groups, relations, other segments."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.registries.conditions import (
    Condition,
    Parameter,
    ParameterType,
    Text,
    Values,
    conditions,
)
from brug.people.conditions.common import TIES, among, codes, listed, of_table
from brug.people.models import Relation, RelationKind, Segment, TargetGroup
from brug.people.queries.segments.compiling import holds_of_segment
from brug.people.queries.segments.semijoin import with_any
from brug.people.rules.segments import SEGMENT

_BACK = "~"  # the relation from its other side
_groups = of_table(TargetGroup)


def _segments() -> list[tuple[str, Text]]:
    return [(one.code, one.name) for one in Segment.objects.filter(is_shared=True)]


def _relations() -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    for kind in RelationKind.objects.all():
        found += [(kind.code, kind.name), (kind.code + _BACK, kind.reverse_name)]
    return found


def _in_groups(values: Values, _today: date) -> Q:
    chosen = TargetGroup.objects.filter(code__in=codes(values, "groups"))
    keys = TargetGroup.objects.keys_within(chosen.values_list("pk", flat=True))
    rows = TargetGroup.contacts.through.objects.filter(targetgroup__in=keys)
    return with_any(rows, key="contact")


def _known_groups(contact_id: int, _values: Values, _today: date) -> str:
    names = TargetGroup.objects.filter(contacts=contact_id).values_list("name", flat=True)
    return ", ".join(names) or _("in no target group")


def _related(values: Values, today: date) -> Q:
    found = Q(pk__in=())
    for key, side in (("subject", ""), ("target", _BACK)):
        kinds = [
            code.removesuffix(_BACK)
            for code in codes(values, "kinds")
            if code.endswith(_BACK) == bool(side)
        ]
        if kinds:
            found |= with_any(_lasting(today).filter(kind__code__in=kinds), key=key)
    return found


def _lasting(today: date) -> QuerySet[Relation]:
    return Relation.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today)
    )


def _known_relations(contact_id: int, _values: Values, today: date) -> str:
    rows = _lasting(today).filter(Q(subject=contact_id) | Q(target=contact_id))
    told = rows.select_related("kind", "subject", "target")
    return ", ".join(
        one.kind.name if one.subject_id == contact_id else one.kind.reverse_name for one in told
    ) or _("tied to nobody")


conditions.register(
    Condition(
        name="people.target_group",
        label=gettext_lazy("In a target group"),
        group=TIES,
        parameters=(
            Parameter(
                "groups",
                gettext_lazy("Target groups, with all within them"),
                ParameterType.CHOICES,
                _groups,
                required=True,
                known=among(TargetGroup),
            ),
        ),
        where=_in_groups,
        words=lambda values: (
            _("is in the target group %(group)s") % {"group": listed(values, "groups", _groups)}
        ),
        known=_known_groups,
    )
)
conditions.register(
    Condition(
        name="people.relation",
        label=gettext_lazy("Relation"),
        group=TIES,
        parameters=(
            Parameter(
                "kinds", gettext_lazy("Relations"), ParameterType.CHOICES, _relations, required=True
            ),
        ),
        where=_related,
        words=lambda values: (
            _("somebody of whom this is true: %(relation)s …")
            % {"relation": listed(values, "kinds", _relations)}
        ),
        known=_known_relations,
    )
)
conditions.register(
    Condition(
        name=SEGMENT,
        label=gettext_lazy("In another segment"),
        group=TIES,
        parameters=(
            Parameter(
                "segment", gettext_lazy("Segment"), ParameterType.CHOICE, _segments, required=True
            ),
        ),
        where=lambda values, today: holds_of_segment(str(values["segment"]), today),
        words=lambda values: (
            _("belongs to “%(segment)s”") % {"segment": listed(values, "segment", _segments)}
        ),
        known=lambda _key, _values, _today: "",
    )
)
