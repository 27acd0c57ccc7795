"""Contacts: one file for each person and organisation."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.people.enums import ContactKind


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts in domain words."""

    def persons(self) -> "ContactQuerySet":
        """People, not organisations."""
        return self.filter(kind=ContactKind.PERSON)

    def organisations(self) -> "ContactQuerySet":
        """Organisations, not people."""
        return self.filter(kind=ContactKind.ORGANISATION)

    def known(self) -> "ContactQuerySet":
        """Those who have not been anonymised."""
        return self.filter(anonymised_at=None)

    def made_within(self, period: Period) -> "ContactQuerySet":
        """Those who came to be known in a half-open period in the house's time zone."""
        first, after = period.instants()
        return self.filter(created_at__gte=first, created_at__lt=after)

    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """Those whom the actor may see: all, those of the own working regions, or oneself."""
        if actor.person_id is not None:
            return self.filter(pk=actor.person_id)
        if not actor.may("people.view_contact"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(region__working_region__in=actor.working_regions)
        return self


class Contact(models.Model):
    """A person or an organisation.

    ``region`` is the municipality of the main address, kept here so that scope and figures need one
    join. ``sort_name`` is folded (no accents, lower case) for searching and sorting alike on every
    database. ``last_engaged_on`` repeats the newest day in the journal. ``is_unclaimed``: a visitor
    typed it in, and neither they by a mail nor anybody of the house has taken it up since.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=12, choices=ContactKind.choices, default=ContactKind.PERSON
    )
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    organisation_name = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    sort_name = models.CharField(max_length=220, blank=True, editable=False)
    language = models.CharField(_("language for mails"), max_length=10, default="nl")
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    region = models.ForeignKey(
        "kernel.Region",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        db_index=False,
    )
    user = models.OneToOneField(
        "kernel.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact",
        verbose_name=_("account"),
    )
    external_id = models.CharField(
        _("key in an earlier system"), max_length=80, null=True, blank=True, unique=True
    )
    is_volunteer = models.BooleanField(_("volunteer"), default=False)
    last_engaged_on = models.DateField(_("last engaged"), null=True, blank=True)
    created_at = models.DateTimeField(_("known since"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    is_unclaimed = models.BooleanField(_("typed in by a visitor"), default=False, editable=False)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering: ClassVar = ["sort_name", "pk"]
        indexes: ClassVar = [
            # Whoever was forgotten stands in no list: these answer lists and counts alone.
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(anonymised_at=None),
                name="people_contact_listed",
            ),
            models.Index(
                fields=["region", "sort_name"],
                condition=models.Q(anonymised_at=None),
                name="people_contact_listed_region",
            ),
            models.Index(
                fields=["language", "sort_name"],
                condition=models.Q(anonymised_at=None),
                name="people_contact_listed_language",
            ),
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(is_volunteer=True, anonymised_at=None),
                name="people_contact_volunteers",
            ),
            models.Index(
                fields=["anonymised_at"],
                condition=models.Q(anonymised_at__isnull=False),
                name="people_contact_forgotten",
            ),
            models.Index(fields=["last_engaged_on"], name="people_contact_engaged"),
            models.Index(fields=["created_at"], name="people_contact_created"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ContactKind.values), name="people_contact_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to show; a stand-in where none is known or the contact was anonymised."""
        if self.kind == ContactKind.ORGANISATION and self.organisation_name:
            return self.organisation_name
        full = f"{self.first_name} {self.last_name}".strip()
        return full or self.organisation_name or str(_("(no name)"))

    @property
    def language_name(self) -> str:
        """The language for mails, in that language."""
        return dict(settings.LANGUAGES).get(self.language, self.language)


class EmailAddress(models.Model):
    """An e-mail address of a contact; ``address`` is kept in lower case."""

    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="emails", db_index=False
    )
    address = models.EmailField(_("e-mail address"), max_length=254)
    is_primary = models.BooleanField(_("main address"), default=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("bounced"), null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail address")
        verbose_name_plural = _("e-mail addresses")
        ordering: ClassVar = ["-is_primary", "pk"]
        indexes: ClassVar = [models.Index(fields=["address"], name="people_email_address")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "address"], name="people_email_once"),
            models.UniqueConstraint(
                fields=["contact"],
                condition=models.Q(is_primary=True),
                name="people_email_one_primary",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Phone(models.Model):
    """A telephone number as it was given, with its digits for finding it again."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("telephone number"), max_length=40)
    digits = models.CharField(max_length=20, blank=True, editable=False, db_index=True)
    is_mobile = models.BooleanField(_("mobile"), default=False)
    is_primary = models.BooleanField(_("main number"), default=True)

    class Meta:
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")
        ordering: ClassVar = ["-is_primary", "pk"]

    def __str__(self) -> str:
        return self.number


class PostalAddress(models.Model):
    """A postal address; its municipality is looked up from the postal code."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="addresses")
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    extra = models.CharField(_("addition"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, default="BE")
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_primary = models.BooleanField(_("main address"), default=True)

    class Meta:
        verbose_name = _("postal address")
        verbose_name_plural = _("postal addresses")
        ordering: ClassVar = ["-is_primary", "pk"]
        indexes: ClassVar = [models.Index(fields=["postal_code"], name="people_address_code")]

    def __str__(self) -> str:
        return f"{self.street}, {self.postal_code} {self.city}".strip(", ")


class ContactLanguage(models.Model):
    """A language that a contact speaks."""

    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="languages", db_index=False
    )
    language = models.CharField(_("language"), max_length=10)
    is_mother_tongue = models.BooleanField(_("mother tongue"), default=False)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "language"], name="people_language_once")
        ]

    def __str__(self) -> str:
        return self.language
