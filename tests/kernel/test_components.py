"""The parts that screens are built from."""

import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from brug.kernel.charts import arch_steps

# A variable that a part forgot to mention, or that nobody gave, shows as !!name!!.
STRICT = DjangoTemplates(
    {
        "NAME": "strict",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "string_if_invalid": "!!%s!!",
            "context_processors": [
                "django.template.context_processors.request",
                "brug.web.context.house",
            ],
        },
    }
)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def _part(name: str, path: str = "/en/?region=ghent&p=3", **variables: Any) -> str:
    request = RequestFactory().get(path)
    html = STRICT.get_template(f"brug/components/{name}.html").render(variables, request)
    assert "!!" not in html
    assert " style=" not in html
    return str(html)


def _text(source: str, **variables: Any) -> str:
    return str(STRICT.from_string("{% load brug %}" + source).render(variables))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("good", "Done:"),
        ("info", "Good to know:"),
        ("warning", "Take note:"),
        ("wrong", "This went wrong:"),
    ],
)
def test_alert_tells_its_kind_in_words_and_sign(kind: str, word: str) -> None:
    html = _part("alert", kind=kind, text="Saved <b>")
    assert word in html
    assert f"icons.svg#{kind}" in html
    assert "Saved &lt;b&gt;" in html
    assert ('role="alert"' in html) is (kind == "wrong")


def test_card_can_be_pressed_only_when_it_leads_somewhere() -> None:
    assert "b-card-press" not in _part("card", title="A place")
    html = _part("card", title="A place", url="/en/", more="See it")
    assert "b-card-press" in html
    assert html.count("<a ") == 1


def test_chips_tell_which_is_chosen() -> None:
    items = [
        {"label": "All", "url": "?", "current": True},
        {"label": "Ghent", "url": "?r=1", "current": False},
    ]
    html = _part("chips", items=items, label="Region")
    assert 'aria-label="Region"' in html
    assert re.findall(r'aria-current="true">(\w+)<', html) == ["All"]


def test_empty_state_offers_a_way_on_only_if_there_is_one() -> None:
    assert "<a " not in _part("empty", title="Nobody yet")
    assert 'href="/en/new/"' in _part("empty", title="Nobody yet", url="/en/new/", label="Add one")


def test_finding_shows_what_was_found_beside_what_was_expected() -> None:
    html = _part(
        "finding",
        severity="error",
        word="error",
        where="SD1.OD3",
        message="Repeats SD1.OD1",
        found="29,155.63",
        expected="12,000.00",
    )
    assert re.search(r"<dt>Found</dt><dd>29,155\.63</dd>", html)
    assert re.search(r"<dt>Expected</dt><dd>12,000\.00</dd>", html)
    assert "<dl" not in _part("finding", severity="note", word="note", where="x", message="y")


def test_pages_keep_the_other_questions_of_the_address() -> None:
    html = _part("pages", page=Paginator(range(100), 10).page(3))
    addresses = re.findall(r'href="([^"]+)"', html)
    assert [a.replace("&amp;", "&") for a in addresses if "icons" not in a] == [
        "?region=ghent&p=2",
        "?region=ghent&p=4",
    ]
    assert "Page 3 of 10" in html


def test_list_on_one_page_has_no_pages() -> None:
    assert _part("pages", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_table_names_its_rows_and_can_be_scrolled_by_keyboard() -> None:
    html = _part(
        "table",
        caption="Volunteers",
        headings=["Region", "Number"],
        rows=[["Ghent", "26"]],
        numbers=[2],
    )
    assert '<th scope="row">Ghent</th>' in html
    assert '<td class="b-number-cell">26</td>' in html
    assert 'tabindex="0"' in html


def test_figure_of_a_list_reads_its_name_before_its_number() -> None:
    html = _part("stat", value="104", label="new volunteers")
    assert html.index("<dt>") < html.index("<dd>")


def test_language_switch_stays_on_the_page() -> None:
    html = _part("languages", path="/en/privacy/?from=mail")
    assert 'href="/ps/privacy/?from=mail"' in html
    assert re.search(r'lang="en"[^>]*aria-current="true"', html)


def test_language_switch_without_a_page_leads_to_the_home_pages() -> None:
    html = STRICT.get_template("brug/components/languages.html").render({})
    assert 'href="/fa-af/"' in html


def test_page_without_a_language_switches_to_the_home_pages() -> None:
    assert 'href="/fr/"' in _part("languages", path="/account/login/?next=/desk/")


def test_figures_follow_the_reader() -> None:
    assert _text("{{ value|figure:'€' }}", value=31500) == "€\u00a031,500"


def test_mark_of_a_judgement_has_a_word() -> None:
    html = _text("{% judgement_mark 'at_risk' 'at risk' %}")
    assert "b-mark-at_risk" in html
    assert html.endswith("at risk</span>")


@pytest.mark.parametrize("now", [0, 1, 3])
def test_steps_tell_where_one_is(now: int) -> None:
    html = arch_steps(["signed up", "talked", "asked", "started"], now)
    assert html.count("b-step-past") == now
    assert html.count("b-step-now") == 1
    steps = re.findall(r"<li([^>]*)>([^<]+)", html)
    assert [name for mark, name in steps if "aria-current" in mark] == [steps[now][1]]


def test_steps_run_from_the_right_in_dari() -> None:
    def first(html: str) -> float:
        return float(html.split('cx="', 1)[1].split('"', 1)[0])

    assert first(arch_steps(["a", "b"], 0)) < 160
    with translation.override("fa-af"):
        assert first(arch_steps(["a", "b"], 0)) > 160


def test_personal_page_greets_in_the_readers_direction() -> None:
    source = (
        "{% extends 'brug/personal/base.html' %}"
        "{% block greeting %}سلام فریده{% endblock %}"
        "{% block content %}<section class='b-card'>متن</section>{% endblock %}"
    )
    with translation.override("fa-af"):
        html = STRICT.from_string(source).render({}, RequestFactory().get("/fa-af/my/"))
    assert "!!" not in html
    assert 'dir="rtl"' in html
    assert "<h1>سلام فریده</h1>" in html
