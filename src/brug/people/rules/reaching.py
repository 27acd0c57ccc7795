"""Whether somebody may be reached for a purpose through a channel, and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from brug.people.enums import ConsentState


class Why(StrEnum):
    """The one reason that decides; only ``CONSENT`` lets reach."""

    CONSENT = "consent"
    FORGOTTEN = "forgotten"
    NOT_OFFERED = "not_offered"
    NEVER_ASKED = "never_asked"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    NO_ADDRESS = "no_address"
    BOUNCED = "bounced"
    HELD = "held"
    QUIET = "quiet"
    PRESSURE = "pressure"


@dataclass(frozen=True)
class Said:
    """What somebody said last: of themselves as a whole, or of one address."""

    state: str
    since: datetime
    where: str = ""
    is_narrow: bool = False


@dataclass(frozen=True)
class Way:
    """An address or number, and when mail to it came back."""

    address: str
    bounced_at: datetime | None = None


_NO = {
    ConsentState.ASKED: Why.WAITING,
    ConsentState.WITHDRAWN: Why.WITHDRAWN,
}


def judge_consent(*, is_forgotten: bool, is_held: bool, is_offered: bool, said: Said | None) -> Why:
    """Return whether somebody agreed, or what stands against it."""
    if is_forgotten:
        return Why.FORGOTTEN
    if is_held:
        return Why.HELD
    if not is_offered:
        return Why.NOT_OFFERED
    if said is None:
        return Why.NEVER_ASKED
    return _NO.get(ConsentState(said.state), Why.CONSENT)


def judge_way(why: Why, way: Way | None) -> Why:
    """Return what a consent is worth with this address; None: there is none."""
    if why is not Why.CONSENT:
        return why
    if way is None:
        return Why.NO_ADDRESS
    return Why.BOUNCED if way.bounced_at else Why.CONSENT


def best(reasons: Sequence[Why]) -> int:
    """Return the place of the reason that counts for several addresses: the first that lets reach,
    or that of the first address."""
    return next((place for place, why in enumerate(reasons) if why is Why.CONSENT), 0)
