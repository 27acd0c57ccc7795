"""The head of a contact's page: each way to reach them, and for what one may."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from brug.people.enums import Channel
from brug.people.models import Contact, PostalAddress, Purpose
from brug.people.views.desk.consents import Line


@dataclass(frozen=True)
class Way:
    """An address or number: how it is followed, and the purposes for which it may be used now.

    ``flag`` says what is wrong with it, in a word; ``later`` are purposes that must wait.
    """

    icon: str
    channel: str
    text: str
    url: str
    flag: str
    now: tuple[str, ...]
    later: tuple[str, ...]


Consents = list[tuple[Purpose, list[Line]]]


def ways_to(contact: Contact, consents: Consents) -> list[Way]:
    """Return every way to reach a contact with what it may be used for."""
    ways = [
        Way(
            "mail",
            str(Channel.EMAIL.label),
            one.address,
            f"mailto:{one.address}",
            _("bounced") if one.bounced_at else "" if one.confirmed_at else _("not confirmed"),
            *_purposes(consents, Channel.EMAIL, one.address),
        )
        for one in contact.emails.all()
    ]
    for one in contact.phones.all():
        told = _purposes(consents, Channel.PHONE, one.number)
        ways.append(
            Way("phone", str(Channel.PHONE.label), one.number, f"tel:{one.digits}", "", *told)
        )
    for place in contact.addresses.all():
        told = _purposes(consents, Channel.POST, "")
        ways.append(Way("place", str(Channel.POST.label), _postal(place), "", "", *told))
    return ways


def _postal(one: PostalAddress) -> str:
    town = f"{one.postal_code} {one.city}".strip()
    country = "" if one.country == "BE" else one.country
    return ", ".join(part for part in (one.street, one.extra, town, country) if part)


def _purposes(
    consents: Consents, channel: Channel, address: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The purposes for which an address may be used now, and those that must wait."""
    now, later = [], []
    for purpose, lines in consents:
        of_channel = {one.address: one for one in lines if one.reach.channel == channel}
        # A word about one address goes before that about the person as a whole.
        line = of_channel.get(address) or of_channel.get("")
        if line and line.reach.may:
            now.append(purpose.name)
        elif line and line.reach.is_agreed:
            later.append(purpose.name)
    return tuple(now), tuple(later)
