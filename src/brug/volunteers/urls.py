"""The addresses of the volunteers room for readers."""

from django.urls import path

from brug.volunteers.views.personal import claims, group, hours, involvement, members, search
from brug.volunteers.views.public import answering, directory, signing, signing_up

app_name = "volunteers"

_TIME = "my/volunteering/<uuid:public_id>/"
_GROUP = "my/groups/<uuid:public_id>/"

urlpatterns = [
    path("volunteer/", signing_up.sign_up, name="sign-up"),
    path("volunteer/asked/", signing_up.asked, name="asked"),
    path("volunteer/confirm/<str:token>/", signing_up.confirm, name="confirm"),
    path("volunteer/answer/<str:token>/", answering.answer, name="answer"),
    path("volunteer/how/<str:token>/", answering.follow_up, name="follow-up"),
    path("volunteer/sign/<str:token>/", signing.sign, name="agreement"),
    path("volunteer/sign/<str:token>/pdf/", signing.pdf, name="agreement-pdf"),
    path("groups/", directory.show, name="directory"),
    path("groups/new/", directory.apply, name="apply"),
    path("groups/new/asked/", directory.applied, name="applied"),
    path("groups/open-data.<slug:form>", directory.open_data, name="open-data"),
    path("groups/lead/<str:token>/", answering.lead, name="lead"),
    path("groups/<uuid:public_id>/", directory.initiative, name="initiative"),
    path("my/volunteering/", search.search, name="search"),
    path("my/volunteering/stop/", search.stop, name="stop"),
    path("my/agreements/<uuid:public_id>/", involvement.sign, name="own-agreement"),
    path(
        "my/agreements/<uuid:public_id>/pdf/", involvement.agreement_pdf, name="own-agreement-pdf"
    ),
    path(_TIME, involvement.show, name="involvement"),
    path(f"{_TIME}certificate/", involvement.certificate, name="certificate"),
    path(f"{_TIME}hours/", hours.show, name="hours"),
    path(f"{_TIME}hours/<int:key>/drop/", hours.drop, name="hours-drop"),
    path(f"{_TIME}costs/", claims.show, name="claims"),
    path(f"{_TIME}costs/account/", claims.account, name="account"),
    path(f"{_TIME}costs/<slug:kind>/", claims.claim, name="claim"),
    path("my/costs/<uuid:public_id>/take-back/", claims.take_back, name="claim-take-back"),
    path("my/proposals/<uuid:public_id>/", search.proposal, name="proposal"),
    path(_GROUP, group.show, name="group"),
    path(f"{_GROUP}people/", members.show, name="group-members"),
    path(f"{_GROUP}people/<int:key>/stopped/", members.stopped, name="group-member-stopped"),
    path(f"{_GROUP}hours/", hours.group, name="group-hours"),
    path(f"{_GROUP}page/", group.card, name="group-card"),
    path(f"{_GROUP}openings/", group.opening, name="group-opening-new"),
    path(f"{_GROUP}openings/<uuid:key>/", group.opening, name="group-opening"),
    path(f"{_GROUP}openings/<uuid:key>/<slug:act>/", group.turn_opening, name="group-opening-act"),
    path(f"{_GROUP}leads/", group.invite, name="group-lead"),
    path(f"{_GROUP}leads/<int:key>/end/", group.end_lead, name="group-lead-end"),
]
