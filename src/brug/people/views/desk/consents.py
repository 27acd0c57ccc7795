"""Consents on a contact's page: where each stands, its proof, and whether it lets reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from brug.people.enums import Channel
from brug.people.models import Consent, Contact, Purpose
from brug.people.queries.why_reach import KIND_OF_CHANNEL, Reach, Reaching


@dataclass(frozen=True)
class Line:
    """A purpose through a channel: for the person as a whole, or for one address or number.

    ``consent`` is what was said of just that; ``query`` opens the form that changes it.
    """

    channel: str
    address: str
    consent: Consent | None
    reach: Reach
    query: str


def consents_of(contact: Contact) -> list[tuple[Purpose, list[Line]]]:
    """Return each purpose in use, or once agreed to, with where it stands through each channel."""
    reaching = Reaching(contact)
    told = [(purpose, list(_lines(reaching, purpose))) for purpose in Purpose.objects.all()]
    return [(purpose, lines) for purpose, lines in told if lines]


def _lines(reaching: Reaching, purpose: Purpose) -> Iterator[Line]:
    for channel in Channel:
        said = {
            row.address: row
            for row in reaching.consents
            if row.purpose_id == purpose.pk and row.channel == channel
        }
        if said or purpose.offers(channel):
            for address in _addresses(reaching, channel, said):
                yield _line(reaching, purpose, channel, address, said.get(address))


def _addresses(reaching: Reaching, channel: Channel, said: dict[str, Consent]) -> list[str]:
    """'' for the person as a whole; single addresses where there are several, or words on one."""
    known = reaching.addresses(channel)
    narrow = [address for address in said if address]
    several = known if len(known) > 1 or narrow else []
    return list(dict.fromkeys(["", *several, *narrow]))


def _line(
    reaching: Reaching, purpose: Purpose, channel: Channel, address: str, said: Consent | None
) -> Line:
    told = {"purpose": purpose.code, "channel": channel.value, "address": address}
    return Line(
        channel=str(channel.label),
        address=address,
        consent=said,
        reach=reaching.judge(purpose, channel, address, KIND_OF_CHANNEL[channel]),
        query=urlencode({name: value for name, value in told.items() if value}),
    )
