"""What the people tier tells of a person's history."""
# messages: public

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.messages.queries import for_person
from brug.kernel.numbers import exact_text
from brug.kernel.registries.timeline import TimelineEntry, TimelineSource, timeline_sources
from brug.people.enums import place_label
from brug.people.models import Ask, ConsentEvent, Contact, Engagement, Note, PastRecord

_ICONS = {
    "gift": "heart",
    "sponsored": "heart",
    "walked": "place",
    "volunteered": "hands",
    "online_action": "speech",
    "signed_up": "mail",
    "attended": "calendar",
    "asked": "info",
    "member_act": "person",
    "told_story": "eye",
}


_STATE_ICONS = {"given": "good", "withdrawn": "close"}


def _by(column: str, until: datetime | None) -> Q:
    """Nothing that happened later than ``until``; all, where that is None."""
    return Q(**{f"{column}__lte": until}) if until else Q()


def _engagements(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    rows = Engagement.objects.visible_to(actor).filter(person_id=person_id)
    rows = rows.filter(_by("occurred_at", until)).order_by("-occurred_at", "-pk")
    for row in rows.select_related("practice", "attribution__campaign")[:limit]:
        parts = [str(row.practice or ""), str(row.attribution or "")]
        if row.amount is not None:
            parts.insert(0, exact_text(row.amount, "€"))
        yield TimelineEntry(
            when=row.occurred_at,
            text=row.get_kind_display(),
            icon=_ICONS.get(row.kind, "info"),
            detail=" · ".join(part for part in parts if part),
        )


def _sees(actor: Actor, person_id: int) -> bool:
    return Contact.objects.visible_to(actor).filter(pk=person_id).exists()


def _consents(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    if not _sees(actor, person_id):
        return
    rows = ConsentEvent.objects.filter(_by("at", until), consent__person_id=person_id)
    rows = rows.order_by("-at", "-pk")
    for row in rows.select_related("consent__purpose")[:limit]:
        yield TimelineEntry(
            when=row.at,
            text=_("%(purpose)s, %(channel)s: %(state)s")
            % {
                "purpose": row.consent.purpose,
                "channel": row.consent.get_channel_display(),
                "state": row.get_state_display(),
            },
            icon=_STATE_ICONS.get(row.state, "info"),
            detail=place_label(row.where),
        )


def _mails(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    if not _sees(actor, person_id):
        return
    mails = for_person(person_id).annotate(when=Coalesce("sent_at", "queued_at"))
    for mail in mails.filter(_by("when", until)).order_by("-when", "-pk")[:limit]:
        yield TimelineEntry(
            when=mail.sent_at or mail.queued_at,
            text=_("Mail: %(subject)s") % {"subject": mail.subject},
            icon="mail",
            detail=mail.get_state_display(),
        )


def _asks(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    asks = Ask.objects.visible_to(actor).live().filter(person_id=person_id)
    asks = asks.filter(_by("at", until), at__lte=timezone.now())
    for ask in asks.order_by("-at", "-pk")[:limit]:
        yield TimelineEntry(
            when=ask.at,
            text=_("Asked: %(kind)s") % {"kind": ask.get_kind_display()},
            icon="speech",
            detail=ask.what,
        )


def _notes(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    notes = Note.objects.visible_to(actor).filter(contact_id=person_id)
    notes = notes.filter(_by("written_at", until)).order_by("-written_at", "-pk")
    for note in notes.select_related("author")[:limit]:
        yield TimelineEntry(
            when=note.written_at,
            text=_("Note by %(author)s") % {"author": note.author or _("somebody who left")},
            icon="speech",
            detail=note.text,
        )


def _past(
    person_id: int, actor: Actor, limit: int, until: datetime | None
) -> Iterator[TimelineEntry]:
    """What an earlier system knew; what has no day stands at the day they came to be known."""
    records = PastRecord.objects.visible_to(actor).filter(contact_id=person_id)
    dated = records.annotate(when=Coalesce("occurred_at", "contact__created_at"))
    told = dated.filter(_by("when", until)).order_by("-when", "-pk")
    for record in told.select_related("contact")[:limit]:
        details = [f"{name}: {value}" for name, value in record.details.items()]
        yield TimelineEntry(
            when=record.occurred_at or record.contact.created_at,
            text=str(record) if record.subject else record.get_kind_display(),
            icon="history",
            detail=" · ".join(details),
        )


timeline_sources.register(
    TimelineSource(
        name="people.engagements", label=gettext_lazy("Engagements"), entries=_engagements
    )
)
timeline_sources.register(
    TimelineSource(name="people.consents", label=gettext_lazy("Consents"), entries=_consents)
)
timeline_sources.register(
    TimelineSource(name="people.asks", label=gettext_lazy("Asks"), entries=_asks)
)
timeline_sources.register(
    TimelineSource(name="people.notes", label=gettext_lazy("Notes"), entries=_notes)
)
timeline_sources.register(
    TimelineSource(name="people.mails", label=gettext_lazy("Mails"), entries=_mails)
)
timeline_sources.register(
    TimelineSource(name="people.past", label=gettext_lazy("From an earlier system"), entries=_past)
)
