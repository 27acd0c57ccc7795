"""The root of all addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from brug.web.http_api import build_api
from brug.web.views import public

urlpatterns = [
    path("", public.to_own_language, name="root"),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("allauth.urls")),
    path("api/v1/", build_api().urls),
    path("", include("brug.web.desk_urls")),
    *i18n_patterns(
        path("", include("brug.people.urls")),
        path("", include("brug.web.public_urls")),
        prefix_default_language=True,
    ),
]
