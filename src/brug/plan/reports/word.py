"""The yearly report as a Word document, to work on."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt

from brug.plan.reports.data import YearReport
from brug.plan.reports.layout import lay_out
from brug.plan.reports.pictures import draw
from brug.plan.reports.word_parts import (
    BRIDGE,
    MUTED,
    add_picture,
    add_row,
    add_table,
    set_language,
    write_judgement,
)

Laid = dict[str, Any]


def to_docx(report: YearReport) -> bytes:
    """Return the report as DOCX."""
    laid = lay_out(report)
    document = docx.Document()
    _prepare(document, laid)
    _cover(document, laid)
    _summary(document, laid)
    for objective in laid["objectives"]:
        document.add_page_break()
        _objective(document, objective, laid["words"])
    document.add_page_break()
    _appendix(document, laid)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _prepare(document: Document, laid: Laid) -> None:
    properties = document.core_properties
    properties.title = f"{laid['title']} · {laid['plan']}"
    properties.author = laid["organisation"]
    properties.language = laid["language"]
    set_language(document, laid["language"])
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    words = laid["words"]
    as_of = f"{words['as_of']} {laid['as_of']}"
    section.footer.paragraphs[0].text = f"{laid['organisation']} · {laid['plan']} · {as_of}"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = BRIDGE


def _cover(document: Document, laid: Laid) -> None:
    document.add_paragraph(laid["organisation"])
    document.add_paragraph(laid["title"], style="Title")
    document.add_paragraph(laid["plan"], style="Subtitle")
    document.add_paragraph(laid["finding"]).runs[0].bold = True
    last = document.add_paragraph(f"{laid['words']['as_of']} {laid['as_of']}")
    last.add_run().add_break(WD_BREAK.PAGE)


def _summary(document: Document, laid: Laid) -> None:
    words = laid["words"]
    document.add_heading(laid["finding"], 1)
    told = ", ".join(f"{one['count']} {one['word']}" for one in laid["counts"])
    if laid["counts"]:
        [tally] = draw([{"kind": "tally", "counts": laid["counts"]}])
        add_picture(document.add_paragraph(), tally, 16.5, told)
    document.add_paragraph(told)
    if laid["open"]:
        document.add_paragraph(laid["open"])
    document.add_heading(words["attention"], 2)
    if laid["attention"]:
        _figures(document, laid["attention"], words)
    else:
        document.add_paragraph(words["all_well"])
    document.add_heading(words["objectives"], 2)
    table = add_table(
        document, [words["code"], words["objective"], words["indicators"]], [2.2, 10.8, 4]
    )
    for one in laid["objectives"]:
        add_row(table, [one["code"], one["title"], one["finding"]])
    if laid["findings"]:
        document.add_heading(words["findings"], 2)
        for finding in laid["findings"]:
            document.add_paragraph(finding, style="List Bullet")


def _figures(document: Document, rows: list[Laid], words: dict[str, str]) -> None:
    headings = [
        words[name] for name in ("code", "indicator", "actual", "target", "progress", "judgement")
    ]
    table = add_table(document, headings, [2.3, 4.9, 2, 2, 3.1, 2.7], right=(2, 3))
    drawn = iter(
        draw(
            [
                {"kind": "bar", "bar": row["bar"], "shape": row["shape"]}
                for row in rows
                if row["bar"]
            ]
        )
    )
    for row in rows:
        missing = "" if row["bar"] else words["no_measure"]
        texts = [row["code"], row["title"], row["actual"], row["target"], missing, ""]
        cells = add_row(table, texts, right=(2, 3))
        if row["bar"]:
            alt = f"{row['actual']} / {row['target']}; {words['forecast']} {row['forecast']}"
            add_picture(cells[4].paragraphs[0], next(drawn), 2.8, alt)
        write_judgement(cells[5], row["shape"], row["word"])


def _objective(document: Document, one: Laid, words: dict[str, str]) -> None:
    above = document.add_paragraph(f"{one['above_code']} · {one['above_title']}")
    above.runs[0].font.color.rgb = MUTED
    document.add_heading(f"{one['code']} {one['title']}", 1)
    document.add_paragraph(one["finding"]).runs[0].bold = True
    _figures(document, one["rows"], words)
    _rules(document, one["rows"], words)
    _histories(document, one["histories"], words)
    if one["reviews"]:
        document.add_heading(words["reviews"], 2)
        for review in one["reviews"]:
            line = document.add_paragraph()
            line.add_run(f"{words['quarter']} {review['quarter']}: {review['word']}").bold = True
            document.add_paragraph(review["text"])
            document.add_paragraph(f"{words['by']} {review['by']}, {review['day']}")
    if one["actions"]:
        document.add_heading(words["actions"], 2)
        headings = [words[name] for name in ("action", "owner", "due", "state")]
        table = add_table(document, headings, [6.5, 4, 3.8, 2.7])
        for action in one["actions"]:
            due = f"{action['due']} ({words['late']})" if action["late"] else action["due"]
            add_row(table, [action["title"], action["owner"], due, action["state"]])
    if one["manual"]:
        document.add_heading(words["manual"], 2)
        headings = [words[name] for name in ("code", "date", "figure", "source", "entered_by")]
        table = add_table(document, headings, [2.2, 3.2, 2.2, 6, 3.4], right=(2,))
        for line in one["manual"]:
            source = f"{line['source']} ({line['region']})" if line["region"] else line["source"]
            add_row(table, [line["code"], line["day"], line["value"], source, line["by"]], (2,))


def _histories(document: Document, histories: list[Laid], words: dict[str, str]) -> None:
    if not histories:
        return
    document.add_heading(words["history"], 2)
    for one, png in zip(
        histories, draw([{"kind": "history", **one} for one in histories]), strict=True
    ):
        document.add_paragraph(f"{one['code']} {one['title']}")
        add_picture(document.add_paragraph(), png, 5.5, one["alt"])


def _rules(document: Document, rows: list[Laid], words: dict[str, str]) -> None:
    document.add_heading(words["how"], 2)
    for row in rows:
        line = document.add_paragraph()
        line.add_run(f"{row['code']} ").bold = True
        line.add_run(row["rule"] or row["needs"] or row["word"])
        if row["measure"]:
            line.add_run(f" ({words['measured_by']}: {row['measure']})").font.color.rgb = MUTED


def _appendix(document: Document, laid: Laid) -> None:
    words = laid["words"]
    document.add_heading(words["appendix"], 1)
    headings = [
        words[name]
        for name in ("code", "indicator", "region", "actual", "target", "forecast", "judgement")
    ]
    table = add_table(document, headings, [2.3, 3.7, 2.7, 1.9, 1.9, 1.9, 2.6], right=(3, 4, 5))
    for row in laid["appendix"]:
        texts = [
            row["code"],
            row["title"],
            row["region"] or words["whole"],
            row["actual"],
            row["target"],
            row["forecast"],
            "",
        ]
        cells = add_row(table, texts, right=(3, 4, 5))
        write_judgement(cells[6], row["shape"], row["word"])
