"""Addresses of the desk's screen of who read closed records."""

from django.urls import path

from brug.kernel.closed.desk.listing import ReadingsView

app_name = "closed"
urlpatterns = [
    path("", ReadingsView.as_view(), name="list"),
    path("results/", ReadingsView.as_view(results_only=True), name="list-results"),
]
