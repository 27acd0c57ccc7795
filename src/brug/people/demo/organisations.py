"""The fictional house itself, its local groups and its members."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from brug.kernel.access.actor import Actor
from brug.people.demo.places import Place, Places
from brug.people.enums import ContactKind
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import make_contacts

_GROUP_NAMES = (
    "Gastvrij {}",
    "Samen in {}",
    "Welkom in {}",
    "Taalmaatjes {}",
    "Buren van {}",
    "Open tafel {}",
    "De Brug naar {}",
    "Onthaal {}",
    "Thuis in {}",
    "Wegwijs {}",
)
_PROFESSIONAL_NAMES = (
    "Huis van het Onthaal",
    "Atelier Nieuwland",
    "Woonhulp De Sleutel",
    "Taalpunt Vlaanderen",
    "Jong en Onderweg",
    "Steunpunt Gezinnen Samen",
    "De Rechtswinkel",
    "Zorgcirkel",
    "Werkplaats Kansen",
    "Cultuurhuis De Poort",
    "Vrouwenhuis Amal",
    "Kindertijd zonder Grenzen",
)


def make_house(actor: Actor, random: Random, place: Place, name: str) -> int:
    """Make the organisation itself as a contact and return its key."""
    house = NewContact(
        kind=ContactKind.ORGANISATION,
        organisation_name=name,
        email="hello@brug.example",
        postal_code=place.code,
        city=place.city,
        external_id="demo.house",
        known_since=datetime(1987, 3, 2, 9, tzinfo=UTC),
        public_id=UUID(int=random.getrandbits(128), version=4),
    )
    return _keys(make_contacts(actor=actor, contacts=[house]))[0]


def make_groups(
    actor: Actor, random: Random, places: Places, count: int, today: date
) -> list[tuple[int, Place]]:
    """Make local groups, spread so that each working region has some; return keys and places."""
    chosen = _spread(random, places, count)
    new = []
    for number, place in enumerate(chosen):
        pattern = _GROUP_NAMES[(number * 7) % len(_GROUP_NAMES)]
        name = pattern.format(place.city)
        new.append(_organisation(random, f"demo.group.{number}", name, place, today))
    keys = _keys(make_contacts(actor=actor, contacts=new))
    return list(zip(keys, chosen, strict=True))


def make_professionals(
    actor: Actor, random: Random, places: Places, count: int, today: date
) -> list[int]:
    """Make the professional organisations among the members; return their keys."""
    new = []
    for number, place in enumerate(places.draw(count)):
        base = _PROFESSIONAL_NAMES[number % len(_PROFESSIONAL_NAMES)]
        name = base if number < len(_PROFESSIONAL_NAMES) else f"{base} {place.city}"
        new.append(_organisation(random, f"demo.professional.{number}", name, place, today))
    return _keys(make_contacts(actor=actor, contacts=new))


def _organisation(
    random: Random, external_id: str, name: str, place: Place, today: date
) -> NewContact:
    since = today - timedelta(days=random.randint(200, 4500))
    number = external_id.rpartition(".")[2]
    local = "".join(char for char in name.lower() if char.isascii() and char.isalnum())
    return NewContact(
        kind=ContactKind.ORGANISATION,
        organisation_name=name,
        email=f"{local}.{number}@example.org",
        street=f"Bruggestraat {random.randint(1, 90)}",
        postal_code=place.code,
        city=place.city,
        external_id=external_id,
        known_since=datetime(since.year, since.month, since.day, 10, tzinfo=UTC),
        public_id=UUID(int=random.getrandbits(128), version=4),
    )


def _spread(random: Random, places: Places, count: int) -> list[Place]:
    """Draw places without repeating a place name while there are others."""
    by_region: dict[int, list[Place]] = {}
    seen: set[str] = set()
    for place in places.draw(count * 6):
        if place.city not in seen:
            seen.add(place.city)
            by_region.setdefault(place.working_region_id, []).append(place)
    chosen: list[Place] = []
    regions = sorted(by_region)
    while len(chosen) < count and any(by_region.values()):
        for region in regions:
            if by_region[region] and len(chosen) < count:
                chosen.append(by_region[region].pop())
    while len(chosen) < count:
        chosen += places.draw(count - len(chosen))
    random.shuffle(chosen)
    return chosen


def _keys(keys: list[int | None]) -> list[int]:
    """The keys of contacts that were all new.

    Raises:
        RuntimeError: the demo was built here before.
    """
    if None in keys:
        raise RuntimeError("this database holds a demo already")
    return [key for key in keys if key is not None]
