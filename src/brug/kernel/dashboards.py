"""The kernel's card on the staff home."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.jobs import queries as jobs
from brug.kernel.messages import queries as mails
from brug.kernel.models import MailState, RetentionRun, RetentionState
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards


def operations(_actor: Actor) -> Mapping[str, object] | None:
    """Tell who runs the house what waits for a person, or that nothing does."""
    states = list(mails.needing_a_person().values_list("state", flat=True))
    figures = {
        "doubtful": states.count(MailState.IN_DOUBT),
        "refused": states.count(MailState.FAILED),
        "failed": jobs.failed(),
        "late": jobs.late() + mails.late(),
    }
    return {**figures, "is_well": not any(figures.values())}


def retention(_actor: Actor) -> Mapping[str, object] | None:
    """Tell whoever decides on terms which nights wait for them; nothing where none does."""
    held = list(RetentionRun.objects.filter(state=RetentionState.HELD))
    return {"held": held} if held else None


dashboard_cards.register(
    DashboardCard(
        name="kernel.operations",
        label=_("Mails and jobs"),
        template="kernel/desk/cards/operations.html",
        permission="kernel.run_operations",
        context=operations,
        order=30,
    )
)
dashboard_cards.register(
    DashboardCard(
        name="kernel.retention",
        label=_("Terms of data"),
        template="kernel/desk/cards/retention.html",
        permission="kernel.manage_retention",
        context=retention,
        order=31,
    )
)
