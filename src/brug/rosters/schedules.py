"""What the rosters room does by the clock."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.registries.schedules import Schedule, schedules

schedules.register(
    Schedule(
        name="rosters.remind",
        label=_("Remind volunteers of their shifts"),
        run=lambda: jobs.enqueue("rosters.remind", key=timezone.localdate().isoformat()),
        at_hour=9,
    )
)
schedules.register(
    Schedule(
        name="rosters.look_after_cover",
        label=_("Ask more people for cover, end requests whose shift began"),
        run=lambda: jobs.enqueue(
            "rosters.look_after_cover", key=timezone.localtime().strftime("%Y-%m-%dT%H")
        ),
        every=timedelta(hours=1),
    )
)
