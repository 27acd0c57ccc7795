"""Public addresses of the people tier, under a language."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
