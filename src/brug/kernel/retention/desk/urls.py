"""Addresses of the desk's screens of retention and of the register of processing."""

from django.urls import path

from brug.kernel.retention.desk import processing, rules

app_name = "retention"
urlpatterns = [
    path("", rules.listing, name="list"),
    path("processing/", processing.show, name="processing"),
    path("runs/<int:number>/<slug:answer>/", rules.decide_run, name="decide"),
    path("<str:kind>/", rules.show, name="rule"),
]
