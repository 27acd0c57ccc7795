"""Keys are added safely, and dropped only where nothing needs them."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.exceptions import PermissionDenied
from pydantic import SecretStr
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import fingerprint
from brug.people.models import Merge
from brug.web.commands.keys import keys
from brug.web.keys import changing
from brug.web.keys.services import rotate
from brug.web.secrets_on_disk import split_keys
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
HOUSE = Actor.system("test")
OLD, NEW = "the key of last year", "the key of this year"


@pytest.fixture(autouse=True)
def two_keys(settings: Any, tmp_path: Path) -> Path:
    """Something written with the old key; both lie in the data folder."""
    settings.BRUG_FIELD_KEYS = [OLD]
    Merge.objects.create(kept=make_person(), lost_id=1, ledger="what undoes it")
    settings.BRUG_FIELD_KEYS = [NEW, OLD]
    settings.DATA_DIR = tmp_path
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"brug_field_keys": None})
    file = tmp_path / "keys" / "fields"
    file.parent.mkdir()
    file.write_text(f"{NEW}\n{OLD}", "ascii")
    return file


def run(*words: str) -> Result:
    return CliRunner().invoke(keys, list(words))


def test_a_new_key_stands_in_front_and_the_others_stay(two_keys: Path) -> None:
    made = run("add")
    assert made.exit_code == 0, made.output
    fresh, *others = split_keys(two_keys.read_text("ascii"))
    assert others == [NEW, OLD]
    assert len(fresh) > 60
    assert fresh not in made.output
    assert two_keys.stat().st_mode & 0o077 == 0
    assert [path.name for path in two_keys.parent.iterdir()] == ["fields"]
    line = ModelLogEntry.objects.get(action="web.key_added")
    assert line.data["note"] == fingerprint(fresh)


def test_keys_of_a_setting_are_shown_and_the_data_folder_is_left_alone(
    two_keys: Path, settings: Any
) -> None:
    given = SecretStr(f"{NEW},{OLD}")
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"brug_field_keys": given})
    before = two_keys.read_text("ascii")
    line = next(line for line in run("add").output.splitlines() if "BRUG_FIELD_KEYS=" in line)
    assert line.startswith("BRUG_FIELD_KEYS=")
    assert line.endswith(f",{NEW},{OLD}")
    assert two_keys.read_text("ascii") == before


def test_a_key_that_a_record_needs_is_not_dropped(two_keys: Path) -> None:
    refused = run("drop", fingerprint(OLD))
    assert refused.exit_code == 1
    assert "1 of people.merge.ledger" in refused.output
    assert split_keys(two_keys.read_text("ascii")) == [NEW, OLD]
    rotate(actor=HOUSE)
    done = run("drop", fingerprint(OLD))
    assert done.exit_code == 0, done.output
    assert split_keys(two_keys.read_text("ascii")) == [NEW]
    assert ModelLogEntry.objects.get(action="web.key_dropped").data["note"] == fingerprint(OLD)


def test_what_no_key_reads_keeps_every_key(two_keys: Path, settings: Any) -> None:
    rotate(actor=HOUSE)
    settings.BRUG_FIELD_KEYS = ["thrown away"]
    Merge.objects.create(kept=make_person(), lost_id=2, ledger="lost")
    settings.BRUG_FIELD_KEYS = [NEW, OLD]
    assert run("drop", fingerprint(OLD)).exit_code == 1


@pytest.mark.parametrize(("key", "why"), [(NEW, "newest"), ("another", "no key has")])
def test_the_newest_key_and_one_unknown_cannot_be_dropped(key: str, why: str) -> None:
    refused = run("drop", fingerprint(key))
    assert refused.exit_code == 1
    assert why in refused.output


def test_keys_are_for_whoever_runs_operations() -> None:
    for act in (
        lambda: changing.add_key(actor=Actor.visitor()),
        lambda: changing.drop_key(actor=Actor.visitor(), mark=fingerprint(OLD)),
    ):
        with pytest.raises(PermissionDenied):
            act()
