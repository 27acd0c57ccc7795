"""Registries refuse what cannot work when it is registered, not when it is used."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.registries.audit_verbs import AuditVerb
from brug.kernel.registries.measures import Column, Measure, Nature, Unit
from brug.kernel.registries.schedules import Schedule
from brug.kernel.registry import Registry, RegistryError, UnknownEntry


def _measure(**changes: object) -> Measure:
    fields: dict[str, object] = {
        "name": "kernel.users",
        "label": "Users",
        "explanation": "All users",
        "unit": Unit.PEOPLE,
        "nature": Nature.LEVEL,
        "records": lambda _period: User.objects.all(),
        "aggregate": Count("pk"),
        "columns": (Column("Name", str),),
        "watermark": lambda: "",
        "permission": "kernel.view_user",
        "export_permission": "kernel.view_user",
    }
    return Measure(**{**fields, **changes})


@pytest.mark.parametrize("name", ["users", "Kernel.users", "kernel.", "kernel users", ".x", ""])
def test_a_name_without_room_is_refused(name: str) -> None:
    with pytest.raises(RegistryError, match=r"room\.thing"):
        Registry[AuditVerb]("audit verb").register(AuditVerb(name=name, label="x"))


def test_the_same_name_twice_is_refused() -> None:
    registry = Registry[AuditVerb]("audit verb")
    registry.register(AuditVerb(name="kernel.thing_done", label="x"))
    with pytest.raises(RegistryError, match="twice"):
        registry.register(AuditVerb(name="kernel.thing_done", label="y"))


def test_an_unknown_name_tells_which_names_there_are() -> None:
    registry = Registry[AuditVerb]("audit verb")
    registry.register(AuditVerb(name="kernel.thing_done", label="x"))
    with pytest.raises(UnknownEntry, match=r"kernel\.thing_done"):
        registry.get("kernel.other")


def test_a_measure_without_columns_is_refused() -> None:
    with pytest.raises(RegistryError, match="columns"):
        _measure(columns=()).check()


def test_a_measure_whose_phrase_uses_an_unknown_filter_is_refused() -> None:
    with pytest.raises(RegistryError, match="unknown filters"):
        _measure(phrases={"users": {"colour": "red"}}).check()


@pytest.mark.parametrize("right", ["permission", "export_permission"])
def test_a_measure_whose_rights_nobody_declared_is_refused(right: str) -> None:
    with pytest.raises(RegistryError, match=r"nobody declared 'kernel\.fly'"):
        _measure(**{right: "kernel.fly"}).check()


def test_a_measure_with_names_must_say_who_may_read_them() -> None:
    names = (Column("Name", str, is_personal=True),)
    with pytest.raises(RegistryError, match="who may read its names"):
        _measure(columns=names).check()
    _measure(columns=names, named_to=lambda users, _actor: users).check()


def test_a_measure_without_region_says_so_instead_of_counting_all() -> None:
    with pytest.raises(ValueError, match="not kept by region"):
        _measure().narrowed(None, region_path="0001")  # type: ignore[arg-type]


def test_a_permission_that_nobody_declared_raises_instead_of_refusing() -> None:
    with pytest.raises(UnknownEntry):
        Actor.system("test").may("kernel.fly")


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001
def test_two_clocks_in_the_same_turn_name_the_same_slot(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    schedule = Schedule("kernel.x", "x", lambda: None, every=timedelta(minutes=5))
    start = now.timestamp() // 300 * 300
    same_turn = datetime.fromtimestamp(start, UTC)
    assert schedule.slot(now) == schedule.slot(same_turn)
    assert schedule.slot(now) != schedule.slot(now + timedelta(minutes=5))


def test_a_daily_turn_starts_at_its_hour() -> None:
    schedule = Schedule("kernel.x", "x", lambda: None, at_hour=6)
    before = datetime(2026, 11, 23, 5, 59, tzinfo=UTC)
    after = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert schedule.slot(before) != schedule.slot(after)


def test_a_schedule_has_exactly_one_rhythm() -> None:
    with pytest.raises(RegistryError):
        Schedule("kernel.x", "x", lambda: None).check()
    with pytest.raises(RegistryError):
        Schedule("kernel.x", "x", lambda: None, every=timedelta(1), at_hour=3).check()
