"""Everything that is encrypted moves to the newest key; after that the old one may go."""

from itertools import count
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from click.testing import CliRunner, Result
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import Unreadable, encrypt_text, fingerprint
from brug.kernel.models import User
from brug.kernel.roles import Role
from brug.people.models import Merge
from brug.web.commands.keys import keys
from brug.web.keys import services
from brug.web.keys.services import CannotRotate, rotate, survey
from tests.factories.kernel import SECRET, give_factor, make_user
from tests.factories.people import make_person
from tests.house.sources import files, name_of

pytestmark = pytest.mark.django_db
HOUSE = Actor.system("test")
OLD, NEW = "the key of last year", "the key of this year"


@pytest.fixture(autouse=True)
def written_with_the_old_key(settings: Any) -> None:
    """Merges and second factors of every kind, from before the new key came."""
    settings.BRUG_FIELD_KEYS = [OLD]
    keep = make_person()
    for number in range(7):
        ledger = f"ledger {number}" if number else None
        Merge.objects.create(kept=keep, lost_id=1000 + number, ledger=ledger)
    give_factor(make_user(Role.DIRECTOR))
    other = make_user(email="second@brug.example")
    for kind, data in {
        "recovery_codes": {"migrated_codes": [encrypt_text("one"), encrypt_text("two")]},
        "webauthn": {"name": "My key", "credential": {"id": "gAAAAA", "sign_count": 3}},
    }.items():
        Authenticator.objects.create(user=other, type=kind, data=data)
    settings.BRUG_FIELD_KEYS = [NEW, OLD]


def readable() -> list[Any]:
    """All that was encrypted, as people and libraries read it."""
    factors = Authenticator.objects.order_by("pk")
    director, other = User.objects.filter(authenticator__isnull=False).distinct().order_by("pk")
    codes = {user: RecoveryCodes.activate(user).get_unused_codes() for user in (director, other)}
    return [
        list(Merge.objects.order_by("pk").values_list("ledger", flat=True)),
        factors.get(type="totp").wrap().validate_code("000000"),
        codes[director],
        codes[other],
        factors.get(type="webauthn").data,
    ]


def by_key() -> dict[str, dict[int, int]]:
    """How many records of each place carry which key; places that hold none are left out."""
    return {one.place.name: dict(one.by_key) for one in survey(actor=HOUSE) if one.by_key}


def test_after_a_rotation_the_old_key_may_go(settings: Any) -> None:
    before = readable()
    assert by_key() == {"people.merge.ledger": {1: 6}, "mfa.authenticator.data": {1: 3}}
    changed = rotate(actor=HOUSE)
    assert changed == {"people.merge.ledger": 6, "mfa.authenticator.data": 3}
    settings.BRUG_FIELD_KEYS = [NEW]
    assert readable() == before
    assert by_key() == {"people.merge.ledger": {0: 6}, "mfa.authenticator.data": {0: 3}}
    settings.BRUG_FIELD_KEYS = [OLD]
    with pytest.raises(Unreadable):
        readable()


def test_a_rotation_that_has_nothing_to_do_writes_nothing() -> None:
    rotate(actor=HOUSE)
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert rotate(actor=HOUSE) == {}
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


@pytest.fixture
def killed_at_the_fifth(monkeypatch: pytest.MonkeyPatch) -> None:
    """End the process, as it were, where the fifth record would be written."""
    real, number = services._write_anew, count(1)

    def write(*given: Any) -> bool:
        if next(number) == 5:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(services, "_BATCH", 2)
    with monkeypatch.context() as patch:
        patch.setattr(services, "_write_anew", write)
        with pytest.raises(KeyboardInterrupt):
            rotate(actor=HOUSE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("killed_at_the_fifth")
def test_a_killed_rotation_keeps_its_batches_and_is_finished_by_the_next(settings: Any) -> None:
    assert by_key()["people.merge.ledger"] == {0: 4, 1: 2}
    before = readable()
    heard: list[int] = []
    changed = rotate(actor=HOUSE, tell=lambda _place, done: heard.append(done))
    assert changed == {"people.merge.ledger": 2, "mfa.authenticator.data": 3}
    assert sum(heard) == 5
    settings.BRUG_FIELD_KEYS = [NEW]
    assert readable() == before


def test_a_rotation_stands_in_the_trail_place_by_place() -> None:
    rotate(actor=HOUSE)
    lines = ModelLogEntry.objects.filter(action="web.keys_rotated").order_by("pk")
    assert [line.data["note"] for line in lines] == ["ledger: 6 of 6", "data: 3 of 3"]
    assert all(line.data["actor"] == "test" for line in lines)


def test_something_unreadable_stops_it_before_anything_changes(settings: Any) -> None:
    lost = Merge.objects.filter(ledger__isnull=False).first()
    assert lost is not None
    settings.BRUG_FIELD_KEYS = ["a key that was thrown away"]
    lost.save()
    settings.BRUG_FIELD_KEYS = [NEW, OLD]
    with pytest.raises(
        CannotRotate, match=rf"1 of people\.merge\.ledger, such as record {lost.pk}"
    ):
        rotate(actor=HOUSE)
    assert by_key()["people.merge.ledger"] == {1: 5}
    done = run("rotate")
    assert done.exit_code == 1
    assert "Nothing was changed" in done.output
    done = run("status")
    assert done.exit_code == 1
    assert f"1 UNREADABLE (records {lost.pk} …)" in done.output


def test_only_who_runs_operations_may_rotate() -> None:
    volunteer = Actor.of_user(make_user(Role.VOLUNTEER))
    for act in (survey, rotate):
        with pytest.raises(PermissionDenied):
            act(actor=volunteer)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(keys, arguments)


def test_the_commands_say_what_is_so_and_what_to_do(settings: Any) -> None:
    done = run("status")
    assert done.exit_code == 0, done.output
    assert fingerprint(NEW) in done.output
    assert NEW not in done.output
    assert "people.merge.ledger: 6 with key 2" in done.output
    assert "brug keys rotate" in done.output
    done = run("rotate")
    assert done.exit_code == 0, done.output
    assert "mfa.authenticator.data: 3 written with the newest key" in done.output
    assert "The older ones are needed only to restore backups" in done.output
    settings.BRUG_FIELD_KEYS = [NEW]
    assert "the one key that there is" in run("status").output


def test_nobody_encrypts_for_a_library_without_a_place_for_it() -> None:
    """``places`` knows what ``encrypt_text`` wrote: whoever calls it adds the place there."""
    callers = {name_of(path) for path in files() if "encrypt_text(" in path.read_text()}
    assert callers == {"kernel/encryption.py", "web/accounts.py"}


def test_every_secret_that_allauth_keeps_is_found() -> None:
    kept = "".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))
    assert SECRET not in kept
    # A passkey's own 'gAAAAA' is none of ours.
    assert kept.count("gAAAAA") - 1 == sum(
        len(one.place.texts(value))
        for one in survey(actor=HOUSE)
        if one.place.model is Authenticator
        for _, value in one.place.rows()
    )
