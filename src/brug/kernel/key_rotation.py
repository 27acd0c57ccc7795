"""Write everything that is encrypted again with the newest key."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction
from encrypted_fields.fields import EncryptedFieldMixin

from brug.kernel.access.actor import Actor

_BATCH = 200


def encrypted_columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield each model of the house that has encrypted columns, with their names."""
    for model in apps.get_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, EncryptedFieldMixin)]
        if names:
            yield model, names


def rotate(*, actor: Actor) -> dict[str, int]:
    """Encrypt every encrypted column anew and return the number of records by model.

    Works in batches, each its own transaction, so that it can be stopped and started again at any
    moment: old keys go on reading what has not been reached.

    Raises:
        PermissionDenied: the actor may not run operations.
        cryptography.fernet.InvalidToken: a value was written with a key that is no longer given.
    """
    actor.require("kernel.run_operations")
    return {
        model._meta.label_lower: _rotate_model(model, names) for model, names in encrypted_columns()
    }


def _rotate_model(model: type[models.Model], names: list[str]) -> int:
    done, last = 0, 0
    while True:
        with transaction.atomic():
            batch = list(
                model._default_manager.select_for_update()
                .filter(pk__gt=last)
                .order_by("pk")[:_BATCH]
            )
            if not batch:
                return done
            model._default_manager.bulk_update(batch, names)
        done += len(batch)
        last = batch[-1].pk
