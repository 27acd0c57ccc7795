"""All figures as a workbook, with numbers as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from brug.plan.reports import wording
from brug.plan.reports.data import YearReport
from brug.plan.reports.rows import rows

Value = str | int | Decimal | date | None
_FORMATS = {"eur": "€ #,##0.00", "percent": '0.0"%"'}


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, headings with their widths in letters, and lines of values."""

    name: str
    headings: tuple[tuple[str, int], ...]
    lines: list[list[tuple[Value, str]]]


def to_xlsx(reports: Sequence[YearReport], language: str) -> bytes:
    """Return the workbook: a sheet of all figures, one of those entered by hand."""
    kept = BytesIO()
    with override(language), xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        for sheet in (_figures(reports), _manual(reports)):
            _write(book, sheet)
    return kept.getvalue()


def _figures(reports: Sequence[YearReport]) -> Sheet:
    headings = (
        (_("Objective"), 10),
        (_("Code"), 12),
        (_("Indicator"), 48),
        (_("Year"), 7),
        (_("As of"), 12),
        (_("Region"), 26),
        (_("Unit"), 9),
        (_("Target"), 14),
        (_("Actual"), 14),
        (_("Forecast"), 14),
        (_("Judgement"), 18),
        (_("Counted by"), 32),
    )
    lines: list[list[tuple[Value, str]]] = []
    for row in rows(reports):
        texts: list[tuple[Value, str]] = [
            (row.objective, ""),
            (row.code, ""),
            (row.indicator, ""),
            (row.year, "year"),
            (row.as_of, ""),
            (row.region or _("All regions"), ""),
            (wording.SIGNS.get(row.unit, ""), ""),
        ]
        numbers: list[tuple[Value, str]] = [
            (row.target, row.unit),
            (row.actual, row.unit),
            (row.forecast, row.unit),
        ]
        ends: list[tuple[Value, str]] = [
            (wording.judgement(row.judgement), ""),
            (row.measure, ""),
        ]
        lines.append(texts + numbers + ends)
    return Sheet(_("Figures"), headings, lines)


def _manual(reports: Sequence[YearReport]) -> Sheet:
    headings = (
        (_("Code"), 12),
        (_("Date"), 12),
        (_("Region"), 26),
        (_("Figure"), 14),
        (_("Source"), 60),
        (_("Entered by"), 28),
    )
    lines: list[list[tuple[Value, str]]] = [
        [
            (indicator.code, ""),
            (one.day, ""),
            (one.region or _("All regions"), ""),
            (one.value, indicator.unit),
            (one.source, ""),
            (one.entered_by, ""),
        ]
        for report in reports
        for indicator in report.indicators()
        for one in indicator.manual
    ]
    return Sheet(_("Entered by hand"), headings, lines)


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for column, (heading, width) in enumerate(sheet.headings):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, bold)
    formats = {
        unit: book.add_format({"num_format": _FORMATS.get(unit, "#,##0.##")})
        for unit in {unit for line in sheet.lines for _value, unit in line}
    }
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    years = book.add_format({"num_format": "0"})
    for number, line in enumerate(sheet.lines, start=1):
        for column, (value, unit) in enumerate(line):
            if isinstance(value, Decimal | int):
                style = years if unit == "year" else formats[unit]
                page.write_number(number, column, float(value), style)
            elif isinstance(value, date):
                page.write_datetime(number, column, value, days)
            elif value:
                page.write_string(number, column, value)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.lines), 1), len(sheet.headings) - 1)
