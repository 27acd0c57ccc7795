"""What the desk's pages of volunteering share."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.desk.pages import desk_page

Crumb = tuple[str | Promise, str]


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    trail: tuple[Crumb, ...] = (),
    form: forms.Form | None = None,
    **more: Any,
) -> HttpResponse:
    """Return a page of the desk; ``trail`` are the pages above it: label, address."""
    crumbs = [{"url": url, "label": label} for label, url in trail]
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": [*crumbs, {"url": "", "label": title}],
        "back": trail[-1][1] if trail else "",
        "verb": _("Save"),
        **more,
    }
    return desk_page(request, f"volunteers/desk/{template}", context)


def candidates_crumb() -> Crumb:
    """The list of candidates."""
    return _("Candidates"), reverse("volunteers_candidates:index")


def initiatives_crumb() -> Crumb:
    """The list of initiatives."""
    return _("Initiatives"), reverse("volunteers_initiatives:index")
