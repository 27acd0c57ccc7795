"""Addresses of the plan's screens, under the desk's."""

from django.urls import path

from brug.plan.views import (
    acting,
    checking,
    exporting,
    importing,
    indicator,
    measuring,
    objective,
    page,
    publishing,
    records,
    reviewing,
    tying,
    versions,
)
from brug.plan.views import region as region_page

app_name = "plan"
urlpatterns = [
    path("", page.home, name="home"),
    path("import/", importing.upload, name="import"),
    path("import/confirm/", importing.confirm, name="import-confirm"),
    path("<slug:slug>/", page.whole, name="plan"),
    path("<slug:slug>/checks/", checking.listing, name="checks"),
    path("<slug:slug>/versions/", versions.listing, name="versions"),
    path("<slug:slug>/versions/<int:number>/", versions.difference, name="version"),
    path("<slug:slug>/versions/<int:number>/file/", versions.file, name="version-file"),
    path("<slug:slug>/actions/", acting.board, name="actions"),
    path("<slug:slug>/actions/<int:number>/", acting.change, name="action"),
    path("<slug:slug>/actions/<int:number>/move/", acting.move, name="action-move"),
    path("<slug:slug>/regions/<str:code>/", region_page.show, name="region"),
    path("<slug:slug>/export/<str:form>/", exporting.export, name="export"),
    path("<slug:slug>/report/<str:form>/", exporting.report, name="report"),
    path("<slug:slug>/objectives/<str:code>/", objective.show, name="objective"),
    path(
        "<slug:slug>/objectives/<str:code>/actions/<int:year>/add/",
        acting.add,
        name="action-add",
    ),
    path(
        "<slug:slug>/objectives/<str:code>/reviews/<int:year>/<int:quarter>/",
        reviewing.write,
        name="review",
    ),
    path("<slug:slug>/indicators/<str:code>/", indicator.show, name="indicator"),
    path("<slug:slug>/indicators/<str:code>/records/", records.show, name="records"),
    path("<slug:slug>/indicators/<str:code>/publish/", publishing.turn, name="publish"),
    path("<slug:slug>/indicators/<str:code>/measure/", tying.choose, name="bind"),
    path("<slug:slug>/indicators/<str:code>/figures/add/", measuring.enter, name="measure"),
    path(
        "<slug:slug>/indicators/<str:code>/figures/<int:number>/take-back/",
        measuring.take_back,
        name="measure-take-back",
    ),
]
