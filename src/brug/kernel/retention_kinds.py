"""What the kernel lets go of once nobody needs it any more."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.closed.fading import drop_reading
from brug.kernel.models import ClosedReading
from brug.kernel.registries.retention import RetentionKind, retention_kinds

retention_kinds.register(
    RetentionKind(
        name="kernel.closed_readings",
        label=_("Who read closed records"),
        explanation=_("Lines of the log are deleted so long after the reading."),
        months=60,
        due=lambda before: ClosedReading.objects.filter(read_at__lt=before),
        protected=lambda _before: {},
        whole=ClosedReading.objects.count,
        let_go=drop_reading,
        line=lambda row: f"{row.read_at:%Y-%m-%d} · {row.kind} {row.record_id}",
    )
)
