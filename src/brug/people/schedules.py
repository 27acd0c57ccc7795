"""What the people tier does by the clock."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.registries.schedules import Schedule, schedules

schedules.register(
    Schedule(
        name="people.forget_links",
        label=_("Forget personal links that ended"),
        run=lambda: jobs.enqueue("people.forget_links", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.forget_unconfirmed",
        label=_("Forget sign-ups that nobody confirmed in thirty days"),
        run=lambda: jobs.enqueue("people.forget_unconfirmed", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.forget_imports",
        label=_("Delete the files of imports after thirty days"),
        run=lambda: jobs.enqueue("people.forget_imports", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.mend_vocabulary",
        label=_("Mend the vocabulary by which misspelt names are found"),
        run=lambda: jobs.enqueue("people.mend_vocabulary", key=timezone.localdate().isoformat()),
        at_hour=2,
    )
)
schedules.register(
    Schedule(
        name="people.forget_undo",
        label=_("Delete what can be undone no more"),
        run=lambda: jobs.enqueue("people.forget_undo", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.erase_asked",
        label=_("Forget whoever asked for it, once the waiting time is over"),
        run=lambda: jobs.enqueue("people.erase_asked", key=timezone.localdate().isoformat()),
        at_hour=5,
    )
)
schedules.register(
    Schedule(
        name="people.forget_exports",
        label=_("Delete exports of everything after seven days"),
        run=lambda: jobs.enqueue("people.forget_exports", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.tidy_marks",
        label=_("Delete the marks of change that no figure needs any more"),
        run=lambda: jobs.enqueue("people.tidy_marks", key=timezone.localdate().isoformat()),
        at_hour=4,
    )
)
schedules.register(
    Schedule(
        name="people.search_where_changed",
        label=_("Search for duplicates where contacts have changed"),
        run=lambda: jobs.enqueue(
            "people.search_where_changed", key=timezone.localdate().isoformat()
        ),
        at_hour=3,
    )
)
