"""Pages of the accounts library that show a little more here."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView

from brug.web.demo import accounts
from brug.web.views import demo_sign_in


class HouseLoginView(LoginView):
    """The sign-in page; in the demo with its fictional people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's people where the demo's door is open."""
        context = super().get_context_data(**kwargs)
        if demo_sign_in.is_open(self.request):
            context["demo_accounts"] = accounts.ACCOUNTS
        return context


class HouseAuthenticateView(AuthenticateView):
    """The page that asks for the code; in the demo it shows it as well."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's code where the demo's door is open."""
        context = super().get_context_data(**kwargs)
        context["demo_code"] = demo_sign_in.code_for(self.request, self.stage.login.user)
        return context


class HouseReauthenticateView(ReauthenticateView):
    """The page that asks for the code again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's code where the demo's door is open."""
        context = super().get_context_data(**kwargs)
        context["demo_code"] = demo_sign_in.code_for(self.request, self.request.user)
        return context
