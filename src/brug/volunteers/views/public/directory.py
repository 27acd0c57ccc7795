"""The directory of initiatives: search, map, a group's page, open data."""
# messages: public

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brug.kernel.models import RegionKind
from brug.kernel.regions.maps import MapValue, region_map
from brug.kernel.tables import Column
from brug.kernel.tables.responses import CSV, table_response
from brug.kernel.visitors import is_too_often
from brug.people import api as people
from brug.people.enums import Place
from brug.people.web_door import proof
from brug.volunteers.enums import Moment, Skill, Tongue, labels
from brug.volunteers.forms.public import ApplyForm
from brug.volunteers.models import Initiative, Theme
from brug.volunteers.queries import directory
from brug.volunteers.services import applying

_RATES = "10/m/ip,30/h/ip,3/h/key"
_MOST = 400  # letters and codes of a search


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the directory: what fits the search, the nearest first, with a map."""
    asked = {
        "text": request.GET.get("q", "")[:_MOST],
        "theme": request.GET.get("theme", "")[:_MOST],
        "language": request.GET.get("language", "")[:_MOST],
        "near": request.GET.get("near", "")[:_MOST],
    }
    seeking = request.GET.get("seeking") == "1"
    found = directory.search(**asked, seeking=seeking)
    context = {
        "found": found,
        "asked": asked,
        "seeking": seeking,
        "is_narrowed": any(asked.values()) or seeking,
        "themes": Theme.objects.filter(is_active=True),
        "tongues": Tongue.choices,
        "map": _map(found),
    }
    return render(request, "volunteers/public/directory.html", context)


def _map(found: list[directory.Found]) -> str:
    """A map of how many groups there are in each municipality; '' where there are none."""
    regions = {one.initiative.region for one in found if one.initiative.region}
    counts = Counter(one.initiative.region_id for one in found)
    page = reverse("volunteers:directory")
    values = {
        region.code: MapValue(
            counts[region.pk], url=f"{page}?{urlencode({'q': region.name})}#found"
        )
        for region in regions
    }
    if not values:
        return ""
    return region_map(
        values,
        title=_("Where the groups are"),
        level=RegionKind.MUNICIPALITY,
        heading=_("Groups"),
        key="groups-map",
    )


@require_safe
def initiative(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a group's page with what it looks for."""
    one = get_object_or_404(
        Initiative.objects.listed()
        .select_related("organisation", "region")
        .prefetch_related("themes"),
        public_id=public_id,
    )
    openings = [
        {
            "opening": opening,
            "needed": labels(Tongue, opening.languages_needed),
            "wished": labels(Tongue, opening.languages_wished),
            "skills": labels(Skill, opening.skills),
            "moments": labels(Moment, opening.moments),
        }
        for opening in one.openings.open()
    ]
    context = {
        "initiative": one,
        "openings": openings,
        "languages": labels(Tongue, one.languages),
    }
    return render(request, "volunteers/public/initiative.html", context)


@require_safe
def open_data(_request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the directory as open data, for maps and sites of others."""
    rows = directory.open_data()
    if form == "json":
        answer: HttpResponseBase = JsonResponse(
            {"licence": "CC0-1.0", "initiatives": list(rows)}, json_dumps_params={"indent": 1}
        )
    elif form == CSV:
        names = ("id", "name", "postal_code", "municipality", "latitude", "longitude", "themes")
        more = ("languages", "about", "looks_for", "opening_hours", "website", "email", "openings")
        columns = [Column(name, _cell(name)) for name in (*names, *more)]
        answer = table_response(CSV, _("Groups"), columns, rows)
    else:
        raise Http404
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _cell(name: str) -> Callable[[dict[str, object]], object]:
    def read(row: dict[str, object]) -> object:
        value = row[name]
        return ", ".join(value) if isinstance(value, list) else value

    return read


@never_cache
def apply(request: HttpRequest) -> HttpResponse:
    """Take in a group that asks for a page; a coordinator approves it."""
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take_in(request, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("volunteers:applied"))
    status = 422 if form.errors else 200
    return render(request, "volunteers/public/apply.html", {"form": form}, status=status)


def _take_in(request: HttpRequest, form: ApplyForm) -> None:
    told = form.cleaned_data
    if is_too_often(request, "volunteers_apply", _RATES, told["your_email"].lower()):
        return
    arrival = people.Arrival(email=told["your_email"], first_name=told["your_name"])
    applying.apply_for_initiative(
        arrival=replace(arrival, language=get_language() or "nl"),
        proof=proof(request, Place.SIGN_UP),
        name=told["name"],
        card=form.card,
    )


@never_cache
def applied(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, and what comes then."""
    return render(request, "volunteers/public/applied.html")
