"""Cards of the staff home that belong to no room."""

from collections.abc import Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.kernel.roles import DESK_ROLES
from brug.web.backups import known
from brug.web.doctor import Level
from brug.web.doctor.examination import QUICK, examine

EXAMINED_FOR = 15 * 60  # seconds
# What the doctor looks at in a moment, in words.
PARTS = {
    "settings": _("Settings"),
    "time": _("Time zone"),
    "folders": _("Folders"),
    "keys": _("Keys"),
    "replaced": _("What a restore replaced"),
    "regions": _("Regions"),
    "worker": _("Work in the background"),
}
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
    """Tell administrators who is in, who is not yet, and how often somebody failed to come in."""
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
    return {**figures, "staff": staff.count()}


def house(_actor: Actor) -> Mapping[str, object] | None:
    """Tell whoever looks after the house what the doctor finds, and when it was last backed up."""
    made = known.last_made()
    return {
        "backup": made,
        "backup_is_due": known.is_due(made),
        "findings": [(PARTS[part], is_wrong) for part, is_wrong in _kept_findings()],
    }


def _kept_findings() -> list[tuple[str, bool]]:
    kept: list[tuple[str, bool]] | None = cache.get_or_set(
        "web.doctor.quick", _findings, EXAMINED_FOR
    )
    return kept or []


def _findings() -> list[tuple[str, bool]]:
    """The parts of which not all is well, the worst first, and whether one must be mended."""
    levels: dict[str, bool] = {}
    for finding in examine(QUICK):
        if finding.level is not Level.OK:
            is_worst = finding.level is Level.ERROR
            levels[finding.part] = levels.get(finding.part, False) or is_worst
    return sorted(levels.items(), key=lambda one: not one[1])


dashboard_cards.register(
    DashboardCard(
        name="web.house",
        label=_("The house"),
        template="web/desk/cards/house.html",
        permission="kernel.run_operations",
        context=house,
        order=35,
    )
)
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
