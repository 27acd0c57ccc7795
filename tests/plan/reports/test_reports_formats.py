"""The yearly report says the same in every format, and people and programs can read it."""

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from brug.plan.enums import Judgement
from brug.plan.reports.as_json import to_json
from brug.plan.reports.pdf import to_pdf
from brug.plan.reports.word import to_docx
from brug.plan.reports.xlsx import to_xlsx
from tests.plan.reports.sample import report

LANGUAGES = ["nl", "fr", "en"]
TITLES = {"nl": "Jaarverslag 2026", "fr": "Rapport annuel 2026", "en": "Yearly report 2026"}


def pdf_text(language: str) -> str:
    pages = PdfReader(BytesIO(to_pdf(report(language)))).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_speaks_the_readers_language(language: str) -> None:
    reader = PdfReader(BytesIO(to_pdf(report(language))))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{TITLES[language]} · Plan 2026–2030"
    assert reader.trailer["/Root"]["/Lang"] == language


def test_pdf_is_tagged_for_screen_readers() -> None:
    root = PdfReader(BytesIO(to_pdf(report()))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in metadata


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_tells_of_each_objective_once_on_which_page_it_stands(language: str) -> None:
    pages = PdfReader(BytesIO(to_pdf(report(language)))).pages
    texts = [page.extract_text() for page in pages]
    name = "SD1.OD1 Meer en sterkere vrijwilligers"
    summary, page = (place for place, text in enumerate(texts, 1) if name in text)
    [line] = [line for line in texts[summary - 1].splitlines() if line.startswith(name)]
    assert summary == 2
    assert line.endswith(f" {page}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_of_a_plan_of_twelve_objectives_fits_its_page(language: str) -> None:
    made = report(language)
    first = made.objectives[0]
    calm = tuple(replace(one, judgement=Judgement.MET) for one in first.indicators)
    codes = [f"SD1.OD{number}" for number in range(1, 13)]
    many = tuple(replace(first, code=code, indicators=calm) for code in codes)
    attention = replace(first, code="SD2.OD1")
    told = (
        "Een bevinding van de plancontrole, die wat langer is dan een regel van de pagina.",
    ) * 4
    full = replace(made, objectives=(*many, attention), findings=told)
    texts = [page.extract_text() for page in PdfReader(BytesIO(to_pdf(full))).pages]
    assert texts[1].count(first.title) == 13
    assert f"SD1.OD1 {first.title}" in texts[2]


def test_pdf_tells_every_figure_with_its_letters() -> None:
    text = pdf_text("nl")
    for part in ("SD1.OD1.1", "81", "€ 31.500,50", "Zoë Çelik", "«façade & co»", "1 juni 2026"):
        assert part.replace(" ", "") in text.replace("\u00a0", "").replace(" ", "")


def test_pdf_uses_only_the_fonts_of_the_house() -> None:
    fonts = set()
    for page in PdfReader(BytesIO(to_pdf(report()))).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert fonts == {"BrugSans-Regular", "BrugSans-Bold", "BrugDisplay-Bold"}


def test_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(report()) == to_pdf(report())


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_holds_titles_and_repeats_table_heads(language: str) -> None:
    made = docx.Document(BytesIO(to_docx(report(language))))
    assert made.core_properties.title == f"{TITLES[language]} · Plan 2026–2030"
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert "SD1.OD1 Meer en sterkere vrijwilligers" in headings
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in made.tables)


def test_every_picture_in_word_has_a_text() -> None:
    xml = ZipFile(BytesIO(to_docx(report()))).read("word/document.xml").decode()
    assert xml.count("<wp:docPr") == xml.count("descr=") == 6


def test_sheet_holds_numbers_as_numbers_and_a_row_for_each_region() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx([report()], "en")))
    sheet = book["Figures"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(lines) == 4 + 3
    granted = next(line for line in lines if line[1] == "SD1.OD1.6")
    assert granted[7:10] == [50000, 31500.5, 42000]
    assert {line[5] for line in lines} >= {"All regions", "Limburg"}
    assert book["Entered by hand"].max_row == 3


def test_formulas_in_texts_stay_texts() -> None:
    wicked = report()
    first = wicked.objectives[0]
    bad = replace(first.indicators[0], title="=HYPERLINK(1)")
    changed = replace(wicked, objectives=(replace(first, indicators=(bad,)),))
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx([changed], "en")))["Figures"]
    assert sheet["C2"].data_type == "s"


def test_json_keeps_decimals_and_codes() -> None:
    told = json.loads(to_json([report("fr")]))
    granted = next(one for one in told["figures"] if one["id"] == "SD1.OD1.6")
    assert granted["actual"] == "31500.50"
    assert granted["judgement"] == "at_risk"
    assert told["numbers"] == "decimal text"
    assert [one["value"] for one in told["manual"]] == ["54010", "55123"]


DECIMALS = st.none() | st.decimals(
    min_value=0, max_value=Decimal("999999999999999.999999"), places=6
)


@given(target=DECIMALS, actual=DECIMALS, forecast=DECIMALS)
def test_json_reads_back_exactly_what_is_kept(
    target: Decimal | None, actual: Decimal | None, forecast: Decimal | None
) -> None:
    made = report()
    first = made.objectives[0]
    one = replace(first.indicators[0], target=target, actual=actual, forecast=forecast, regions=())
    changed = replace(made, objectives=(replace(first, indicators=(one,)),))
    [told] = json.loads(to_json([changed]))["figures"]
    read = [None if told[name] is None else Decimal(told[name]) for name in KEYS]
    assert read == [target, actual, forecast]


KEYS = ("target", "actual", "forecast")
