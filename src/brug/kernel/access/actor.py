"""The one who acts: every service names one."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from brug.kernel.access.permissions import permissions
from brug.kernel.models import User

# How a person who acts for themselves is written down, before their number.
PERSON = "person "


@dataclass(frozen=True)
class Actor:
    """A user, a person who came by a signed link, or the system itself.

    ``label`` says which part of the system acts ('schedule', 'demo', 'command line').
    ``working_regions`` are the keys of the working regions to which the actor is bound; None: no
    bounds.
    """

    user: User | None = None
    person_id: int | None = None
    label: str = ""
    working_regions: frozenset[int] | None = None

    @classmethod
    def system(cls, label: str) -> "Actor":
        """Return the system, acting for ``label``; it may do everything."""
        return cls(label=label)

    @classmethod
    def of_user(cls, user: User) -> "Actor":
        """Return the actor that is a signed-in user, with the regions of their roles."""
        return cls(user=user, working_regions=user.bound_regions)

    @classmethod
    def person(cls, person_id: int) -> "Actor":
        """Return a person who proved by a link who they are; they may act on themselves only."""
        return cls(person_id=person_id)

    @classmethod
    def visitor(cls) -> "Actor":
        """Return somebody unknown on a public page."""
        return cls(label="visitor")

    @classmethod
    def of(cls, request: HttpRequest) -> "Actor":
        """Return the actor of a request: the signed-in user, or a visitor."""
        user = request.user
        return cls.of_user(user) if user.is_authenticated else cls.visitor()

    @property
    def is_system(self) -> bool:
        """Whether no human acts."""
        if self.user is not None or self.person_id is not None:
            return False
        # An actor that nobody named may nothing.
        return self.label not in {"", "visitor"}

    def may(self, permission: str, target: Model | None = None) -> bool:
        """Tell whether the actor holds ``permission`` (on ``target``).

        Raises:
            UnknownEntry: nobody declared that permission.
        """
        permissions.get(permission)
        if self.is_system:
            return True
        return self.user is not None and self.user.has_perm(permission, target)

    def require(self, permission: str, target: Model | None = None) -> None:
        """Pass silently where ``may`` says yes.

        Raises:
            PermissionDenied: the actor lacks the right; the message names it.
            UnknownEntry: nobody declared that permission.
        """
        if not self.may(permission, target):
            label = permissions.get(permission).label
            raise PermissionDenied(_("You need the right '%(right)s'.") % {"right": label})

    def __str__(self) -> str:
        if self.user is not None:
            return str(self.user)
        return f"{PERSON}{self.person_id}" if self.person_id else self.label
