"""The home of each role: what waits today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from brug.kernel.access.actor import Actor
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards


@never_cache
@require_admin_access
def home(request: HttpRequest) -> HttpResponse:
    """Show the cards that the reader's roles give them, of all rooms."""
    actor = Actor.of(request)
    cards = sorted(dashboard_cards, key=lambda card: card.order)
    shown = [_rendered(card, actor, request) for card in cards if actor.may(card.permission)]
    return render(
        request,
        "web/desk/home.html",
        {
            "title": _("Hello %(name)s") % {"name": actor.user and actor.user.get_short_name()},
            "today": timezone.localdate(),
            "cards": [card for card in shown if card],
        },
    )


def _rendered(card: DashboardCard, actor: Actor, request: HttpRequest) -> SafeString:
    context = card.context(actor)
    if context is None:
        return mark_safe("")
    return mark_safe(  # noqa: S308 - a template's own output
        render_to_string(card.template, {"card": card, **context}, request)
    )
