"""Where encrypted text lies: every encrypted field, and what libraries keep for us."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper, F, QuerySet, Value

from brug.kernel.encryption import AnyField, EncryptedField

Change = Callable[[str], str]

_FACTOR_SECRETS = ("secret", "seed", "migrated_codes")


@dataclass(frozen=True)
class Place:
    """A column of a table with encrypted text in it.

    ``kept_in`` is the field as which the column is read and written here, without decrypting.
    ``through`` returns a value with each encrypted text in it changed.
    """

    model: type[models.Model]
    column: str
    kept_in: AnyField
    through: Callable[[Any, Change], Any]

    @property
    def name(self) -> str:
        """How operators know it: app, table and column."""
        return f"{self.model._meta.label_lower}.{self.column}"

    def rows(self) -> QuerySet[Any, Any]:
        """Return key and raw value of every record with something in it, by key."""
        raw = ExpressionWrapper(F(self.column), output_field=self.kept_in)
        filled = self._all().filter(**{f"{self.column}__isnull": False})
        return filled.order_by("pk").values_list("pk", raw)

    def write(self, key: Any, value: Any) -> None:
        """Put a raw value in place."""
        raw = Value(value, output_field=self.kept_in)
        self._all().filter(pk=key).update(**{self.column: raw})

    def _all(self) -> QuerySet[Any, Any]:
        # Also what a default manager hides.
        return self.model._base_manager.all()  # noqa: SLF001 - documented by Django

    def texts(self, value: Any) -> list[str]:
        """Return the encrypted texts in a raw value."""
        found: list[str] = []

        def note(text: str) -> str:
            found.append(text)
            return text

        self.through(value, note)
        return found


def places() -> Iterator[Place]:
    """Yield every place: the encrypted fields of all models, and allauth's second factors."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedField):
                yield Place(model, field.name, models.TextField(), _whole)
    yield Place(Authenticator, "data", models.JSONField(), _factor)


def _whole(value: str, change: Change) -> str:
    return change(value)


def _factor(value: dict[str, Any], change: Change) -> dict[str, Any]:
    """Apps keep a secret, recovery codes a seed or a list; passkeys keep what everybody may see."""
    return {name: _deep(kept, change, name) for name, kept in value.items()}


def _deep(kept: Any, change: Change, name: str) -> Any:
    if name not in _FACTOR_SECRETS:
        return kept
    return [change(text) for text in kept] if isinstance(kept, list) else change(kept)
