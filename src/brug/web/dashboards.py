"""Cards of the staff home that belong to no room."""

from collections.abc import Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.kernel.roles import DESK_ROLES

FEW_CODES = 3
FAILURES_SINCE = timedelta(days=7)


def own_keys(actor: Actor) -> Mapping[str, object] | None:
    """Warn who has hardly a recovery code left."""
    if actor.user is None:
        return None
    codes = Authenticator.objects.filter(
        user_id=actor.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    left = len(codes.wrap().get_unused_codes()) if codes else 0
    return {"left": left} if left <= FEW_CODES else None


def doors(_actor: Actor) -> Mapping[str, object] | None:
    """Tell administrators who is not in yet, and how often somebody failed to come in."""
    staff = User.objects.active().holding(*DESK_ROLES)
    has_factor = Exists(
        Authenticator.objects.filter(user_id=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
    )
    failures = ModelLogEntry.objects.filter(
        action="kernel.sign_in_failed", timestamp__gte=timezone.now() - FAILURES_SINCE
    )
    figures = {
        "invited": User.objects.active().invited().count(),
        "without_factor": staff.exclude(pk__in=User.objects.invited()).exclude(has_factor).count(),
        "failures": failures.count(),
    }
    return figures if any(figures.values()) else None


dashboard_cards.register(
    DashboardCard(
        name="web.own_keys",
        label=_("Your keys"),
        template="web/desk/cards/own_keys.html",
        permission="kernel.use_desk",
        context=own_keys,
        order=20,
    )
)
dashboard_cards.register(
    DashboardCard(
        name="web.doors",
        label=_("At the door"),
        template="web/desk/cards/doors.html",
        permission="kernel.manage_users",
        context=doors,
        order=800,
    )
)
