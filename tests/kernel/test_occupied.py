"""Rooms tell when people are busy, so that no other room puts them elsewhere then."""

from datetime import UTC, datetime, timedelta

import pytest

from brug.kernel.registries.occupied import (
    Occupation,
    OccupiedSource,
    busy_elsewhere,
    occupied_sources,
)
from brug.kernel.registry import RegistryError

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two rooms that know somebody busy at noon; which of them were asked."""
    told: list[str] = []

    def source(room: str) -> OccupiedSource:
        def busy(keys, first, after):  # type: ignore[no-untyped-def]
            told.append(room)
            return [Occupation(key, NOON, NOON + HOUR) for key in keys]

        return OccupiedSource(name=f"{room}.things", label=room, busy=busy)

    entries = {one.name: one for one in (source("gatherings"), source("walk"))}
    monkeypatch.setattr(occupied_sources, "_entries", entries)
    return told


def test_all_rooms_but_ones_own_are_asked(asked: list[str]) -> None:
    found = list(busy_elsewhere([7], NOON, NOON + HOUR, than="walk"))
    assert [(source.room, one.person_id) for source, one in found] == [("gatherings", 7)]
    assert asked == ["gatherings"]


def test_nobody_is_asked_about_nobody(asked: list[str]) -> None:
    assert list(busy_elsewhere([], NOON, NOON + HOUR, than="walk")) == []
    assert asked == []


@pytest.mark.parametrize(
    ("first", "after"), [(NOON, NOON), (NOON, NOON - HOUR), (NOON.replace(tzinfo=None), NOON)]
)
def test_a_span_that_is_none_is_refused(asked: list[str], first: datetime, after: datetime) -> None:
    with pytest.raises(ValueError, match="span"):
        list(busy_elsewhere([7], first, after, than="walk"))


def test_a_source_says_what_keeps_people() -> None:
    with pytest.raises(RegistryError):
        OccupiedSource(name="walk.things", label="", busy=lambda *_told: []).check()
