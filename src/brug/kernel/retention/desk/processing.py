"""The register of processing (GDPR art. 30), made from what the rooms declare."""

from django.apps import apps
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.desk.guard import needs
from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.kernel.tables import FORMS, Column, export_of

RIGHT = "kernel.manage_retention"


def tables_of(handler: PrivacyHandler) -> str:
    """Return the kinds of records that an activity holds, in words."""
    names = [str(apps.get_model(label)._meta.verbose_name_plural) for label in handler.models]
    return ", ".join(names)


def room_of(handler: PrivacyHandler) -> str:
    """Return the room whose activity it is, in words."""
    return str(apps.get_app_config(handler.name.partition(".")[0]).verbose_name)


COLUMNS = (
    Column(gettext_lazy("Room"), room_of, 14),
    Column(gettext_lazy("What for"), lambda one: str(one.purpose), 50),
    Column(gettext_lazy("On what ground"), lambda one: str(one.lawful_basis), 40),
    Column(gettext_lazy("Whose data"), lambda one: str(one.people), 30),
    Column(gettext_lazy("Which data"), tables_of, 60),
    Column(gettext_lazy("Who receives them"), lambda one: str(one.recipients), 40),
    Column(gettext_lazy("How long"), lambda one: str(one.term), 40),
    Column(gettext_lazy("How protected"), lambda one: str(one.protection), 40),
)


@needs(RIGHT)
def show(request: HttpRequest) -> HttpResponseBase:
    """Show the register, or give it as a file.

    Raises:
        Http404: there is no such form of file.
    """
    if given := export_of(request, _("Register of processing"), COLUMNS, privacy_handlers):
        return given
    return render(
        request,
        "kernel/desk/retention/processing.html",
        {
            "title": _("Register of processing"),
            "about": _("What the house does with data of people, told by each room itself."),
            "breadcrumbs": [
                {"url": reverse("retention:list"), "label": _("Terms")},
                {"label": _("Register of processing")},
            ],
            "activities": [
                [(column.heading, column.value(handler)) for column in COLUMNS]
                for handler in privacy_handlers
            ],
            "forms": FORMS,
        },
    )
