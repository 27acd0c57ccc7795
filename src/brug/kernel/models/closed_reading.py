"""Who read what of the closed records, and why."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.encryption import EncryptedTextField
from brug.kernel.models.reading_way import ReadingWay
from brug.kernel.roles import Role


class LogIsKept(Exception):
    """Somebody tried to change or delete a line of a log that only grows."""


class ClosedReadingQuerySet(models.QuerySet["ClosedReading"]):
    """Readings in domain words. Lines are added, never changed: only their person may be another's.

    Two contacts that are one take their lines along (a merge), and the reason goes with a person
    who is forgotten (``blank_reasons``).
    """

    def of_person(self, person_id: int) -> "ClosedReadingQuerySet":
        """Those of records about a person, newest first."""
        return self.filter(person_id=person_id).order_by("-pk")

    def blank_reasons(self) -> int:
        """Blank why they were read; who read what and when stays."""
        return super().update(why="")

    def let_go(self) -> int:
        """Delete lines whose term is over; for the house's own run of terms."""
        return self._raw_delete(self.db)

    def update(self, **values: Any) -> int:
        """Give lines to the person that a merge leaves.

        Raises:
            LogIsKept: anything else would change.
        """
        if set(values) != {"person_id"}:
            raise LogIsKept(", ".join(sorted(values)))
        return super().update(**values)

    def delete(self) -> NoReturn:
        """Refuse.

        Raises:
            LogIsKept: always.
        """
        raise LogIsKept


class ClosedReading(models.Model):
    """One reading of one closed record by one user.

    ``kind`` is the name of a registered kind of closed records, ``record_id`` the record's key.
    ``person_id`` is the key of the contact whom it is about, without foreign key: the tier of
    people lies above. ``reader_role`` is how the reader was known then; it is what the person is
    told. ``why`` is encrypted: a reason may give away what it was about.
    """

    kind = models.CharField(_("what"), max_length=80)
    record_id = models.BigIntegerField(_("number"))
    person_id = models.BigIntegerField(_("about whom"), null=True, blank=True, db_index=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("read by"),
    )
    reader_role = models.CharField(_("in the role of"), max_length=30, choices=Role.choices)
    way = models.CharField(_("how"), max_length=20, choices=ReadingWay.choices)
    why = EncryptedTextField(_("why"))
    read_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    objects = ClosedReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a closed record")
        verbose_name_plural = _("readings of closed records")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} {self.read_at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a line.

        Raises:
            LogIsKept: it is there already.
        """
        if not self._state.adding:
            raise LogIsKept(str(self.pk))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            LogIsKept: always.
        """
        raise LogIsKept(str(self.pk))
