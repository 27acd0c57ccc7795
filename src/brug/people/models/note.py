"""What staff note about contacts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import EncryptedTextField
from brug.kernel.roles import STAFF_TEAMS, Role
from brug.people.enums import Visibility

# Whose notes for 'my team or role' others of the same can read. Administrators look after the
# house, not after people: theirs are for themselves.
SHARING_ROLES = STAFF_TEAMS | {Role.COORDINATOR, Role.DIRECTOR}
READ_CLOSED = "people.read_closed_notes"


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes in domain words."""

    def standing(self) -> "NoteQuerySet":
        """Those that nobody removed."""
        return self.filter(removed_at=None)

    def opened(self) -> "NoteQuerySet":
        """Those that stand and are not closed."""
        return self.standing().exclude(visibility=Visibility.CLOSED)

    def closed(self) -> "NoteQuerySet":
        """Those that stand and are."""
        return self.standing().filter(visibility=Visibility.CLOSED)

    def visible_to(self, actor: Actor) -> "NoteQuerySet":
        """Those that the actor may read: by their visibility, of contacts that the actor sees.

        Never a closed one: that is read through its service alone. People do not read what staff
        note about them on their page; in an export they do.
        """
        if actor.is_system:
            return self.opened()
        if actor.user is None or not actor.may("people.view_contact"):
            return self.none()
        same = SHARING_ROLES & actor.user.roles
        readable = (
            Q(visibility=Visibility.TEAM)
            | Q(author=actor.user)
            | Q(visibility=Visibility.AUTHOR_TEAM, author__role_grants__role__in=same)
        )
        return self.opened().filter(readable).distinct().within_sight_of(actor)

    def closed_to(self, actor: Actor) -> "NoteQuerySet":
        """Closed ones that the actor may know to be there: to read or to remove them."""
        if actor.user is None or not actor.may("people.view_contact"):
            return self.none()
        if not (actor.may(READ_CLOSED) or actor.may("people.delete_contact")):
            return self.none()
        return self.closed().within_sight_of(actor)

    def within_sight_of(self, actor: Actor) -> "NoteQuerySet":
        """Those of contacts in the actor's regions."""
        if actor.working_regions is None:
            return self
        return self.filter(contact__region__working_region__in=actor.working_regions)


class NoteManager(models.Manager["Note"]):
    """Leaves the closed text where it is: only who asks for it by name has it decrypted."""

    def get_queryset(self) -> NoteQuerySet:
        """Return all notes without their closed text."""
        return NoteQuerySet(self.model, using=self._db).defer("closed_text")


class Note(models.Model):
    """A note of a member of staff about a contact.

    The text of a closed note is encrypted, in ``closed_text``; ``text`` is empty then.
    ``is_withheld``: it also tells of somebody else, and so is not handed over to the person.
    ``removed_at``: removed then; nobody reads it, and it is deleted the next night.
    """

    contact = models.ForeignKey("people.Contact", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("note"), blank=True)
    closed_text = EncryptedTextField(_("closed note"), null=True, blank=True)
    is_withheld = models.BooleanField(_("also tells of somebody else"), default=False)
    visibility = models.CharField(
        _("who may read it"),
        max_length=15,
        choices=Visibility.choices,
        default=Visibility.TEAM,
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = NoteManager.from_queryset(NoteQuerySet)()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering: ClassVar = ["-written_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(visibility=Visibility.CLOSED, text="", closed_text__isnull=False)
                | (~Q(visibility=Visibility.CLOSED) & Q(closed_text__isnull=True)),
                name="people_note_closed_or_open",
            )
        ]

    def __str__(self) -> str:
        return gettext_now("Closed note") if self.is_closed else self.text[:60]

    @property
    def is_closed(self) -> bool:
        """Whether only who holds the right reads it, and each reading is noted."""
        return self.visibility == Visibility.CLOSED
