"""What the people tier lets go of once nobody needs it any more."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.people.models import Ask, BulkChange, Contact, FrozenList, Note, RightsRequest
from brug.people.queries import fading
from brug.people.queries.watermarks import people_watermark
from brug.people.services.fading import (
    drop_ask,
    drop_note,
    drop_request,
    empty_bulk,
    empty_list,
    forget_faded,
)

retention_kinds.register(
    RetentionKind(
        name="people.faded",
        label=_("People of whom nothing was heard"),
        explanation=_(
            "Persons without an act, a consent or a standing relation in all that time are "
            "forgotten: their acts stay in the figures, without a name."
        ),
        months=60,
        due=fading.faded,
        protected=fading.protected,
        whole=Contact.objects.persons().known().count,
        let_go=forget_faded,
        line=lambda contact: f"{contact.name} · {contact.region or '–'}",
        watermark=people_watermark,
    )
)
retention_kinds.register(
    RetentionKind(
        name="people.notes",
        label=_("Notes about people"),
        explanation=_("Notes of staff are deleted so long after they were written."),
        months=60,
        due=lambda before: Note.objects.filter(written_at__lt=before),
        protected=lambda _before: {},
        whole=Note.objects.count,
        let_go=drop_note,
        line=lambda note: f"{note.written_at:%Y-%m-%d} · {note.contact}",
    )
)
retention_kinds.register(
    RetentionKind(
        name="people.asks",
        label=_("What people were asked"),
        explanation=_(
            "Asks are deleted so long after they were made or called off. Those that a rule for "
            "asking still looks back at stay."
        ),
        months=36,
        due=fading.old_asks,
        protected=fading.protected_asks,
        whole=Ask.objects.count,
        let_go=drop_ask,
        line=lambda ask: f"{ask.at:%Y-%m-%d} · {ask.person} · {ask}",
    )
)
retention_kinds.register(
    RetentionKind(
        name="people.frozen_lists",
        label=_("People on frozen lists"),
        explanation=_(
            "Who stood on a list goes so long after it was frozen; how many they were, on what "
            "conditions, what for and on what ground stays."
        ),
        months=36,
        due=fading.old_lists,
        protected=lambda _before: {},
        whole=FrozenList.objects.count,
        let_go=empty_list,
        line=lambda frozen: f"{frozen.frozen_at:%Y-%m-%d} · {frozen.name} · {frozen.size}",
    )
)
retention_kinds.register(
    RetentionKind(
        name="people.requests",
        label=_("Requests about data"),
        explanation=_(
            "Answered requests are deleted so long after their answer. Whoever still has to be "
            "left alone keeps theirs."
        ),
        months=60,
        due=fading.old_requests,
        protected=fading.protected_requests,
        whole=RightsRequest.objects.count,
        let_go=drop_request,
        line=lambda request: f"{request.received_on:%Y-%m-%d} · {request.get_kind_display()}",
    )
)
retention_kinds.register(
    RetentionKind(
        name="people.bulk",
        label=_("People in changes of many"),
        explanation=_(
            "Whom a change of many changed goes so long after it; what was done, how many they "
            "were and by whom stays."
        ),
        months=36,
        due=fading.old_bulk,
        protected=lambda _before: {},
        whole=BulkChange.objects.count,
        let_go=empty_bulk,
        line=lambda change: f"{change.asked_at:%Y-%m-%d} · {change}",
    )
)
