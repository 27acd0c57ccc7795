"""Permissions: who may do what, from named predicates; unknown names raise."""

from dataclasses import dataclass

import rules
from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class Permission:
    """A right, its meaning for people, and the predicate over (user, object) that grants it."""

    name: str
    label: str | Promise
    predicate: rules.predicates.Predicate

    def check(self) -> None:
        """Raise RegistryError where the predicate has no name to show."""
        if not isinstance(self.predicate, rules.predicates.Predicate):
            raise RegistryError(f"permission '{self.name}' needs a predicate of the rules package")


permissions: Registry[Permission] = Registry("permission")


def declare(name: str, label: str | Promise, predicate: rules.predicates.Predicate) -> None:
    """Register a permission here and with Django, so that ``user.has_perm(name)`` answers."""
    permissions.register(Permission(name=name, label=label, predicate=predicate))
    rules.add_perm(name, predicate)
