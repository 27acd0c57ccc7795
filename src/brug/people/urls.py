"""Public addresses of the people tier, under a language."""

from django.urls import path

from brug.people.views.personal import consents, data, door, page, quiet, requests, rights
from brug.people.views.public import joining, unsubscribing

app_name = "people"
urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/thanks/", joining.asked, name="join-asked"),
    path("join/confirm/<str:token>/", joining.confirm, name="join-confirm"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("my/", page.my, name="my"),
    path("my/ask/", door.ask, name="my-ask"),
    path("my/asked/", door.asked, name="my-asked"),
    path("my/link/<str:token>/", door.use_link, name="my-link"),
    path("my/leave/", door.leave, name="my-leave"),
    path("my/history/", page.history, name="my-history"),
    path("my/consents/", consents.change_consents, name="my-consents"),
    path("my/quiet/", quiet.quiet, name="my-quiet"),
    path("my/data/", data.data, name="my-data"),
    path("my/e-mail/", data.add_email, name="my-email-add"),
    path("my/e-mail/<int:key>/remove/", data.remove_email, name="my-email-remove"),
    path("my/e-mail/<str:token>/", data.confirm_email, name="my-email"),
    path("my/download/", rights.download, name="my-download"),
    path("my/requests/", requests.ask, name="my-requests"),
    path("my/requests/<int:key>/call-back/", requests.call_back, name="my-call-back"),
    path("my/forget/", rights.forget, name="my-forget"),
]
