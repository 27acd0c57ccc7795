"""Encrypted fields: read by their own keys alone, and never silently wrong."""

from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.encryption import (
    EncryptedJSONField,
    EncryptedTextField,
    Unreadable,
    decrypt_text,
    encrypt_anew,
    encrypt_text,
    fingerprint,
    key_of,
)
from brug.people.models import Merge


def there_and_back(written: models.Field, read: models.Field, value: object) -> Any:
    """What a column gives back of what another one of its kind, in another process, was given."""
    kept = written.get_db_prep_save(value, connection)
    assert kept is None or kept.startswith("gAAAA")
    return read.from_db_value(kept, None, connection)  # type: ignore[attr-defined]


def test_another_secret_key_leaves_encrypted_fields_readable(settings: Any) -> None:
    kept = EncryptedTextField().get_db_prep_save("a ledger", connection)
    box = encrypt_text("a second factor")
    settings.SECRET_KEY = "changed since"
    assert EncryptedTextField().from_db_value(kept, None, connection) == "a ledger"
    assert decrypt_text(box) == "a second factor"


@given(st.text() | st.none())
def test_text_comes_back_as_it_was(value: str | None) -> None:
    assert there_and_back(EncryptedTextField(), EncryptedTextField(), value) == value


LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(LEAVES, lambda sub: st.lists(sub) | st.dictionaries(st.text(), sub)))
def test_structures_keep_the_kinds_of_their_values(value: Any) -> None:
    back = there_and_back(EncryptedJSONField(), EncryptedJSONField(), value)
    assert back == value
    assert repr(back) == repr(value)


def test_the_newest_key_writes_and_all_read(settings: Any) -> None:
    settings.BRUG_FIELD_KEYS = ["old"]
    before = encrypt_text("x")
    settings.BRUG_FIELD_KEYS = ["new", "old"]
    after = encrypt_anew(before)
    assert (key_of(before), key_of(after)) == (1, 0)
    assert decrypt_text(before) == decrypt_text(after) == "x"
    settings.BRUG_FIELD_KEYS = ["new"]
    assert decrypt_text(after) == "x"
    assert key_of(before) is None


def test_what_no_key_reads_is_an_error_and_no_value(settings: Any) -> None:
    kept = encrypt_text("x")
    settings.BRUG_FIELD_KEYS = ["another"]
    for read in (decrypt_text, encrypt_anew):
        with pytest.raises(Unreadable, match="BRUG_FIELD_KEYS"):
            read(kept)
    with pytest.raises(Unreadable):
        EncryptedTextField().from_db_value(kept, None, connection)


def test_fingerprints_tell_keys_apart_and_give_nothing_away() -> None:
    assert fingerprint("one") == fingerprint("one") != fingerprint("two")
    assert len(fingerprint("one")) == 16


@pytest.mark.parametrize("lookup", ["ledger", "ledger__contains", "ledger__gt"])
def test_filtering_by_what_is_encrypted_is_refused(lookup: str) -> None:
    with pytest.raises(FieldError):
        Merge.objects.filter(**{lookup: "x"})


@pytest.mark.django_db
def test_asking_whether_there_is_a_value_is_fine() -> None:
    assert not Merge.objects.filter(ledger__isnull=False).exists()
