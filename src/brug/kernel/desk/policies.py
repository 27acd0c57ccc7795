"""Wagtail's question 'who may do this?', answered from our roles instead of its groups.

Wagtail asks a policy object per model. Its own ones ask ``user.has_perm``, which our rules answer,
but look into Django's tables of permissions and superusers to list users, and show every row to
whoever may see one. Ours asks the rules in both cases and narrows rows with ``visible_to``.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from brug.kernel.access.actor import Actor
from brug.kernel.models import User


class RolePermissionPolicy(ModelPermissionPolicy):
    """Rights by role, rows by ``visible_to(actor)`` where the model's QuerySet has it."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        """Ask the rule about this very record, and whether the user sees it at all."""
        if not user.has_perm(self._get_permission_name(action), instance):
            return False
        return instance.pk is None or self._rows(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: User, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """Return the rows in which the user has one of ``actions``."""
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return self._rows(user)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        """Return the active users whose roles give them one of ``actions``."""
        users = User.objects.active().filter(role_grants__isnull=False).distinct()
        keys = [
            user.pk
            for user in users.prefetch_related("role_grants")
            if self.user_has_any_permission(user, actions)
        ]
        return User.objects.filter(pk__in=keys)

    def _rows(self, user: User) -> QuerySet[Any]:
        rows = self.model._default_manager.all()
        narrow = getattr(rows, "visible_to", None)
        return rows if narrow is None else narrow(Actor.of_user(user))


def register_policies(models: Iterable[type[Model]]) -> None:
    """Give every one of ``models`` our policy, unless its room registered one of its own."""
    for model in models:
        if policy_registry.get_by_type(model, fallback=False) is None:
            policy_registry.register(model, RolePermissionPolicy(model))
