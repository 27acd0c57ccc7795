"""A consent of many contacts withdrawn. None is ever given here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.people import signals
from brug.people.enums import Channel, ConsentState, Place
from brug.people.models import Consent, ConsentEvent, Purpose
from brug.people.models.bulk_choices import BulkReason
from brug.people.services.bulk.deeds.base import Before, Deed, Values
from brug.people.services.consent import Proof, event


class Withdraw(Deed):
    """Withdraw whatever contacts gave, or were asked, for a purpose; through one channel or all.

    Each withdrawal keeps its proof. Undoing it is no consent that is given: it puts back what they
    said themselves, with a line of proof that says so, and only where nobody said anything since.
    """

    right = "people.change_consent"

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        super().__init__(actor, values, change_id)
        found = Purpose.objects.filter(code=values.get("purpose")).first()
        if found is None:
            raise ValidationError({"purpose": _("This purpose is not there any more.")})
        self.purpose = found
        self.channel = str(values.get("channel") or "")
        self.proof = Proof(where=str(values.get("where") or Place.DESK))

    def words(self) -> str:
        """Return the purpose and the channel."""
        way = Channel(self.channel).label if self.channel else _("every way")
        return f"{self.purpose.name}, {way}"

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        """Leave who had not agreed to this."""
        return [(BulkReason.NEVER_AGREED, ~Q(pk__in=self._standing().values("person")))]

    def _standing(self) -> QuerySet[Consent]:
        rows = Consent.objects.filter(purpose=self.purpose).order_by()
        rows = rows.exclude(state=ConsentState.WITHDRAWN)
        return rows.filter(channel=self.channel) if self.channel else rows

    def apply(self, keys: list[int]) -> Before:
        """Withdraw the consent of each, with its proof."""
        rows = list(
            self._standing().filter(person__in=keys).select_related("purpose").order_by("pk")
        )
        before: Before = defaultdict(list)
        for row in rows:
            told = {"consent": row.pk, "state": row.state, "since": row.since.isoformat()}
            before[row.person_id].append(told)
        now = timezone.now()
        for row in rows:
            row.state, row.since = ConsentState.WITHDRAWN, now
        self._write(rows, self.proof, now)
        words = self._words_of(before)
        for person, several in before.items():
            for told in several:
                told["words"] = words[person]
        return dict(before)

    def take_back(self, before: Before) -> set[int]:
        """Put back the consents of those who said nothing of this purpose since.

        Whatever they said counts: by another way or address, said again, or by somebody who turned
        out to be the same person. A no stays a no.
        """
        told = {one["consent"]: one for several in before.values() for one in several}
        standing = Consent.objects.filter(pk__in=told, state=ConsentState.WITHDRAWN)
        rows = {row.pk: row for row in standing.select_related("purpose").order_by("pk")}
        words = self._words_of(before)
        # All that somebody said, or none of it: half of an answer is another answer.
        whole = {
            person
            for person, several in before.items()
            if all(one["consent"] in rows and one.get("words") == words[person] for one in several)
        }
        untouched = [row for row in rows.values() if row.person_id in whole]
        for row in untouched:
            row.state = ConsentState(told[row.pk]["state"])
            row.since = datetime.fromisoformat(told[row.pk]["since"])
        self._write(untouched, Proof(where=Place.PUT_BACK), timezone.now())
        return whole

    def _words_of(self, people: Iterable[int]) -> dict[int, int]:
        """How often each of these people said something of this purpose."""
        said = ConsentEvent.objects.filter(
            consent__purpose=self.purpose, consent__person__in=list(people)
        )
        counted = said.order_by().values("consent__person").annotate(words=Count("pk"))
        return dict.fromkeys(people, 0) | dict(counted.values_list("consent__person", "words"))

    def _write(self, rows: Sequence[Consent], proof: Proof, at: datetime) -> None:
        Consent.objects.bulk_update(rows, ["state", "since"], batch_size=200)
        by = str(self.actor)
        ConsentEvent.objects.bulk_create(event(row, proof, at=at, by=by) for row in rows)
        for row in rows:
            signals.publish(
                signals.consent_changed,
                person_id=row.person_id,
                purpose=self.purpose.code,
                channel=row.channel,
                state=str(row.state),
            )
