"""Publishing an indicator, or no longer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.plan.services.publishing import publish
from brug.plan.views.desk import find_indicator


@needs("plan.change_plan")
@require_POST
def turn(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Publish an indicator (``public=1``), or take it back."""
    indicator = find_indicator(slug, code)
    is_public = request.POST.get("public") == "1"
    publish(actor=Actor.of(request), indicator=indicator, is_public=is_public)
    told = (
        _("Everybody may read %(code)s from now on.")
        if is_public
        else _("%(code)s is no longer published.")
    )
    messages.success(request, told % {"code": code})
    return redirect("plan:indicator", slug=slug, code=code)
