"""A draft's parts as the page shows them: labels, choices, what was filled in."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.conditions import Parameter, ParameterType, conditions
from brug.people.forms.desk.draft import Part
from brug.people.rules.segments import Op

Text = str | Promise
_FEW = 12  # choices that are shown all at once
_INPUTS = {
    ParameterType.NUMBER: "number",
    ParameterType.AMOUNT: "text",
    ParameterType.DAY: "date",
    ParameterType.TEXT: "text",
}
OPS: list[tuple[str, Text]] = [
    (Op.ALL.value, _("All of these hold")),
    (Op.ANY.value, _("At least one of these holds")),
    (Op.NONE.value, _("Not one of these holds")),
]


@dataclass(frozen=True)
class Field:
    """One thing to fill in: a list to choose from, boxes to tick, or a text."""

    id: str
    label: Text
    kind: str
    required: bool
    value: Any = ""
    chosen: list[tuple[str, Text]] = field(default_factory=list)
    others: list[tuple[str, Text]] = field(default_factory=list)
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class Drawn:
    """A part with all that its template needs."""

    part: Part
    place: str
    number: str
    parts: list["Drawn"]
    fields: list[Field]
    ops: list[tuple[str, Text]]
    groups: list[tuple[Text, list[tuple[str, Text]]]]
    is_unknown: bool


def draw(part: Part) -> Drawn:
    """Return a part ready to be shown, with all below it."""
    is_known = part.name in conditions
    fields = (
        [_field(part, parameter) for parameter in conditions.get(part.name).parameters]
        if is_known
        else []
    )
    numbers = [str(int(number) + 1) for number in part.place.split(".")[1:]]
    return Drawn(
        part=part,
        place=part.place,
        number=".".join(numbers),
        parts=[draw(inner) for inner in part.parts],
        fields=fields,
        ops=OPS,
        groups=_offered(),
        is_unknown=bool(part.name) and not is_known,
    )


def _offered() -> list[tuple[Text, list[tuple[str, Text]]]]:
    """All conditions, by the headings under which they are offered."""
    ordered = sorted(conditions, key=lambda one: str(one.group))
    return [
        (heading, sorted(((one.name, one.label) for one in some), key=lambda row: str(row[1])))
        for heading, some in groupby(ordered, key=lambda one: str(one.group))
    ]


def _field(part: Part, parameter: Parameter) -> Field:
    told = part.values.get(parameter.name, "")
    common: dict[str, Any] = {
        "id": f"v-{part.place}-{parameter.name}",
        "label": parameter.label,
        "required": parameter.required,
    }
    if parameter.choices is None:
        return Field(
            kind=_INPUTS[parameter.type],
            value=told,
            least=parameter.least,
            most=parameter.most,
            **common,
        )
    choices = parameter.choices()
    if parameter.type is ParameterType.CHOICE:
        return Field(kind="choice", value=told, others=choices, **common)
    codes = set(told) if isinstance(told, list) else {told}
    chosen = [row for row in choices if row[0] in codes]
    others = [row for row in choices if row[0] not in codes]
    kind = "ticks" if len(choices) <= _FEW else "many"
    return Field(
        kind=kind,
        value=codes,
        chosen=chosen,
        others=choices if kind == "ticks" else others,
        **common,
    )
