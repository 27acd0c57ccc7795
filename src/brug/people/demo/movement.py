"""What the people tier tells later parts of the demo."""

from dataclasses import dataclass

from brug.people.demo.places import Place


@dataclass(frozen=True)
class Movement:
    """What later parts of the demo may build upon: keys of contacts."""

    house: int
    people: list[int]
    emails: list[str]
    places: list[Place]
    groups: list[tuple[int, Place]]
    volunteers: list[int]
    professionals: list[int]
