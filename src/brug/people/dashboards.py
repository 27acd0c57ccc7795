"""Cards of the staff home about people."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import Actor
from brug.kernel.numbers import figure_text
from brug.kernel.periods import Period, add_months, today
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.people.enums import SYMPATHISER_KINDS, RequestState
from brug.people.models import Contact, Engagement, RightsRequest
from brug.people.queries.groups import due_for
from brug.people.rules.sympathy import WINDOW_MONTHS

_WEEK = timedelta(days=7)
_SOON = timedelta(days=10)
_DAY = 86_400  # seconds
_STEPS = (12, 6, 0)  # months before today that the trend shows


def new_contacts(actor: Actor) -> Mapping[str, object] | None:
    """Tell whom the organisation came to know in the last seven days."""
    since = timezone.now() - _WEEK
    fresh = Contact.objects.visible_to(actor).known().filter(created_at__gte=since)
    newest = list(fresh.select_related("region").order_by("-created_at", "-pk")[:5])
    return {"count": fresh.count(), "newest": newest} if newest else None


def sympathisers(actor: Actor) -> Mapping[str, object] | None:
    """Tell how many sympathisers there are where the actor works, and how that went in a year.

    Counted once a day: counting reads a year of the journal.
    """
    regions = actor.working_regions
    scope = "all" if regions is None else "-".join(map(str, sorted(regions)))
    key = f"people.sympathisers.{today().isoformat()}.{scope}"
    counts: list[int] = cache.get_or_set(key, lambda: _counts(actor), _DAY) or []
    if not counts or not counts[-1]:
        return None
    return {"now": counts[-1], "counts": counts, "trend": _trend(counts[-1] - counts[0])}


def groups_to_review(actor: Actor) -> Mapping[str, object] | None:
    """Tell which target groups of one's own should be looked at again."""
    due = due_for(actor)
    return {"groups": due} if due else None


def requests_due(actor: Actor) -> Mapping[str, object] | None:
    """Tell which requests about data are late, or to be answered within ten days."""
    mine = RightsRequest.objects.visible_to(actor).filter(state=RequestState.OPEN)
    soon = mine.filter(due_on__lte=today() + _SOON)
    due = list(soon.most_urgent_first()[:5])
    late = soon.filter(due_on__lt=today()).count()
    return {"requests": due, "late": late} if due else None


def _trend(change: int) -> str:
    if not change:
        return _("As many as a year ago")
    words = (
        _("%(count)s more than a year ago") if change > 0 else _("%(count)s fewer than a year ago")
    )
    return words % {"count": figure_text(abs(change))}


def _counts(actor: Actor) -> list[int]:
    """The number of sympathisers a year ago, half a year ago and today."""
    acts = Engagement.objects.counted_for(actor).of_kinds(*SYMPATHISER_KINDS)
    people = Count("person", distinct=True)
    return [
        acts.within(Period.months_until(add_months(today(), -back), WINDOW_MONTHS)).aggregate(
            people=people
        )["people"]
        for back in _STEPS
    ]


dashboard_cards.register(
    DashboardCard(
        name="people.sympathisers",
        label=gettext_lazy("Sympathisers"),
        template="people/desk/cards/sympathisers.html",
        permission="people.view_contact",
        context=sympathisers,
        order=40,
    )
)
dashboard_cards.register(
    DashboardCard(
        name="people.new_contacts",
        label=gettext_lazy("New this week"),
        template="people/desk/cards/new_contacts.html",
        permission="people.view_contact",
        context=new_contacts,
        order=50,
    )
)
dashboard_cards.register(
    DashboardCard(
        name="people.groups_to_review",
        label=gettext_lazy("Target groups to look at again"),
        template="people/desk/cards/groups_to_review.html",
        permission="people.view_contact",
        context=groups_to_review,
        order=55,
    )
)
dashboard_cards.register(
    DashboardCard(
        name="people.requests",
        label=gettext_lazy("Requests about data to answer"),
        template="people/desk/cards/requests.html",
        permission="people.handle_requests",
        context=requests_due,
        order=15,
    )
)
