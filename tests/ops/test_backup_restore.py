"""A backup brings everything back, elsewhere, and a bad one brings nothing."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.kernel.users import services
from brug.web.backups.archive import verify
from brug.web.backups.kept import is_kept
from brug.web.processes.presence import announce
from tests.factories.people import make_person
from tests.ops.bad_archives import cut_off, of_a_newer_version, reaching_out
from tests.ops.installations import Installation, copy_test_database, drop_postgres, make_postgres

pytestmark = pytest.mark.django_db(transaction=True)

# Laying PostgreSQL's tables takes half a minute; one test does, the others' steps are the same.
needs_no_tables_laid = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="shown on SQLite"
)


def _keep_records() -> None:
    actor = Actor.system("test")
    for number in range(5):
        user = services.make_user(
            actor=actor, email=f"u{number}@example.org", first_name="Zoë", last_name="O'Brien\t\\"
        )
        services.grant_role(actor=actor, user=user, role=Role.DIRECTOR)


@pytest.fixture
def lived_in(tmp_path: Path) -> Iterator[Installation]:
    """An installation with records, files and keys."""
    _keep_records()
    folder = tmp_path / "lived-in"
    installation = Installation(folder, copy_test_database(folder))
    for name, content in {
        "files/photos/a.jpg": random.Random(1).randbytes(300_000),
        "files/empty.txt": b"",
        "files/naïve name.txt": b"x",
        "keys/secret": b"the secret key of the one that lives here",
        "keys/fields": b"the key of its encrypted fields",
        "mail/1.log": b"Subject: hello",
        "static/app.css": b"made again by itself",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    yield installation
    if installation.database_url:
        drop_postgres(installation.database_url)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Installation]:
    """An installation with nothing in it."""
    url = ""
    if connection.vendor == "postgresql":
        url = make_postgres(f"{connection.settings_dict['NAME']}_elsewhere")
    yield Installation(tmp_path / "elsewhere", url)
    if url:
        drop_postgres(url)


@pytest.fixture
def backup(lived_in: Installation, tmp_path: Path) -> Path:
    """A backup of the one that is lived in."""
    target = tmp_path / "all.tar.gz"
    done = lived_in.brug("backup", str(target))
    assert done.returncode == 0, done.stderr
    return target


def test_a_backup_restored_elsewhere_has_every_row_and_every_file(
    lived_in: Installation, elsewhere: Installation, backup: Path
) -> None:
    done = elsewhere.brug("restore", str(backup))
    assert done.returncode == 0, done.stderr
    rows, there = lived_in.rows(), elsewhere.rows()
    assert rows["kernel_user"]
    assert len(rows["kernel_user"]) == 5
    assert there == rows
    assert "held" not in done.stdout
    kept = {
        name: data
        for name, data in lived_in.files().items()
        # The second tells when this folder was last backed up: a restored one never was.
        if not name.startswith("static") and name != ".last_backup"
    }
    assert elsewhere.files() == kept
    assert backup.stat().st_mode & 0o077 == 0
    # Numbers go on where they were.
    assert _next_number(elsewhere) == _next_number(lived_in)


def _next_number(installation: Installation) -> str:
    code = (
        "import django; django.setup(); from brug.kernel.models import User;"
        "print(User.objects.create_user('new@example.org').pk)"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env=installation.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_bad_backup_changes_nothing(lived_in: Installation, backup: Path) -> None:
    whole = backup.read_bytes()
    before = lived_in.state()
    for spoil in (cut_off, of_a_newer_version, reaching_out):
        backup.write_bytes(spoil(whole))
        done = lived_in.brug("restore", str(backup), "--replace")
        assert done.returncode == 1
        assert "Nothing was changed" in done.stderr
        assert "Traceback" not in done.stderr
        assert lived_in.state() == before


@needs_no_tables_laid
def test_what_is_there_is_replaced_only_on_demand_and_kept(
    lived_in: Installation, elsewhere: Installation, backup: Path
) -> None:
    assert elsewhere.brug("restore", str(backup)).returncode == 0
    (elsewhere.folder / "files" / "new.txt").write_bytes(b"made since")
    before = elsewhere.state()
    refused = elsewhere.brug("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert elsewhere.state() == before
    done = elsewhere.brug("restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    assert elsewhere.rows() == lived_in.rows()
    kept = [name for name in elsewhere.files() if name.startswith("before_restore")]
    assert any(name.endswith("files/new.txt") for name in kept)
    again = backup.with_name("again.tar.gz")
    assert elsewhere.brug("backup", str(again)).returncode == 0
    assert not any(is_kept(name.removeprefix("files/")) for name in verify(again).checksums)
    assert "files/new.txt" not in elsewhere.files()


@needs_no_tables_laid
def test_who_was_forgotten_since_the_backup_is_forgotten_again(
    lived_in: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    person = make_person("Peeters", "Noor", email="noor@example.org")
    copy_test_database(lived_in.folder)
    backup = tmp_path / "with-noor.tar.gz"
    assert lived_in.brug("backup", str(backup)).returncode == 0
    forgotten = lived_in.brug("people", "erase", str(person.public_id), "--reason", "asked")
    assert forgotten.returncode == 0, forgotten.stderr
    done = lived_in.brug("restore", str(backup), "--replace")
    assert "1 people were forgotten since" in done.stdout, done.stderr
    assert b"noor@example.org" not in (lived_in.folder / "brug.sqlite3").read_bytes()
    assert not (lived_in.folder / ".forget-again").exists()


@needs_no_tables_laid
def test_who_is_forgotten_while_a_backup_is_made_stays_forgotten(
    lived_in: Installation, tmp_path: Path
) -> None:
    person = make_person("Peeters", "Noor", email="noor@example.org")
    copy_test_database(lived_in.folder)
    backup = tmp_path / "with-noor.tar.gz"
    forget_halfway = f"""
