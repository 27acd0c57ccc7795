"""Tables of pages that show a whole list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from brug.kernel.tables.columns import Column
from brug.kernel.tables.responses import FORMS, table_response


def export_of(
    request: HttpRequest, name: str, columns: Sequence[Column], records: Iterable[Any]
) -> HttpResponseBase | None:
    """Return the file that is asked for by ``?export=csv`` or ``xlsx``; None: the page itself.

    For short lists that name no people: whoever may see the page may take it along. The page shows
    ``brug/desk/downloads.html``.

    Raises:
        Http404: there is no such form of file.
    """
    form = request.GET.get("export")
    if form is None:
        return None
    if form not in FORMS:
        raise Http404(form)
    return table_response(form, name, columns, records)
