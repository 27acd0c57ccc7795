"""Public addresses of the web tier, under a language."""

from django.urls import path

from brug.web.views import public

app_name = "public"
urlpatterns = [
    path("", public.home, name="home"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
