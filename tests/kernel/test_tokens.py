"""Links prove one thing, for a time."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel import tokens

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(st.text(max_size=60))
def test_a_link_carries_what_it_was_made_with(payload: str) -> None:
    token = tokens.make("my", payload, lasts=timedelta(hours=1))
    assert tokens.read("my", token) == payload


def test_a_link_for_one_door_does_not_open_another() -> None:
    token = tokens.make("my", 7, lasts=timedelta(hours=1))
    with pytest.raises(tokens.LinkInvalid):
        tokens.read("unsubscribe", token)


def test_an_old_link_says_that_it_is_old() -> None:
    with time_machine.travel(NOW, tick=False):
        token = tokens.make("my", 7, lasts=timedelta(minutes=30))
    with time_machine.travel(NOW + timedelta(minutes=29), tick=False):
        assert tokens.read("my", token) == 7
    with (
        time_machine.travel(NOW + timedelta(minutes=31), tick=False),
        pytest.raises(tokens.LinkExpired),
    ):
        tokens.read("my", token)


@given(st.text(max_size=80))
def test_nonsense_is_refused_and_never_crashes(text: str) -> None:
    with pytest.raises(tokens.LinkError):
        tokens.read("my", text)


@given(st.integers(0, 200))
def test_a_changed_letter_spoils_the_link(position: int) -> None:
    token = tokens.make("my", 7, lasts=timedelta(hours=1))
    index = position % len(token)
    changed = token[:index] + ("A" if token[index] != "A" else "B") + token[index + 1 :]
    with pytest.raises(tokens.LinkError):
        tokens.read("my", changed)
