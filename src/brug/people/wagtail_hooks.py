"""People in the desk's frame: their screens and their places in the menu."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from brug.people.viewsets import ContactViewSet


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Load the styles of our lists, which stand in the frame's own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("people/css/desk.css"))


@hooks.register("register_admin_viewset")
def screens() -> list[Any]:
    """Serve the screens."""
    return [ContactViewSet()]
