"""Entries of the desk's menu."""

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem

from brug.kernel.access.actor import Actor


class RoomMenuItem(MenuItem):
    """An entry that shows only to who holds a right."""

    def __init__(
        self, label: str | Promise, url: str | Promise, *, permission: str, **kwargs: object
    ) -> None:
        super().__init__(label, url, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the rule."""
        return Actor.of(request).may(self.permission)
