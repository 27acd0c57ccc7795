"""What the volunteers room lets go of once nobody needs it any more."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.volunteers.models import Involvement
from brug.volunteers.services.involved_fading import empty_involvement


def _due(before: datetime) -> QuerySet[Any]:
    """Those that ended so long ago and still hold words or papers."""
    day = timezone.localtime(before).date()
    rows = Involvement.objects.filter(ended_on__lt=day, emptied_at=None)
    return rows.select_related("person", "task")


retention_kinds.register(
    RetentionKind(
        name="volunteers.left",
        label=_("Papers of volunteers who left"),
        explanation=_(
            "So long after somebody left, what they signed, documents that were seen, talks and "
            "their account go; their time and hours stay."
        ),
        months=60,
        due=_due,
        protected=lambda _before: {},
        whole=Involvement.objects.count,
        let_go=empty_involvement,
        line=lambda row: f"{row.ended_on:%Y-%m-%d} · {row.person} · {row.task}",
    )
)
