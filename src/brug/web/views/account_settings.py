"""One's own settings in the desk: language, appearance, and the way to one's keys."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, BaseSettingsPanel
from wagtail.users.models import UserProfile

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.users import services

_FIELDS = "web/desk/account_panel.html"


class LanguageForm(forms.Form):
    """The language of desk and mails."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.WAGTAILADMIN_PERMITTED_LANGUAGES
    )

    def __init__(self, *args: Any, instance: UserProfile, **kwargs: Any) -> None:
        self.profile = instance
        self.user: User = instance.user
        super().__init__(*args, **{"initial": {"language": self.user.language}} | kwargs)

    def save(self) -> None:
        """Keep the choice through the service, so that Wagtail's own setting follows."""
        services.choose_language(
            actor=Actor.of_user(self.user), user=self.user, language=self.cleaned_data["language"]
        )
        self.profile.refresh_from_db(fields=["preferred_language"])


class LanguagePanel(BaseSettingsPanel):
    """Choose a language."""

    name = "language"
    title = _("How we speak with you")
    order = 100
    template_name = _FIELDS
    form_class = LanguageForm
    form_object = "profile"


class AppearanceForm(forms.Form):
    """Light or dark. What else the frame offers has no effect on the house's own pages."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            (UserProfile.AdminColorThemes.SYSTEM, _("As on this device")),
            (UserProfile.AdminColorThemes.LIGHT, _("Light")),
            (UserProfile.AdminColorThemes.DARK, _("Dark")),
        ],
    )

    def __init__(self, *args: Any, instance: UserProfile, **kwargs: Any) -> None:
        self.profile = instance
        super().__init__(*args, **{"initial": {"theme": instance.theme}} | kwargs)

    def save(self) -> None:
        """Keep the choice in the frame's own settings, which the frame reads."""
        self.profile.theme = self.cleaned_data["theme"]
        self.profile.save(update_fields=["theme"])


class AppearancePanel(BaseSettingsPanel):
    """Choose how the desk looks."""

    name = "theme"
    title = _("Appearance")
    order = 300
    template_name = _FIELDS
    form_class = AppearanceForm
    form_object = "profile"


class KeysPanel(BaseSettingsPanel):
    """Say where password and second step are changed."""

    name = "keys"
    title = _("Password and second step")
    order = 200
    template_name = "web/desk/keys_panel.html"
    form_class = forms.Form

    def get_form(self) -> forms.Form:
        """Return a form without fields: there is nothing to fill in here."""
        return forms.Form()


class HouseAccountView(AccountView):
    """The frame's page of own settings with the parts that this house has."""

    template_name = "web/desk/account.html"
    page_title = _("My settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the title and the parts, which stand on one page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"title": self.page_title, "panels": self.get_panels()}

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Return the parts, top to bottom."""
        user = self.request.user
        profile = UserProfile.get_for_user(user)
        kinds = (LanguagePanel, KeysPanel, AppearancePanel)
        return [kind(self.request, user, profile) for kind in kinds]
