"""Who signs in with a password, and that Django's own tables of rights mean nothing here."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from brug.kernel.models import User


class PasswordBackend(AuthenticationBackend):
    """Checks passwords and finds the user of a session; gives no rights.

    Rights come from our rules alone: groups, single permissions and the superuser flag of Django
    are neither asked nor, on each page of the desk, read.
    """

    def get_user(self, user_id: Any) -> User | None:
        """Return an active user with the desk's settings, in one query."""
        user = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:  # noqa: ARG002
        """Give no right."""
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:  # noqa: ARG002
        """Give no right."""
        return False

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ARG002
        """Return nothing."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ARG002
        """Return nothing."""
        return set()
