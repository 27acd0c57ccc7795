"""The volunteers room's card on the home of who guides candidates."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.volunteers.queries.inbox import inbox
from brug.volunteers.queries.involved_inbox import involved_inbox


def waiting(actor: Actor) -> Mapping[str, object] | None:
    """Tell what waits: candidates without a contact, who waits long, groups to approve."""
    found = inbox(actor)
    return None if found.is_empty else {"inbox": found}


dashboard_cards.register(
    DashboardCard(
        name="volunteers.waiting",
        label=_("Volunteers"),
        template="volunteers/desk/cards/waiting.html",
        permission="volunteers.view_candidate",
        context=waiting,
        order=20,
    )
)


def involved_waiting(actor: Actor) -> Mapping[str, object] | None:
    """Tell what volunteers of the house wait for: signatures, documents, claims, a goodbye."""
    found = involved_inbox(actor)
    return None if found.is_empty else {"inbox": found}


dashboard_cards.register(
    DashboardCard(
        name="volunteers.involved",
        label=_("Volunteers of the house"),
        template="volunteers/desk/cards/involved.html",
        permission="volunteers.guide",
        context=involved_waiting,
        order=21,
    )
)
