"""Apps of the frame, told to use our screens."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class HouseUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users with our screen of users; rights come from ``kernel.desk.policies``."""

    default_auto_field = "django.db.models.AutoField"
    user_viewset = "brug.web.viewsets.HouseUserViewSet"

    def ready(self) -> None:
        """Leave the policies that the web tier registered."""
        AppConfig.ready(self)
