"""What differs between two plans, place by place, in the words of the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from brug.plan.document.export import to_yaml
from brug.plan.document.model import PlanDocument

# Steps of a place that only say how the file is built.
_SILENT = {"objectives", "operational", "indicators"}


@dataclass(frozen=True)
class Difference:
    """One place that differs; ``before`` is None where it is new, ``after`` where it is gone."""

    place: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """'added', 'removed' or 'changed'."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def compare(before: PlanDocument | None, after: PlanDocument) -> list[Difference]:
    """Return the differences in the order of the newer plan, what is gone at the end.

    An indicator is known by its code: one that moved or stands elsewhere in the list is the same.
    """
    old = _places(before) if before is not None else {}
    new = _places(after)
    found = [
        Difference(place, old.get(place), value)
        for place, value in new.items()
        if old.get(place) != value
    ]
    return found + [Difference(place, old[place], None) for place in old if place not in new]


def _places(document: PlanDocument) -> dict[str, str]:
    # Every value as the text that stands in the file: nothing is rounded on the way.
    loaded = yaml.load(to_yaml(document), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    return dict(_walk(loaded, ()))


def _walk(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(inner, _step(path, str(key)))
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        for number, inner in enumerate(value, start=1):
            yield from _walk_item(inner, path, number)
    elif isinstance(value, list):
        yield " · ".join(path), ", ".join(value)
    else:
        yield " · ".join(path), value


def _walk_item(value: Any, path: tuple[str, ...], number: int) -> Iterator[tuple[str, str]]:
    """An item of a list of tables: by its code where it has one, else by its number."""
    if isinstance(value, Mapping) and "id" in value:
        rest = {key: value[key] for key in value if key != "id"}
        yield from _walk(rest, (value["id"],))
    else:
        yield from _walk(value, (*path, str(number)))


def _step(path: tuple[str, ...], key: str) -> tuple[str, ...]:
    """The path with one more step; codes of objectives join to a whole one (SD1.OD2)."""
    if key in _SILENT:
        return path if key != "objectives" else ("",)
    if path and path[0] == "":
        return (key,)
    if path and len(path) == 1 and path[0].isupper() and key.isupper():
        return (f"{path[0]}.{key}",)
    return (*path, key)
