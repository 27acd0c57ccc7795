"""A room's records in the desk's frame."""

from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet


class DeskViewSet(ModelViewSet):
    """A list of the frame with our own pages behind it; nothing of the frame's saves records."""

    add_to_reference_index = False
    list_per_page = 50
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ()

    def register_admin_url_finder(self) -> None:
        """Leave it out: our pages are not found by number."""

    def register_search_area(self) -> None:
        """Leave it out: the desk has one search."""

    def register_permissions(self) -> None:
        """Leave them out: roles give rights."""

    def pages(self) -> list[URLPattern]:
        """Return the pages behind the list."""
        return []

    def get_urlpatterns(self) -> list[URLPattern]:
        """Serve the list, its part that is fetched while typing, and our pages."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            *self.pages(),
        ]
