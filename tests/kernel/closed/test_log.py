"""The log of who read closed records: it only grows, and tells as much as each may know."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from brug.kernel.access.actor import Actor
from brug.kernel.closed.fading import drop_reading
from brug.kernel.closed.privacy import erase_readings, export_readings
from brug.kernel.closed.services import LONGEST_REASON, note_reading
from brug.kernel.models import ClosedReading, LogIsKept, ReadingWay, User
from brug.kernel.registries.closed_records import ClosedKind, closed_kinds
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.registry import RegistryError, UnknownEntry
from brug.kernel.roles import Role
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
KIND = "people.closed_notes"
LOG = "/desk/closed/"


@pytest.fixture
def reader() -> User:
    return make_user(Role.STAFF_MOVEMENT)


def read(reader: User, person_id: int | None = None, *records: int, why: str = "she rings") -> None:
    note_reading(
        actor=Actor.of_user(reader),
        kind=KIND,
        record_ids=records or [7],
        person_id=person_id,
        why=why,
    )


def look(*roles: Role, email: str = "kijker@brug.example") -> Client:
    user = make_user(*roles, email=email)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    give_factor(user)
    return sign_in(Client(), user)


def test_each_record_that_is_read_is_a_line(reader: User) -> None:
    read(reader, 12, 7, 8, why="  she \n rings ")
    lines = ClosedReading.objects.order_by("record_id")
    assert [(row.record_id, row.person_id, row.why) for row in lines] == [
        (7, 12, "she rings"),
        (8, 12, "she rings"),
    ]
    assert {(row.reader, row.reader_role, row.way) for row in lines} == {
        (reader, "staff_movement", ReadingWay.READ)
    }


@pytest.mark.parametrize("why", ["", "  ", "x", "x" * (LONGEST_REASON + 1)])
def test_nobody_reads_without_a_reason(reader: User, why: str) -> None:
    with pytest.raises(ValidationError):
        read(reader, why=why)
    assert not ClosedReading.objects.exists()


@pytest.mark.parametrize(
    "actor", [HOUSE, Actor.person(1), Actor.visitor()], ids=["house", "person", "visitor"]
)
def test_only_people_who_sign_in_read(actor: Actor) -> None:
    with pytest.raises(PermissionDenied):
        note_reading(actor=actor, kind=KIND, record_ids=[1], person_id=1, why="to see")


def test_a_kind_needs_its_right_and_a_name(reader: User) -> None:
    with pytest.raises(PermissionDenied):
        read(make_user(Role.ADMINISTRATOR, Role.DIRECTOR))
    with pytest.raises(UnknownEntry):
        note_reading(
            actor=Actor.of_user(reader), kind="x.y", record_ids=[1], person_id=1, why="to see"
        )
    with pytest.raises(RegistryError):
        ClosedKind("people.x", "x", "people.nobody_declared", lambda *_: {}).check()


def test_lines_are_neither_changed_nor_deleted(reader: User) -> None:
    read(reader, 12)
    line = ClosedReading.objects.get()
    for attempt in (
        line.save,
        line.delete,
        ClosedReading.objects.all().delete,
        lambda: ClosedReading.objects.update(why="another"),
        lambda: ClosedReading.objects.update(person_id=1, record_id=2),
        lambda: ClosedReading.objects.bulk_update([line], ["read_at"]),
    ):
        with pytest.raises(LogIsKept), transaction.atomic():
            attempt()
    assert ClosedReading.objects.get().why == "she rings"


def test_the_reason_lies_encrypted_in_the_database(reader: User) -> None:
    read(reader, why="xylofoon")
    with connection.cursor() as cursor:
        cursor.execute("SELECT why FROM kernel_closedreading")
        assert "xylofoon" not in cursor.fetchone()[0]


def test_a_person_is_told_role_and_moment_and_no_name(reader: User) -> None:
    read(reader, 12)
    read(reader, 13)
    (told,) = export_readings(12)
    assert told == {
        "record": str(closed_kinds.get(KIND).label),
        "when": ClosedReading.objects.get(person_id=12).read_at.isoformat(),
        "role": "staff_movement",
        "way": "read",
    }


def test_who_is_forgotten_takes_the_reasons_along_and_leaves_the_lines(reader: User) -> None:
    read(reader, 12)
    read(reader, 13)
    assert erase_readings(12) == 1
    assert {row.person_id: row.why for row in ClosedReading.objects.all()} == {
        12: "",
        13: "she rings",
    }


def test_lines_go_after_their_term(reader: User) -> None:
    read(reader, 12, 1, 2)
    old = ClosedReading.objects.get(record_id=1)
    edge = timezone.now() - timedelta(days=1)
    ClosedReading._base_manager.filter(pk=old.pk).update(read_at=edge - timedelta(days=1))
    kind = retention_kinds.get("kernel.closed_readings")
    assert [row.pk for row in kind.due(edge)] == [old.pk]
    drop_reading(old.pk)
    assert ClosedReading.objects.get().record_id == 2


def test_the_log_shows_who_read_what_of_whom_and_why(reader: User) -> None:
    person = make_person("Karimi", "Zoë")
    read(reader, person.pk, 7)
    html = look(Role.ADMINISTRATOR).get(LOG).content.decode()
    for text in ("Toon Test", "Staff: movement", "Closed note 7", "Zoë Karimi", "she rings"):
        assert text in html
    assert f"/desk/people/{person.public_id}/" in html


def test_the_log_is_narrowed_and_taken_along(reader: User) -> None:
    one, other = make_person("Karimi"), make_person("Maes")
    read(reader, one.pk, 7)
    read(reader, other.pk, 8)
    director = look(Role.DIRECTOR)
    today = timezone.localdate().isoformat()
    for question, shown in (
        (f"person={one.pk}", {"7"}),
        (f"reader={reader.pk}", {"7", "8"}),
        ("way=handed_over", set()),
        (f"kind={KIND}&read_at_from={today}&read_at_to={today}", {"7", "8"}),
        ("read_at_to=2020-01-01", set()),
    ):
        given = director.get(f"{LOG}?{question}&export=csv")
        rows = list(csv.reader(io.StringIO(b"".join(given).decode("utf-8-sig"))))
        assert {row[4] for row in rows[1:]} == shown, question
    assert ModelLogEntry.objects.filter(action="kernel.list_exported").exists()


def test_a_long_log_takes_no_more_queries(reader: User) -> None:
    director = look(Role.DIRECTOR)

    def queries() -> int:
        director.get(LOG)
        with CaptureQueriesContext(connection) as found:
            director.get(LOG)
        return len(found)

    read(reader, make_person("Een").pk)
    few = queries()
    for number in range(20):
        read(reader, make_person(f"Meer {number}").pk)
    assert queries() == few


@pytest.mark.parametrize("role", [Role.STAFF_MOVEMENT, Role.COORDINATOR, Role.BOARD])
def test_who_reads_closed_records_does_not_read_the_log(role: Role) -> None:
    assert look(role).get(LOG).status_code in {302, 403}
