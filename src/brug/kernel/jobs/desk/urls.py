"""Addresses of the desk's screens of jobs and schedules."""

from django.urls import path

from brug.kernel.jobs.desk import job, schedules
from brug.kernel.jobs.desk.listing import JobsView

app_name = "jobs"
urlpatterns = [
    path("", JobsView.as_view(), name="list"),
    path("results/", JobsView.as_view(results_only=True), name="list-results"),
    path("schedules/", schedules.listing, name="schedules"),
    path("<int:number>/", job.show, name="job"),
    path("<int:number>/again/", job.again, name="again"),
]
