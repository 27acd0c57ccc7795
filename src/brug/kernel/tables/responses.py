"""Tables as a view's answer."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from brug.kernel.tables.columns import Column
from brug.kernel.tables.writing import csv_chunks, write_xlsx

CSV = "csv"
XLSX = "xlsx"
FORMS = (CSV, XLSX)
# A workbook of more rows takes longer than anybody waits for; the text file has no such bound.
MOST_ROWS_OF_A_WORKBOOK = 20_000
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(
    form: str, name: str, columns: Sequence[Column], records: Iterable[Any]
) -> HttpResponseBase:
    """Return a table as a file to keep, named for what it holds and the day.

    CSV is written while it is sent; a workbook is written to disk first. The caller checks rights,
    bounds (``MOST_ROWS_OF_A_WORKBOOK``) and writes the audit line.

    Raises:
        ValueError: there is no such form.
    """
    response: HttpResponseBase
    if form == CSV:
        response = StreamingHttpResponse(
            csv_chunks(columns, records), content_type="text/csv; charset=utf-8"
        )
    elif form == XLSX:
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(file, columns, records, name)
        file.seek(0)
        response = FileResponse(file, content_type=_XLSX_TYPE)
    else:
        raise ValueError(f"a table is {' or '.join(FORMS)}, not {form!r}")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(name, form)
    )
    return response


def file_name(name: str, form: str) -> str:
    """Return a safe name: small letters, digits and hyphens of any script, the day, the form."""
    stem = slugify(name, allow_unicode=True)[:80].strip("-") or "table"
    return f"{stem}-{timezone.localdate().isoformat()}.{form}"
