"""The house's addresses and the test's own."""

from django.urls import path

from brug.web.urls import urlpatterns as ours
from tests.grown.probe.acts import ask

urlpatterns = [path("probe/", ask), *ours]
