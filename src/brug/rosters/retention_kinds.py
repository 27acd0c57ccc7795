"""What the rosters room lets go of once nobody needs it any more."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.rosters.enums import CoverState
from brug.rosters.models import Away, CoverAsk
from brug.rosters.services.fading import drop_away, drop_cover_ask

retention_kinds.register(
    RetentionKind(
        name="rosters.aways",
        label=_("Days on which volunteers could or could not come"),
        explanation=_("Such days are deleted so long after they are over."),
        months=12,
        due=lambda before: Away.objects.filter(day_after__lt=before.date()),
        protected=lambda _before: {},
        whole=Away.objects.count,
        let_go=drop_away,
        line=lambda away: f"{away.first_day:%Y-%m-%d} · {away.volunteer}",
    )
)
retention_kinds.register(
    RetentionKind(
        name="rosters.cover_asks",
        label=_("Whom rosters asked to take a shift over"),
        explanation=_(
            "Asks and their answers are deleted so long after they were made. That somebody took "
            "a shift over stays."
        ),
        months=24,
        due=lambda before: CoverAsk.objects.filter(asked_at__lt=before).exclude(
            request__state=CoverState.OPEN
        ),
        protected=lambda _before: {},
        whole=CoverAsk.objects.count,
        let_go=drop_cover_ask,
        line=lambda ask: f"{ask.asked_at:%Y-%m-%d} · {ask.volunteer}",
    )
)
