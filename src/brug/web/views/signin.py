"""Where people go once they have signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send staff to the desk and others to their own page."""
    if request.user.is_staff:
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    return HttpResponseRedirect(reverse("public:home"))
