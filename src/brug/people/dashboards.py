"""Cards of the staff home about people."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.messages import queries as mails
from brug.kernel.periods import Period, add_months, today
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.people.enums import SYMPATHISER_KINDS
from brug.people.models import Contact, Engagement
from brug.people.rules.sympathy import WINDOW_MONTHS

_WEEK = timedelta(days=7)
_LASTS = 3600  # seconds: what a home page says of a year need not be newer
MONTHS_SHOWN = 6


def new_contacts(actor: Actor) -> Mapping[str, object] | None:
    """Tell whom the organisation came to know in the last seven days."""
    since = timezone.now() - _WEEK
    fresh = Contact.objects.visible_to(actor).known().filter(created_at__gte=since)
    newest = list(fresh.select_related("region").order_by("-created_at", "-pk")[:5])
    return {"count": fresh.count(), "newest": newest} if newest else None


def sympathisers(actor: Actor) -> Mapping[str, object] | None:
    """Tell how many sympathisers there are, and how that went in the last months."""
    regions = actor.working_regions
    scope = "all" if regions is None else "-".join(map(str, sorted(regions)))
    key = f"people.sympathisers.{today().isoformat()}.{scope}"
    counts: list[int] = cache.get_or_set(key, lambda: _month_ends(actor), _LASTS) or []
    if not counts or not counts[-1]:
        return None
    return {"now": counts[-1], "counts": counts, "change": counts[-1] - counts[0]}


def _month_ends(actor: Actor) -> list[int]:
    """The number of sympathisers today and on the same day of the months before, oldest first."""
    acts = Engagement.objects.visible_to(actor).of_kinds(*SYMPATHISER_KINDS)
    days = [add_months(today(), -back) for back in range(MONTHS_SHOWN, -1, -1)]
    return [_people(acts.within(Period.months_until(day, WINDOW_MONTHS))) for day in days]


def _people(acts: QuerySet[Engagement]) -> int:
    return int(acts.aggregate(people=Count("person", distinct=True))["people"])


def doubtful_mails(_actor: Actor) -> Mapping[str, object] | None:
    """Tell of mails that were refused, or of which nobody knows whether they left."""
    count = mails.needing_a_person().count()
    return {"count": count} if count else None


for name, label, context, right, order in (
    ("new_contacts", _("New this week"), new_contacts, "people.view_contact", 40),
    ("sympathisers", _("Sympathisers"), sympathisers, "people.view_contact", 30),
    ("doubtful_mails", _("Mails that need a person"), doubtful_mails, "kernel.manage_users", 60),
):
    dashboard_cards.register(
        DashboardCard(
            name=f"people.{name}",
            label=label,
            template=f"people/desk/cards/{name}.html",
            permission=right,
            context=context,
            order=order,
        )
    )
