"""Addresses of the web tier outside the language prefix."""

from django.urls import path

from brug.web.views import signin

app_name = "web"
urlpatterns = [
    path("account/welcome/", signin.after_sign_in, name="after-sign-in"),
]
