"""Why a person may be reached for a purpose through a channel, or why not, in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.people.enums import AskKind, Channel, place_label
from brug.people.models import Consent, Contact, Purpose, RightsRequest
from brug.people.queries.pressure import verdicts_by_kind
from brug.people.rules.pressure import Verdict
from brug.people.rules.reaching import Said, Way, Why, best, judge_consent, judge_way

KIND_OF_CHANNEL: Mapping[Channel, AskKind] = {
    Channel.EMAIL: AskKind.MAILING,
    Channel.PHONE: AskKind.PHONE,
    Channel.SMS: AskKind.MAILING,
    Channel.POST: AskKind.MAILING,
}

_SENTENCES: Mapping[Why, str | Promise] = {
    Why.CONSENT: gettext_lazy("Yes: agreed on %(day)s (%(where)s)."),
    Why.FORGOTTEN: gettext_lazy("No: this person was forgotten."),
    Why.HELD: gettext_lazy("No: they asked to be left alone, and that request stands."),
    Why.NOT_OFFERED: gettext_lazy("No: we do not use this way for it (any more)."),
    Why.NEVER_ASKED: gettext_lazy("No: never asked."),
    Why.WAITING: gettext_lazy("No: asked on %(day)s, not confirmed yet."),
    Why.WITHDRAWN: gettext_lazy("No: withdrawn on %(day)s (%(where)s)."),
    Why.NO_ADDRESS: gettext_lazy("No: agreed on %(day)s, but no address or number is known."),
    Why.BOUNCED: gettext_lazy("No: agreed on %(day)s, but mail came back on %(bounced)s."),
    Why.QUIET: gettext_lazy("Not now: agreed, but asked for quiet until %(free)s."),
    Why.PRESSURE: gettext_lazy("Not now: agreed, but asked enough by “%(rule)s” until %(free)s."),
}


@dataclass(frozen=True)
class Reach:
    """Whether somebody may be reached, by which reason, and the sentence that tells it.

    ``address`` is the one that it is about; '' where none is known, or by post.
    """

    purpose: str
    channel: Channel
    address: str
    why: Why
    said: Said | None = None
    bounced_at: datetime | None = None
    verdict: Verdict | None = None

    @property
    def may(self) -> bool:
        """Whether they may be reached now."""
        return self.why is Why.CONSENT

    @property
    def is_agreed(self) -> bool:
        """Whether they may be reached, if not just now."""
        return self.why in {Why.CONSENT, Why.QUIET, Why.PRESSURE}

    @property
    def sentence(self) -> str:
        """Why, in the reader's language."""
        free = self.verdict.free_at if self.verdict else None
        return str(_SENTENCES[self.why]) % {
            "day": _day(self.said.since if self.said else None),
            "where": place_label(self.said.where) if self.said and self.said.where else "–",
            "bounced": _day(self.bounced_at),
            "rule": self.verdict.rule if self.verdict else "",
            "free": _day(free) if free else _("a later day"),
        }


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else "–"


class Reaching:
    """All that decides how one contact may be reached, read once for many questions."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact

    @cached_property
    def consents(self) -> list[Consent]:
        """What they said, with purpose and proof, by purpose, channel and address."""
        kept = self.contact.consents.select_related("purpose").prefetch_related("events")
        return list(kept.order_by("purpose__order", "purpose__code", "channel", "address"))

    @cached_property
    def _is_held(self) -> bool:
        return RightsRequest.objects.holding().filter(person=self.contact).exists()

    @cached_property
    def _ways(self) -> dict[Channel, list[Way]]:
        numbers = [Way(phone.number) for phone in self.contact.phones.all()]
        emails = self.contact.emails.all()
        return {
            Channel.EMAIL: [Way(email.address, email.bounced_at) for email in emails],
            Channel.PHONE: numbers,
            Channel.SMS: numbers,
            Channel.POST: [Way("") for _address in self.contact.addresses.all()],
        }

    def addresses(self, channel: Channel) -> list[str]:
        """Return the addresses or numbers of a channel, the main one first; by post none."""
        return [way.address for way in self._ways[channel] if way.address]

    def judge(
        self, purpose: Purpose, channel: Channel, address: str = "", kind: AskKind | None = None
    ) -> Reach:
        """Tell for one address; '' for whichever of theirs serves best.

        A word about one address goes before that about the person as a whole, as in
        ``services.consent.may_reach``. With ``kind`` also whether an ask of that kind may be made
        now: a wish for quiet, rules for asking.
        """
        ways: list[Way | None] = [
            way for way in self._ways[channel] if address in {"", way.address}
        ]
        told = [self._judge_one(purpose, channel, way, address) for way in ways or [None]]
        found = told[best([one.why for one in told])]
        return self._held_back(found, self._verdicts[kind]) if kind else found

    def _judge_one(self, purpose: Purpose, channel: Channel, way: Way | None, asked: str) -> Reach:
        address = way.address if way else asked
        said = self._said(purpose, channel, address)
        why = judge_consent(
            is_forgotten=self.contact.anonymised_at is not None,
            is_held=self._is_held,
            is_offered=purpose.offers(channel),
            said=said,
        )
        bounced_at = way.bounced_at if way else None
        return Reach(purpose.name, channel, address, judge_way(why, way), said, bounced_at)

    def _said(self, purpose: Purpose, channel: Channel, address: str) -> Said | None:
        rows = {
            row.address: row
            for row in self.consents
            if row.purpose_id == purpose.pk and row.channel == channel
        }
        row = rows.get(address) or rows.get("")
        if row is None:
            return None
        events = (event for event in row.events.all() if event.state == row.state)
        proof = next(events, None)
        where = proof.where if proof else ""
        return Said(row.state, row.since, where, is_narrow=bool(row.address))

    @staticmethod
    def _held_back(found: Reach, verdict: Verdict) -> Reach:
        if verdict.may or not found.may:
            return found
        return replace(found, why=Why.PRESSURE if verdict.rule else Why.QUIET, verdict=verdict)

    @cached_property
    def _verdicts(self) -> dict[AskKind, Verdict]:
        return verdicts_by_kind(self.contact.pk, timezone.now())


def why_may_reach(
    contact: Contact,
    purpose: str,
    channel: Channel,
    address: str = "",
    kind: AskKind | None = None,
) -> Reach:
    """Tell why somebody may be reached for a purpose (its code), or why not; see ``Reaching``.

    Raises:
        Purpose.DoesNotExist: there is no such purpose.
    """
    return Reaching(contact).judge(Purpose.objects.get(code=purpose), channel, address, kind)
