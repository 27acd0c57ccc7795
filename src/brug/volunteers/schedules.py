"""What the volunteers room does by the clock."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.registries.schedules import Schedule, schedules

schedules.register(
    Schedule(
        name="volunteers.ask_how",
        label=_("Ask volunteers how their placement goes"),
        run=lambda: jobs.enqueue("volunteers.ask_how", key=timezone.localdate().isoformat()),
        at_hour=9,
    )
)
schedules.register(
    Schedule(
        name="volunteers.keep_promises",
        label=_("Hand candidates without a first contact to the neighbours, close old proposals"),
        run=lambda: jobs.enqueue("volunteers.keep_promises", key=timezone.localdate().isoformat()),
        at_hour=7,
    )
)
schedules.register(
    Schedule(
        name="volunteers.forget_unconfirmed",
        label=_("Forget sign-ups of volunteers that nobody confirmed in thirty days"),
        run=lambda: jobs.enqueue(
            "volunteers.forget_unconfirmed", key=timezone.localdate().isoformat()
        ),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="volunteers.remind_documents",
        label=_("Tell volunteers whose documents are about to lapse"),
        run=lambda: jobs.enqueue(
            "volunteers.remind_documents", key=timezone.localdate().isoformat()
        ),
        at_hour=9,
    )
)
schedules.register(
    Schedule(
        name="volunteers.thank",
        label=_("Thank volunteers on their anniversary and for their year"),
        run=lambda: jobs.enqueue("volunteers.thank", key=timezone.localdate().isoformat()),
        at_hour=10,
    )
)
