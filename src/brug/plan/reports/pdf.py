"""The yearly report as a tagged PDF that screen readers follow (PDF/UA-1), set by Typst."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

from brug.kernel.paper import fonts
from brug.plan.reports.data import YearReport
from brug.plan.reports.layout import lay_out

TEMPLATES = Path(__file__).parent / "typst"


def to_pdf(report: YearReport) -> bytes:
    """Return the report as PDF; the same report gives the same bytes.

    Raises:
        typst.TypstError: the template is wrong, or the result would break PDF/UA.
    """
    import typst  # noqa: PLC0415

    made = typst.compile(
        TEMPLATES / "report.typ",
        root=TEMPLATES,
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(lay_out(report), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(report.as_of, time.min, tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
