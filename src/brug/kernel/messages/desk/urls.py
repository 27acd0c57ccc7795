"""Addresses of the desk's screens of mails."""

from django.urls import path

from brug.kernel.messages.desk import kinds, mail
from brug.kernel.messages.desk.listing import MailsView

app_name = "mails"
urlpatterns = [
    path("", MailsView.as_view(), name="list"),
    path("results/", MailsView.as_view(results_only=True), name="list-results"),
    path("kinds/", kinds.listing, name="kinds"),
    path("kinds/<str:name>/<str:language>/", kinds.preview, name="preview"),
    path("kinds/<str:name>/<str:language>/html/", kinds.preview_body, name="preview-body"),
    path("kinds/<str:name>/<str:language>/trial/", kinds.trial, name="trial"),
    path("<int:number>/", mail.show, name="mail"),
    path("<int:number>/html/", mail.body, name="body"),
    path("<int:number>/arrived/", mail.arrived, name="arrived"),
    path("<int:number>/again/", mail.again, name="again"),
]
