"""Whatever knows something of a person knows its duties: export, erase, term."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from brug.kernel.registries.privacy import privacy_handlers
from brug.people.models import Contact

# Tables that lead to a person or hold an address, and why they need no duties of their own.
WITHOUT_DUTIES = {
    "kernel.user": "an account is deactivated, not erased: it signs what somebody decided",
}
DEEPEST = 3


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("brug.")]


def leads_to_a_person(model: type[models.Model], depth: int = 0) -> bool:
    """Whether a chain of foreign keys leads from a table to a contact."""
    if model is Contact:
        return True
    if depth == DEEPEST:
        return False
    return any(
        leads_to_a_person(field.related_model, depth + 1)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not model
    )


def holds_an_address(model: type[models.Model]) -> bool:
    return any(isinstance(field, models.EmailField) for field in model._meta.concrete_fields)


def with_personal_data() -> Iterator[str]:
    for model in ours():
        if leads_to_a_person(model) or holds_an_address(model):
            yield model._meta.label_lower


def test_every_table_with_personal_data_has_its_duties() -> None:
    covered = {label.lower() for handler in privacy_handlers for label in handler.models}
    missing = set(with_personal_data()) - covered - set(WITHOUT_DUTIES)
    assert missing == set(), "name them in the room's privacy.py"


def test_duties_are_for_tables_that_exist() -> None:
    known = {model._meta.label_lower for model in apps.get_models()}
    for handler in privacy_handlers:
        assert {label.lower() for label in handler.models} <= known, handler.name


def test_no_excuse_outlives_its_table() -> None:
    assert set(WITHOUT_DUTIES) <= set(with_personal_data())


def test_the_register_of_processing_is_filled_in() -> None:
    for handler in privacy_handlers:
        for text in (handler.purpose, handler.lawful_basis, handler.term):
            assert len(str(text)) > 10, handler.name
