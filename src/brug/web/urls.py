"""The root of all addresses."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from brug.web.frame import keep_only_ours
from brug.web.http_api import build_api
from brug.web.reader_urls import urlpatterns as reader_patterns
from brug.web.views import account, public

keep_only_ours()

urlpatterns = [
    path("", public.to_own_language, name="root"),
    path("desk/", include("brug.web.frame_urls")),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Before the library's own pages of the same names.
    path("account/login/", account.HouseLoginView.as_view(), name="account_login"),
    path(
        "account/2fa/authenticate/",
        account.HouseAuthenticateView.as_view(),
        name="mfa_authenticate",
    ),
    path(
        "account/2fa/reauthenticate/",
        account.HouseReauthenticateView.as_view(),
        name="mfa_reauthenticate",
    ),
    path("account/", include("allauth.urls")),
    path("api/v1/", build_api().urls),
    path("", include("brug.web.desk_urls")),
    *reader_patterns,
]
