"""What the web tier adds to the desk's frame."""

from django.urls import URLPattern, path
from wagtail import hooks

from brug.web.views import style


@hooks.register("register_admin_urls")
def style_page() -> list[URLPattern]:
    """Serve the living style page, at an address for who builds screens."""
    return [path("style/", style.style, name="brug-style")]
