"""Our own pages at addresses of the frame, which must come before it."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from brug.web.views.account_settings import HouseAccountView
from brug.web.views.audit import AuditView
from brug.web.views.home import home

urlpatterns = [
    path("", home, name="desk-home"),
    # The frame's own would let people in without a second factor.
    path(
        "login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="desk-login",
    ),
    path(
        "account/",
        never_cache(require_admin_access(HouseAccountView.as_view())),
        name="desk-account",
    ),
    path(
        "reports/site-history/",
        never_cache(require_admin_access(AuditView.as_view())),
        name="desk-audit",
    ),
    path(
        "reports/site-history/results/",
        never_cache(require_admin_access(AuditView.as_view(results_only=True))),
        name="desk-audit-results",
    ),
]
