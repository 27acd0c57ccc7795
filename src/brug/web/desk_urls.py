"""Addresses of the web tier outside the language prefix: around signing in."""

from django.urls import path
from django.views.generic import RedirectView

from brug.web.views import demo_sign_in, signin

app_name = "web"
urlpatterns = [
    path("account/", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    path("account/welcome/", signin.after_sign_in, name="after-sign-in"),
    path("account/set-up/", signin.set_up, name="set-up"),
    path("account/invitation/<str:token>/", signin.invitation, name="invitation"),
    path("account/language/", signin.choose_language, name="language"),
    path("account/demo/", demo_sign_in.demo_sign_in, name="demo-sign-in"),
]
