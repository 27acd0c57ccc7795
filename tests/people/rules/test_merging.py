"""Which of two values stays when two contacts become one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.people.enums import ConsentState
from brug.people.rules.merging import (
    CHOOSABLE,
    REACH,
    FieldValue,
    Side,
    Word,
    joined,
    overruled,
    suggested,
    unasked,
)

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
fields = st.sampled_from(CHOOSABLE)
values = st.builds(
    FieldValue,
    st.sampled_from(["", None, "a", "bb"]),
    st.booleans(),
    st.sampled_from([0.0, 1.0]),
)
words = st.builds(
    Word,
    st.sampled_from(ConsentState),
    st.integers(0, 5).map(lambda days: EPOCH + timedelta(days=days)),
    st.booleans(),
)


@given(fields, values, values)
def test_what_is_known_is_never_given_up_for_nothing(
    field: str, keep: FieldValue, lose: FieldValue
) -> None:
    for rule in (suggested, unasked):
        stays = {Side.KEEP: keep, Side.LOSE: lose}[rule(field, keep, lose)]
        assert not stays.is_empty or (keep.is_empty and lose.is_empty)


@given(st.sampled_from(REACH), values, values)
def test_by_what_somebody_is_reached_stays_unless_somebody_says_otherwise(
    field: str, keep: FieldValue, lose: FieldValue
) -> None:
    assert (unasked(field, keep, lose) == Side.KEEP) or keep.is_empty


@given(fields.filter(lambda name: name not in REACH), values, values)
def test_of_all_else_what_is_suggested_stays(
    field: str, keep: FieldValue, lose: FieldValue
) -> None:
    assert unasked(field, keep, lose) == suggested(field, keep, lose)


@pytest.mark.parametrize(
    ("field", "keep", "lose", "side"),
    [
        ("email", FieldValue("a"), FieldValue("b", is_confirmed=True), Side.LOSE),
        ("email", FieldValue("a", changed=1), FieldValue("b", changed=2), Side.LOSE),
        ("email", FieldValue("a", changed=2), FieldValue("b", changed=2), Side.KEEP),
        ("first_name", FieldValue("Mo"), FieldValue("Mohammad"), Side.LOSE),
        ("birth_year", FieldValue(1990, changed=1), FieldValue(1991, changed=2), Side.KEEP),
    ],
)
def test_the_suggestion_is_confirmed_or_longer_or_newer(
    field: str, keep: FieldValue, lose: FieldValue, side: Side
) -> None:
    assert suggested(field, keep, lose) == side


@given(words, words)
def test_one_word_comes_of_two_whoever_is_asked_first(one: Word, other: Word) -> None:
    result = joined(one, other)
    assert result in (one, other)
    assert (result.state, result.since) == (joined(other, one).state, joined(other, one).since)


@given(words, words)
def test_a_no_gives_way_to_a_later_yes_with_proof_only(one: Word, other: Word) -> None:
    no = next((word for word in (one, other) if word.state == ConsentState.WITHDRAWN), None)
    if no is None:
        return
    yes = other if no is one else one
    gives_way = yes.state == ConsentState.GIVEN and yes.has_proof and yes.since > no.since
    assert (joined(one, other).state == ConsentState.WITHDRAWN) != gives_way
    assert overruled(no, yes) == (
        yes.state != ConsentState.WITHDRAWN and not (yes.has_proof and yes.since > no.since)
    )
