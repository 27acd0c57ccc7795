"""Whatever leads to a contact says what becomes of it when two contacts are made one."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from brug.kernel.registries.mergers import Merger, mergers
from brug.kernel.registry import RegistryError
from brug.people.models import Contact


def leading_to_a_contact() -> set[str]:
    """Every column of the house that holds a contact's key."""
    return {
        f"{model._meta.label_lower}.{field.attname}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Contact
    }


def test_every_column_that_leads_to_a_contact_has_a_merger() -> None:
    told = [column for merger in mergers for column in merger.columns]
    assert len(told) == len(set(told)), "two mergers move the same column"
    assert leading_to_a_contact() - set(told) == set(), "name them in the room's mergers.py"


def test_whatever_stays_says_why() -> None:
    assert all(len(merger.stays) > 20 for merger in mergers if merger.merge is None)


@pytest.mark.parametrize(
    "entry",
    [
        Merger(name="people.nothing", columns=("people.note.contact_id",)),
        Merger(name="people.both", columns=(), merge=lambda *_: None, stays="because"),
        Merger(name="people.table", columns=("people.nowhere.x",), stays="because"),
        Merger(name="people.column", columns=("people.note.nowhere",), stays="because"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(entry: Merger) -> None:
    with pytest.raises(RegistryError):
        entry.check()
