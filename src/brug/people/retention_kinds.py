"""What the people tier lets go of once nobody needs it any more."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.people.models import Contact, Note
from brug.people.queries import fading
from brug.people.services.fading import drop_note, forget_faded

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
