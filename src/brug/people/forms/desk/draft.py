"""A segment while it is built: its whole state lies in the form, nothing in the session.

Each part has a place ('0' the root, '0.2' its third part): ``op-0`` tells how a group joins,
``is-0.2`` which condition stands there, ``v-0.2-kinds`` what was filled in for it. ``past`` holds
the trees before the last changes, for undoing.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from brug.kernel.registries.conditions import Parameter, ParameterType, conditions
from brug.people.queries.segments.values import check
from brug.people.rules.segments import Group, Op, TreeError, parse
from brug.people.rules.segments.tree import DEEPEST

_PLACE = re.compile(r"^(op|is)-(0(?:\.\d{1,3}){0,8})$")
_MOST_PAST = 20
_MOST_PARTS = 200
Json = dict[str, Any]
_OPS = frozenset(Op)


@dataclass
class Part:
    """A group (``op``) or a condition (``name``, '' not chosen yet) of a draft."""

    op: str = ""
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)
    place: str = "0"
    fault: str = ""
    is_new: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it joins others."""
        return bool(self.op)

    @property
    def may_deepen(self) -> bool:
        """Whether a group may lie within it."""
        return self.place.count(".") < DEEPEST - 1

    def json(self) -> Json:
        """Return it as a tree's JSON, finished or not."""
        if self.is_group:
            return {self.op: [part.json() for part in self.parts]}
        return {"is": self.name, "with": self.values}


def from_json(data: object) -> Part:
    """Return the draft of a tree, finished or not; what is no tree begins anew."""
    if isinstance(data, dict):
        for op in _OPS:
            if isinstance(data.get(op), list):
                return Part(op=str(op), parts=[from_json(part) for part in data[op]])
        if isinstance(data.get("is"), str):
            values = data.get("with", {})
            return Part(name=data["is"], values=values if isinstance(values, dict) else {})
    return Part()


class Draft:
    """A tree that is being built, with what it was before."""

    def __init__(self, root: Part, past: list[Json] | None = None) -> None:
        self.root = root if root.is_group else Part(op="all", parts=[root])
        self.past = past or []
        self._place()

    @classmethod
    def of_tree(cls, tree: object) -> "Draft":
        """Return the draft of a kept tree."""
        return cls(from_json(tree))

    @classmethod
    def of_form(cls, told: QueryDict) -> "Draft":
        """Return the draft that a form tells."""
        found: dict[str, Part] = {}
        for key in told:
            match = _PLACE.match(key)
            if match and len(found) < _MOST_PARTS:
                kind, place = match.groups()
                text = told.get(key) or ""
                if kind == "op":
                    found[place] = Part(op=text if text in _OPS else "all", place=place)
                else:
                    found[place] = Part(name=text, values=_values(told, place, text), place=place)
        for place in sorted(found, key=lambda text: [int(number) for number in text.split(".")]):
            above = found.get(place.rpartition(".")[0])
            if above is not None and above.is_group:
                above.parts.append(found[place])
        return cls(found.get("0", Part()), _past(told.get("past", "")))

    def act(self, do: str) -> None:
        """Do what a button asks: add, group, remove (with a place), undo; else nothing."""
        verb, _colon, place = do.partition(":")
        if verb == "undo":
            if self.past:
                self.root = from_json(self.past.pop())
                self.root = self.root if self.root.is_group else Part(op="all")
        elif verb in {"add", "group", "remove"}:
            self.remember()
            self._change(verb, place)
        self._place()

    def remember(self) -> None:
        """Keep the tree as it is now, to come back to."""
        self.past = [*self.past, self.root.json()][-_MOST_PAST:]

    def _change(self, verb: str, place: str) -> None:
        target = self._at(place)
        above = self._at(place.rpartition(".")[0]) if "." in place else None
        if target is None:
            return
        if verb == "remove" and above is not None:
            above.parts.remove(target)
        elif verb == "add" and target.is_group:
            target.parts.append(Part(is_new=True))
        elif verb == "group" and target.is_group and target.may_deepen:
            target.parts.append(Part(op="any", parts=[Part(is_new=True)]))

    def _at(self, place: str) -> Part | None:
        part = self.root
        for number in place.split(".")[1:]:
            if not number.isdigit() or int(number) >= len(part.parts):
                return None
            part = part.parts[int(number)]
        return part

    def _place(self) -> None:
        def settle(part: Part, place: str) -> None:
            part.place = place
            for number, inner in enumerate(part.parts):
                settle(inner, f"{place}.{number}")

        settle(self.root, "0")

    @property
    def tree(self) -> Json:
        """The tree as JSON with its version, as segments keep it."""
        return {"version": 1, **self.root.json()}

    @property
    def past_text(self) -> str:
        """The trees before, for the form."""
        return json.dumps(self.past)

    def read(self) -> tuple[Group | None, list[str]]:
        """Return the tree, or None and what is to be mended, each fault also with its part."""
        faults = list(self._faults(self.root))
        if faults:
            return None, faults
        try:
            return parse(self.tree, check), []
        except TreeError as error:
            return None, [str(error)]

    def _faults(self, part: Part) -> list[str]:
        if part.is_group:
            return [fault for inner in part.parts for fault in self._faults(inner)]
        if not part.name:
            return []
        try:
            check(part.name, part.values)
        except TreeError as error:
            part.fault = str(error)
            return [part.fault]
        return []

    def finished(self) -> "Draft":
        """Return the draft without conditions that were not chosen and groups without any."""

        def kept(part: Part) -> Part | None:
            if not part.is_group:
                return part if part.name else None
            parts = [one for one in map(kept, part.parts) if one is not None]
            return Part(op=part.op, parts=parts) if parts else None

        return Draft(kept(self.root) or Part(op=self.root.op), self.past)


def _values(told: QueryDict, place: str, name: str) -> dict[str, Any]:
    if name not in conditions:
        return {}
    found: dict[str, Any] = {}
    for parameter in conditions.get(name).parameters:
        value = _value(told, f"v-{place}-{parameter.name}", parameter)
        if value not in ("", []):
            found[parameter.name] = value
    return found


def _value(told: QueryDict, key: str, parameter: Parameter) -> Any:
    if parameter.type is ParameterType.CHOICES:
        return [code for code in told.getlist(key) if code]
    return (told.get(key) or "").strip()


def _past(text: str) -> list[Json]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
