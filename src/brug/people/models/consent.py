"""Consent: what for, through which channel, and the proof."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import PERSON
from brug.people.enums import Channel, ConsentState, place_label
from brug.people.models.texts import in_reader_language


def default_channels() -> list[str]:
    """Return the channels of a new purpose."""
    return [Channel.EMAIL]


class Purpose(models.Model):
    """What the organisation may want to use somebody's data for; which ones there are is data.

    ``wording`` is the sentence people agree to, by language; each change raises ``version``, and
    every consent keeps the version that it was given to. ``channels`` are those it may use.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    names = models.JSONField(_("name by language"), default=dict)
    wording = models.JSONField(_("wording by language"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    channels = models.JSONField(_("channels"), default=default_channels)
    needs_confirmation = models.BooleanField(_("confirmed by mail"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        return in_reader_language(self.names) or self.code

    @property
    def sentence(self) -> str:
        """The wording in the active language; Dutch where there is none."""
        return in_reader_language(self.wording) or self.name

    def offers(self, channel: str) -> bool:
        """Whether it is in use, and through this channel."""
        return self.is_active and channel in self.channels

    def sentence_in(self, language: str) -> str:
        """Return the wording in a language; Dutch where there is none."""
        return self.wording.get(language) or self.wording.get("nl") or self.code


class Consent(models.Model):
    """Where a person's consent for a purpose and channel stands now.

    ``address`` narrows it to one e-mail address or number; empty: the person as a whole.
    """

    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="consents", db_index=False
    )
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, related_name="consents", db_index=False
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("address"), max_length=254, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ConsentState.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["person", "purpose", "channel"]
        indexes: ClassVar = [
            models.Index(
                fields=["purpose", "state", "channel", "person"], name="people_consent_reachable"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "purpose", "channel", "address"], name="people_consent_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ConsentState.values), name="people_consent_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} / {self.get_channel_display()}: {self.get_state_display()}"

    @property
    def was_given_by_themselves(self) -> bool:
        """Whether the person gave it (by a click or on their page), not staff for them."""
        given = self.events.filter(state=ConsentState.GIVEN).first()
        return given is not None and given.by.startswith(PERSON)

    def narrower(self) -> models.QuerySet["Consent"]:
        """What the person said of this for single addresses."""
        same = Consent.objects.filter(
            person=self.person_id, purpose=self.purpose_id, channel=self.channel
        )
        return same.exclude(address="")


class ConsentEvent(models.Model):
    """The proof: each change of a consent, append-only.

    ``ip`` is truncated (last octet, or last 80 bits) before it is kept. ``wording`` is the very
    sentence shown.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="events")
    state = models.CharField(_("state"), max_length=10, choices=ConsentState.choices)
    at = models.DateTimeField(_("when"))
    where = models.CharField(_("where"), max_length=200)
    language = models.CharField(_("language"), max_length=10, blank=True)
    wording = models.TextField(_("wording"), blank=True)
    wording_version = models.PositiveIntegerField(_("version"), default=1)
    ip = models.CharField(_("network"), max_length=45, blank=True)
    by = models.CharField(_("by whom"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consent event")
        verbose_name_plural = _("consent events")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.at:%Y-%m-%d}"

    @property
    def place(self) -> str:
        """Where it happened, in the reader's language where the house knows the place."""
        return place_label(self.where)
