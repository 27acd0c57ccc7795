"""The fictional people."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from anyascii import anyascii

from brug.kernel.access.actor import Actor
from brug.people.demo.names import Names, Origin
from brug.people.demo.places import Place, Places
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import make_contacts

_WITH_EMAIL, _WITH_PHONE, _WITH_STREET, _WITH_BIRTH_YEAR = 0.9, 0.22, 0.45, 0.35


class Individuals:
    """Draws people; each has a number of its own, so that no two share an e-mail address."""

    def __init__(self, random: Random, places: Places, now: datetime) -> None:
        self._random = random
        self._places = places
        self._names = Names(random)
        self._now = now

    def make(
        self, actor: Actor, count: int, first_acts: dict[int, datetime], volunteers: set[int]
    ) -> tuple[list[int], list[str], list[Place]]:
        """Make ``count`` people; return their keys, e-mail addresses ('' for none) and places.

        They are known since a little before their first act, or since some day of eight years.
        """
        drawn = self._names.draw(count)
        places = self._places.draw(count)
        new = []
        for head in range(count):
            since = first_acts.get(head)
            if since is None:
                since = self._now - timedelta(days=self._random.randint(1, 2900))
            elif self._random.random() < 0.4:
                since -= timedelta(days=self._random.randint(0, 1800))
            new.append(self._person(head, drawn[head], places[head], since, head in volunteers))
        keys = make_contacts(actor=actor, contacts=new)
        return [key or 0 for key in keys], [person.email for person in new], places

    def _person(
        self,
        head: int,
        name: tuple[str, str, Origin],
        place: Place,
        since: datetime,
        is_volunteer: bool,  # noqa: FBT001 - a field
    ) -> NewContact:
        random = self._random
        first, last, origin = name
        has_email = is_volunteer or random.random() < _WITH_EMAIL
        has_phone = random.random() < (0.8 if is_volunteer else _WITH_PHONE)
        return NewContact(
            first_name=first,
            last_name=last,
            language=random.choice(origin.languages),
            languages=(origin.speaks,) if origin.speaks else (),
            birth_year=self._birth_year(),
            email=_address(first, last, head) if has_email else "",
            email_confirmed_at=since if has_email else None,
            # Numbers that start so are given to nobody in Belgium.
            phone=f"0400 {head // 10000:02} {head // 100 % 100:02} {head % 100:02}"
            if has_phone
            else "",
            street=self._places.street() if random.random() < _WITH_STREET else "",
            postal_code=place.code,
            city=place.city,
            is_volunteer=is_volunteer,
            external_id=f"demo.person.{head}",
            known_since=since,
            public_id=UUID(int=random.getrandbits(128), version=4),
        )

    def _birth_year(self) -> int | None:
        if self._random.random() > _WITH_BIRTH_YEAR:
            return None
        return self._now.year - int(self._random.triangular(18, 88, 52))


def _address(first: str, last: str, head: int) -> str:
    plain = anyascii(f"{first}.{last}").lower()
    local = "".join(char for char in plain if char.isalnum() or char in ".-")
    return f"{local}.{head}@example.org"


def now_utc() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
