"""The addresses of the rosters room for readers."""

from django.urls import path

from brug.rosters.views.personal import acts, answers, shifts, times
from brug.rosters.views.public import answering, links

app_name = "rosters"

urlpatterns = [
    path("shifts/link/<str:token>/", links.by_link, name="by-link"),
    path("shifts/cover/<str:token>/", answering.cover, name="cover"),
    path("shifts/swap/<str:token>/", answering.swap, name="swap-answer"),
    path("shifts/calendar/<str:token>.ics", links.calendar, name="calendar"),
    path("my/shifts/", shifts.show, name="mine"),
    path("my/shifts/times/", times.show, name="times"),
    path("my/shifts/wishes/", times.wishes, name="wishes"),
    path("my/shifts/away/", times.away, name="away"),
    path("my/shifts/away/<int:key>/remove/", times.away_remove, name="away-remove"),
    path("my/shifts/calendar/renew/", acts.renew, name="calendar-renew"),
    path("my/shifts/take/<int:key>/", acts.take, name="take"),
    path("my/shifts/cover/<int:key>/", answers.cover, name="my-cover"),
    path("my/shifts/swap/<uuid:public_id>/", answers.swap, name="my-swap"),
    path("my/shifts/<uuid:public_id>/", shifts.shift, name="shift"),
    path("my/shifts/<uuid:public_id>/<slug:act>/", acts.act, name="act"),
]
