"""Closed notes: read with a right and a reason, and told nowhere else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import ClosedReading, ReadingWay
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.registries.search import search_sources
from brug.kernel.roles import Role
from brug.people.enums import Visibility
from brug.people.models import Contact, Merge, Note
from brug.people.queries.timeline import timeline
from brug.people.services import closed_notes, notes, privacy
from brug.people.services.full_export.tables import SOURCES, rows_after
from brug.people.services.merging import merge_contacts, undo_merge
from brug.web.keys.services import rotate
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db
SECRET = "xylofoon"


def staff(*roles: Role, **more: Any) -> Actor:
    return Actor.of_user(make_user(*(roles or (Role.STAFF_MOVEMENT,)), **more))


@pytest.fixture
def person() -> Contact:
    return make_person("Karimi", "Zoë", email="zoe@example.org")


def write(person: Contact, **more: Any) -> Note:
    told: dict[str, Any] = {"actor": HOUSE, "contact_id": person.pk, "text": f"Bang: {SECRET}."}
    return closed_notes.write_closed_note(**(told | more))


def test_it_is_read_with_a_reason_and_each_reading_is_a_line(person: Contact) -> None:
    note, reader = write(person), staff()
    for why in ("she rings", "shelter tonight"):
        text = closed_notes.read_closed_note(actor=reader, note_id=note.pk, why=why)
        assert text == f"Bang: {SECRET}."
    lines = ClosedReading.objects.order_by("pk")
    assert [(row.record_id, row.person_id, row.why) for row in lines] == [
        (note.pk, person.pk, "she rings"),
        (note.pk, person.pk, "shelter tonight"),
    ]


def test_without_a_reason_it_stays_closed(person: Contact) -> None:
    note = write(person)
    with pytest.raises(ValidationError):
        closed_notes.read_closed_note(actor=staff(), note_id=note.pk, why=" ")
    assert not ClosedReading.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.DIRECTOR, Role.STAFF_OFFICE, Role.BOARD, Role.CONFIDANT]
)
def test_who_lacks_the_right_neither_reads_nor_writes(person: Contact, role: Role) -> None:
    note, actor = write(person), staff(role)
    with pytest.raises(PermissionDenied):
        closed_notes.read_closed_note(actor=actor, note_id=note.pk, why="to see")
    with pytest.raises(PermissionDenied):
        write(person, actor=actor)
    with pytest.raises(PermissionDenied):
        closed_notes.hand_over(actor=actor, contact_id=person.pk, why="to see")
    assert not ClosedReading.objects.exists()


def test_the_house_itself_reads_none(person: Contact) -> None:
    with pytest.raises(PermissionDenied):
        closed_notes.read_closed_note(actor=HOUSE, note_id=write(person).pk, why="to see")


def test_a_coordinator_reads_those_of_the_own_region() -> None:
    make_municipality("9000", "Gent", "OVL")
    near = make_person(postal_code="9000")
    note = write(near)
    here = staff(Role.COORDINATOR, region=make_region("OVL"))
    there = staff(Role.COORDINATOR, region=make_region("LIM"), email="lim@brug.example")
    assert SECRET in closed_notes.read_closed_note(actor=here, note_id=note.pk, why="rings")
    assert list(Note.objects.closed_to(here)) == [note]
    assert not Note.objects.closed_to(there).exists()
    with pytest.raises(PermissionDenied):
        closed_notes.read_closed_note(actor=there, note_id=note.pk, why="rings")


def test_an_open_note_is_not_read_as_a_closed_one(person: Contact) -> None:
    note = notes.write_note(actor=HOUSE, contact_id=person.pk, text="belt graag")
    with pytest.raises(Note.DoesNotExist):
        closed_notes.read_closed_note(actor=staff(), note_id=note.pk, why="to see")


def test_an_empty_one_is_not_written(person: Contact) -> None:
    with pytest.raises(ValidationError):
        write(person, text=" \n ")


def test_the_database_refuses_closed_words_in_the_open(person: Contact) -> None:
    for told in (
        {"visibility": Visibility.CLOSED, "text": "x"},
        {"visibility": Visibility.CLOSED},
        {"visibility": Visibility.TEAM, "closed_text": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(contact=person, **told)


def stored() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (str(row) for row in cursor.fetchall())


def test_no_word_of_it_stands_anywhere_in_the_database(person: Contact) -> None:
    author = staff()
    note = write(person, actor=author)
    closed_notes.read_closed_note(actor=author, note_id=note.pk, why="rings")
    twin = make_person("Karimi", "Zoë")
    write(twin, actor=author)
    merge_contacts(actor=HOUSE, keep_id=person.pk, lose_id=twin.pk)
    notes.remove_note(actor=author, note=note)
    assert ModelLogEntry.objects.filter(action="people.closed_note_written").count() == 2
    assert [row for row in stored() if SECRET in row] == []


def test_it_is_in_no_list_search_timeline_or_export(person: Contact) -> None:
    author = staff()
    write(person, actor=author)
    for actor in (author, HOUSE):
        assert not Note.objects.visible_to(actor).exists()
        assert timeline(person.pk, actor, 9) == []
    with translation.override("en"):
        assert [str(note) for note in person.notes.all()] == ["Closed note"]
    found = [hit for source in search_sources for hit in source.find(author, SECRET, 9)]
    assert found == []
    assert not SOURCES["notes"].rows().exists()
    assert rows_after("notes", 0, 9) == []
    told = json.dumps(privacy.export_person(actor=author, person_id=person.pk))
    assert SECRET not in told
    kind = retention_kinds.get("people.notes")
    assert SECRET not in kind.line(person.notes.get())


def test_lists_of_notes_decrypt_nothing(person: Contact, settings: Any) -> None:
    write(person)
    settings.BRUG_FIELD_KEYS = ["a key that fits nothing"]
    assert [note.is_closed for note in person.notes.all()] == [True]


def test_the_person_learns_that_it_is_there_and_gets_it_from_who_may_read_it(
    person: Contact,
) -> None:
    note = write(person)
    write(person, text="over een ander", is_withheld=True)
    file: Any = privacy.export_person(actor=HOUSE, person_id=person.pk)["people.file"]
    assert [one["without_text"] for one in file["closed notes"]] == ["ask", "others"]
    reader = staff()
    told = privacy.export_person(actor=reader, person_id=person.pk, closed_why="asked, known")
    file = told["people.file"]
    assert [one.get("text") for one in file["closed notes"]] == [f"Bang: {SECRET}.", None]
    assert "over een ander" not in json.dumps(told)
    line = ClosedReading.objects.get()
    assert (line.record_id, line.way, line.reader) == (
        note.pk,
        ReadingWay.HANDED_OVER,
        reader.user,
    )
    again: Any = privacy.export_person(actor=HOUSE, person_id=person.pk)
    assert [row["role"] for row in again["kernel.closed_readings"]] == ["staff_movement"]


def test_a_file_with_closed_notes_is_for_who_may_read_them(person: Contact) -> None:
    write(person)
    communication = staff(Role.STAFF_COMMUNICATION)
    with pytest.raises(PermissionDenied):
        privacy.export_person(actor=communication, person_id=person.pk, closed_why="asked")


def test_a_merge_carries_notes_and_their_lines_and_gives_them_back(person: Contact) -> None:
    twin = make_person("Karimi", "Zoe")
    note, reader = write(twin), staff()
    closed_notes.read_closed_note(actor=reader, note_id=note.pk, why="rings")
    merge_contacts(actor=HOUSE, keep_id=person.pk, lose_id=twin.pk)
    assert Note.objects.get().contact_id == person.pk
    assert ClosedReading.objects.get().person_id == person.pk
    assert SECRET in closed_notes.read_closed_note(actor=reader, note_id=note.pk, why="rings")
    ClosedReading.objects.filter(why__isnull=True)  # asking whether there is one is allowed
    undo_merge(actor=HOUSE, merge_id=Merge.objects.get().pk)
    assert Note.objects.get().contact_id == twin.pk
    assert ClosedReading.objects.order_by("pk")[0].person_id == twin.pk


def test_who_is_forgotten_leaves_no_closed_note(person: Contact) -> None:
    note = write(person)
    closed_notes.read_closed_note(actor=staff(), note_id=note.pk, why=f"over {SECRET}")
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")
    assert not Note.objects.exists()
    assert ClosedReading.objects.get().why == ""


def test_it_moves_to_a_new_key(person: Contact, settings: Any) -> None:
    old = settings.BRUG_FIELD_KEYS[0]
    note, reader = write(person), staff()
    closed_notes.read_closed_note(actor=reader, note_id=note.pk, why="rings")
    settings.BRUG_FIELD_KEYS = ["the key of this year", old]
    changed = rotate(actor=HOUSE)
    assert changed["people.note.closed_text"] == 1
    assert changed["kernel.closedreading.why"] == 1
    settings.BRUG_FIELD_KEYS = ["the key of this year"]
    assert SECRET in closed_notes.read_closed_note(actor=reader, note_id=note.pk, why="rings")


def test_notes_for_ones_role_are_read_by_the_same_role(person: Contact) -> None:
    make_municipality("9000", "Gent", "OVL")
    near = make_person(postal_code="9000")
    author = staff(Role.COORDINATOR, region=make_region("OVL"))
    notes.write_note(actor=author, contact_id=near.pk, text="x", visibility=Visibility.AUTHOR_TEAM)
    colleague = staff(Role.COORDINATOR, region=make_region("OVL"), email="twee@brug.example")
    assert Note.objects.visible_to(colleague).count() == 1
    assert not Note.objects.visible_to(staff(Role.STAFF_OFFICE)).exists()
