"""Addresses for readers, under their language; also all that links in mails to them need.

The worker knows these alone: the desk's addresses load the whole desk, 30 MB of it.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("", include("brug.people.urls")),
        path("", include("brug.volunteers.urls")),
        path("", include("brug.rosters.urls")),
        path("", include("brug.web.public_urls")),
        prefix_default_language=True,
    ),
]