import django; django.setup()
from pathlib import Path
from brug.kernel.access.actor import Actor
from brug.people.services.privacy import erase_person
from brug.web.backups import contents, making
read = contents.files
def files(*told):
    erase_person(actor=Actor.system("test"), person_id={person.pk}, reason="asked")
    return read(*told)
contents.files = files
making.make_backup(Path({str(backup)!r}))
"""
    made = subprocess.run(
        [sys.executable, "-c", forget_halfway],
        env=lived_in.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    done = lived_in.brug("restore", str(backup), "--replace")
    assert "1 people were forgotten since" in done.stdout, done.stderr
    assert b"noor@example.org" not in (lived_in.folder / "brug.sqlite3").read_bytes()


@needs_no_tables_laid
def test_what_a_killed_restore_left_of_it_the_worker_does(
    lived_in: Installation,
) -> None:
    person = make_person("Peeters", "Noor", email="noor@example.org")
    copy_test_database(lived_in.folder)
    (lived_in.folder / ".forget-again").write_text(str(person.public_id))
    assert lived_in.brug("worker", "--batch").returncode == 0
    addresses = lived_in.rows()["people_emailaddress"]
    assert addresses == []
    assert not (lived_in.folder / ".forget-again").exists()


def test_nothing_is_restored_under_a_running_installation(
    lived_in: Installation, backup: Path
) -> None:
    announce(lived_in.folder)
    before = lived_in.state()
    done = lived_in.brug("restore", str(backup), "--replace")
    assert "running" in done.stderr
    assert lived_in.state() == before


@needs_no_tables_laid
def test_other_keys_than_those_of_the_backup_are_refused(
    lived_in: Installation, tmp_path: Path, elsewhere: Installation
) -> None:
    lived_in.more["BRUG_FIELD_KEYS"] = "first,second"
    target = tmp_path / "keyless.tar.gz"
    assert "BRUG_FIELD_KEYS" not in lived_in.brug("backup", str(target)).stdout
    elsewhere.more["BRUG_FIELD_KEYS"] = "second"
    refused = elsewhere.brug("restore", str(target))
    assert refused.returncode == 1
    assert "BRUG_FIELD_KEYS" in refused.stderr
    # A file of keys comes along, but nothing was encrypted with what is in it.
    elsewhere.more.clear()
    refused = elsewhere.brug("restore", str(target))
    assert refused.returncode == 1
    assert "2 keys that this installation does not have" in refused.stderr
    assert "Nothing was changed" in refused.stderr
    assert elsewhere.rows() == {}
    elsewhere.more["BRUG_FIELD_KEYS"] = "third,first,second"
    assert elsewhere.brug("restore", str(target)).returncode == 0


@needs_no_tables_laid
def test_a_restore_brings_keys_of_the_folder_also_when_they_are_several(
    lived_in: Installation, tmp_path: Path, elsewhere: Installation
) -> None:
    (lived_in.folder / "keys" / "fields").write_text("the newest\nan older one\n")
    target = tmp_path / "two-keys.tar.gz"
    assert lived_in.brug("backup", str(target)).returncode == 0
    done = elsewhere.brug("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert (elsewhere.folder / "keys" / "fields").read_text() == "the newest\nan older one\n"


@needs_no_tables_laid
def test_another_secret_key_does_not_stand_in_the_way(
    lived_in: Installation, elsewhere: Installation, backup: Path
) -> None:
    elsewhere.more["BRUG_SECRET_KEY"] = "another than that of the one that was backed up"
    done = elsewhere.brug("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert lived_in.brug("keys", "status").stdout == elsewhere.brug("keys", "status").stdout


def test_a_backup_does_not_overwrite_by_itself(lived_in: Installation, backup: Path) -> None:
    content = backup.read_bytes()
    done = lived_in.brug("backup", str(backup))
    assert done.returncode == 1
    assert backup.read_bytes() == content
