"""Parts of a Word document that python-docx has no word for."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

BRIDGE = RGBColor(0x0F, 0x5E, 0x6B)
MUTED = RGBColor(0x59, 0x60, 0x6E)
COLOURS = {
    "met": RGBColor(0x3F, 0x6B, 0x3A),
    "on_course": RGBColor(0x3F, 0x6B, 0x3A),
    "at_risk": RGBColor(0xB8, 0x43, 0x1F),
    "out_of_reach": RGBColor(0xA3, 0x30, 0x4F),
    "missed": RGBColor(0xA3, 0x30, 0x4F),
    "open": MUTED,
}
# A sign for each judgement, so that it also tells in black and white.
SIGNS = {
    "met": "✓",
    "on_course": "●",
    "at_risk": "◐",
    "out_of_reach": "◌",
    "missed": "○",
    "open": "–",
}


def set_language(document: Document, language: str) -> None:
    """Tell Word in which language the text is, for spelling and for reading aloud."""
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"nl": "nl-BE", "fr": "fr-BE"}.get(language, "en-GB"))
    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(tag)


def add_table(
    document: Document, headings: Sequence[str], widths: Sequence[float], right: Sequence[int] = ()
) -> Table:
    """Add a table with a heading row that repeats on each page; ``widths`` in centimetres.

    ``right`` are the numbers of the columns that hold figures.
    """
    table = document.add_table(rows=1, cols=len(headings))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _rule_below_rows(table)
    for index, (cell, heading) in enumerate(zip(table.rows[0].cells, headings, strict=True)):
        cell.width = Cm(widths[index])
        write(cell, heading, bold=True, right=index in right)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no call for it
    return table


def _rule_below_rows(table: Table) -> None:
    """Draw thin lines below the rows and nothing else."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "insideH", "bottom"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "C9BFAF")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no call for it


def add_row(table: Table, texts: Sequence[str], right: Sequence[int] = ()) -> tuple[_Cell, ...]:
    """Add a row and return its cells; rows do not break over pages."""
    row = table.add_row()
    keep = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(keep)  # noqa: SLF001 - python-docx has no call for it
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = table.columns[index].width
        write(cell, text, right=index in right)
    return tuple(row.cells)


def write(cell: _Cell, text: str, *, bold: bool = False, right: bool = False) -> None:
    """Write a cell's only paragraph, in the size of tables."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(8.5)


def write_judgement(cell: _Cell, shape: str, word: str) -> None:
    """Write a judgement with its sign and colour."""
    write(cell, f"{SIGNS[shape]} {word}", bold=True)
    cell.paragraphs[0].runs[-1].font.color.rgb = COLOURS[shape]


def add_picture(place: Any, png: bytes, width: float, alt: str) -> None:
    """Put a picture (``width`` centimetres) in a run of ``place`` (a paragraph), with its text."""
    shape = place.add_run().add_picture(BytesIO(png), width=Cm(width))
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no call for it
