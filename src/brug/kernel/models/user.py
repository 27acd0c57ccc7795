"""Users: people with a password, a second factor and roles."""

import uuid
from functools import partial
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from brug.kernel.roles import DESK_ROLES, REGIONAL_ROLES, UNBOUND_ROLES, Role

new_session_salt = partial(get_random_string, 22)


class UserQuerySet(models.QuerySet["User"]):
    """Users in domain words."""

    def active(self) -> "UserQuerySet":
        """Those who may sign in."""
        return self.filter(is_active=True)

    def invited(self) -> "UserQuerySet":
        """Those who have not chosen a password yet."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def holding(self, *roles: Role) -> "UserQuerySet":
        """Those who hold at least one of ``roles``."""
        return self.filter(role_grants__role__in=roles).distinct()


class UserManager(BaseUserManager["User"]):
    """Makes users; roles are granted by ``kernel.users.services``."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who signs in with ``email``, in lower case.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Return the user of an address, however it is capitalised."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in.

    Rights come from roles alone; the superuser flag and Django's groups stay unused, so that there
    is one answer to the question who may do what.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, default="nl")
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("since"), auto_now_add=True)
    session_salt = models.CharField(max_length=22, default=new_session_salt, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering: ClassVar = ["last_name", "first_name", "email"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=False), name="kernel_user_no_superuser"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Return first and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the name to greet by."""
        return self.first_name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind sessions to ``session_salt`` beside the password: a new salt ends them all."""
        return salted_hmac(
            "brug.kernel.User.session",
            f"{self.password}{self.session_salt}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def is_staff(self) -> bool:
        """Whether the user works at the desk (Django's and Wagtail's word for it)."""
        return not DESK_ROLES.isdisjoint(self.roles)

    @cached_property
    def grants(self) -> "list[RoleGrant]":
        """The user's role grants, read once a request."""
        return list(self.role_grants.all()) if self.pk else []

    @property
    def roles(self) -> frozenset[str]:
        """The roles held."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def bound_regions(self) -> frozenset[int] | None:
        """The working regions that the user is bound to; None where nothing binds them.

        A coordinator stays bound who is a volunteer, member or confidant as well: only a role that
        sees every region takes the bounds away.
        """
        regions = frozenset(grant.region_id for grant in self.grants if grant.region_id)
        if not regions or not UNBOUND_ROLES.isdisjoint(self.roles):
            return None
        return regions


class RoleGrant(models.Model):
    """A role of a user, for a region where the role is regional."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="role_grants", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    region = models.ForeignKey(
        "kernel.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
    )
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering: ClassVar = ["user", "role"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "region"], name="kernel_rolegrant_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(region__isnull=True),
                name="kernel_rolegrant_once_without_region",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=sorted(REGIONAL_ROLES))
                | models.Q(region__isnull=False),
                name="kernel_rolegrant_regional_needs_region",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="kernel_rolegrant_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
