"""Which of two values stays when two contacts become one. Pure: no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from brug.people.enums import ConsentState


class Side(StrEnum):
    """Whose value stays: that of the contact that is kept, or of the one that is lost."""

    KEEP = "keep"
    LOSE = "lose"


# What can be chosen; the last three say which address, number and postal address is the main one.
CHOOSABLE = (
    "kind",
    "first_name",
    "last_name",
    "organisation_name",
    "language",
    "birth_year",
    "user_id",
    "email",
    "phone",
    "address",
)
# By these somebody is reached: another takes their place where somebody says so, never by itself.
REACH = ("email", "phone", "address")
_LONGER = ("first_name", "last_name", "organisation_name", "address")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of one contact, and what speaks for it."""

    value: object = None
    is_confirmed: bool = False
    changed: float = 0  # when the contact changed last, as a timestamp

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return self.value in (None, "")


def suggested(field: str, keep: FieldValue, lose: FieldValue) -> Side:
    """Return whose value to suggest: what is known, else confirmed, else longer, else newer.

    Of two that are equally good the kept contact's stays.
    """
    if keep.is_empty != lose.is_empty:
        return Side.LOSE if keep.is_empty else Side.KEEP
    if keep.is_confirmed != lose.is_confirmed:
        return Side.LOSE if lose.is_confirmed else Side.KEEP
    if field in _LONGER and len(str(keep.value)) != len(str(lose.value)):
        return Side.LOSE if len(str(lose.value)) > len(str(keep.value)) else Side.KEEP
    if field in {"email", "phone", "address", "language"} and lose.changed > keep.changed:
        return Side.LOSE
    return Side.KEEP


def unasked(field: str, keep: FieldValue, lose: FieldValue) -> Side:
    """Return whose value stays where nobody was asked: the suggested one.

    But by what the kept contact is reached, it stays reached.
    """
    if field in REACH and not keep.is_empty:
        return Side.KEEP
    return suggested(field, keep, lose)


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's word on a purpose: where it stands, since when, whether proof is kept."""

    state: ConsentState
    since: datetime
    has_proof: bool = True


def joined(one: Word, other: Word) -> Word:
    """Return the one word of a person who gave two on the same purpose, channel and address.

    The careful one: a no stands, unless a yes with proof came after it. A yes stands over what was
    merely asked. Of two alike the older stands.
    """
    if one.state == other.state:
        return min(one, other, key=lambda word: word.since)
    by_state: Mapping[ConsentState, Word] = {one.state: one, other.state: other}
    no, yes = by_state.get(ConsentState.WITHDRAWN), by_state.get(ConsentState.GIVEN)
    if no and yes:
        return yes if yes.has_proof and yes.since > no.since else no
    return no or yes or one


def overruled(wide: Word, narrow: Word) -> bool:
    """Tell whether a no to everything ends the older yes that the other gave for one address.

    Else a word about one address would go before the later word about the person as a whole.
    """
    return (
        wide.state == ConsentState.WITHDRAWN
        and narrow.state != ConsentState.WITHDRAWN
        and not (narrow.has_proof and narrow.since > wide.since)
    )
