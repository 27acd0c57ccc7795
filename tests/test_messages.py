"""Translations are complete, and the tool that says so works."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import messages
from tools.build_messages import compile_all
from tools.message_catalogues import LANGUAGES, PARTIAL, Book
from tools.message_checks import faults_of

MakeApp = Callable[..., Path]


@pytest.mark.parametrize("app", [path.name for path in messages.apps()])
def test_every_text_is_translated(app: str) -> None:
    assert [fault for fault in messages.faults() if fault.startswith(f"{app}/")] == []


@pytest.fixture
def make_app(tmp_path: Path) -> MakeApp:
    """Makes an app `garden` from file names and their contents; returns the project's root."""

    def make(**files: str) -> Path:
        app = tmp_path / "src" / "brug" / "garden"
        app.mkdir(parents=True, exist_ok=True)
        (app / "__init__.py").touch()
        for name, text in files.items():
            path = app / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def _translate(root: Path, language: str, english: str, translation: str) -> None:
    path = Book(root / "src/brug/garden", language).path
    text = path.read_text(encoding="utf-8")
    entry = f'msgid "{english}"\nmsgstr ""'
    assert entry in text
    path.write_text(text.replace(entry, entry[:-2] + f'"{translation}"'), encoding="utf-8")


def _texts(root: Path, language: str) -> set[str]:
    book = Book(root / "src/brug/garden", language)
    return {text for _context, text in book.messages}


def test_staff_texts_stay_out_of_the_catalogues_of_public_languages(make_app: MakeApp) -> None:
    root = make_app(
        **{
            "views.py": "from django.utils.translation import gettext as _\n_('Dig')\n",
            "templates__garden__public__home.html": '{% translate "Smell the roses" %}',
            "templates__garden__desk.html": '{% translate "Count the roses" %}',
            "emails.py": "_('You have a rose')\n",
            "enums.py": "# messages: public\n_('Rose')\n",
        }
    )
    messages.update(root)
    public = {"Smell the roses", "You have a rose", "Rose"}
    for language in LANGUAGES:
        everything = public | ({"Dig", "Count the roses"} if language not in PARTIAL else set())
        assert _texts(root, language) == everything


def test_texts_are_found_in_every_form(make_app: MakeApp) -> None:
    template = """
      <p>{% blocktranslate count n=n trimmed %}
        one rose
        {% plural %}
        {{ n }} roses
      {% endblocktranslate %}</p>
          {% translate "50% off" %} {{ _("filter text")|upper }} {# not this #}
      {% if x == _("in a tag") %}{% endif %} {% translate "May" context "month" %}
    """
    root = make_app(**{"templates__garden__p.html": template})
    messages.update(root)
    assert _texts(root, "nl") == {"one rose", "50%% off", "filter text", "in a tag", "May"}


def test_translations_survive_an_update_and_dropped_texts_leave(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "_('Dig')\n_('Sow')\n"})
    messages.update(root)
    _translate(root, "nl", "Dig", "Spit")
    make_app(**{"views.py": "_('Dig')\n"})
    messages.update(root)
    book = Book(root / "src/brug/garden", "nl")
    assert {key[1]: message.string for key, message in book.messages.items()} == {"Dig": "Spit"}


def test_text_that_moves_to_another_app_takes_its_translation_along(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "_('Dig')\n"})
    messages.update(root)
    _translate(root, "nl", "Dig", "Spit")
    other = root / "src/brug/orchard"
    other.mkdir()
    (other / "__init__.py").touch()
    (other / "views.py").write_text("_('Dig')\n")
    messages.update(root)
    assert Book(other, "nl").messages["", "Dig"].string == "Spit"


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        ("", "not translated"),
        ("Dag", "placeholders"),
        ("Dag %(naam)s", "placeholders"),
        ("Dag %(name)s", ""),
    ],
)
def test_check_finds_what_is_wrong(make_app: MakeApp, translation: str, fault: str) -> None:
    root = make_app(**{"views.py": "_('Hello %(name)s')\n"})
    messages.update(root)
    if translation:
        _translate(root, "nl", "Hello %(name)s", translation)
    found = [line for line in messages.faults(root) if line.startswith("garden/nl")]
    assert [fault in line for line in found] == ([True] if fault else [])


def test_check_finds_doubtful_translations(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "_('Dig')\n"})
    messages.update(root)
    _translate(root, "nl", "Dig", "Spit")
    path = Book(root / "src/brug/garden", "nl").path
    path.write_text(path.read_text().replace('msgid "Dig"', '#, fuzzy\nmsgid "Dig"'))
    assert any("fuzzy" in line for line in messages.faults(root))


def test_check_finds_texts_that_the_sources_dropped(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "_('Dig')\n"})
    messages.update(root)
    book = Book(root / "src/brug/garden", "nl")
    assert any("no longer" in fault for fault in faults_of(book, []))


def test_plural_form_may_leave_the_number_out_but_not_for_many(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "ngettext('%(n)d rose', '%(n)d roses', n)\n"})
    messages.update(root)
    path = Book(root / "src/brug/garden", "nl").path
    text = path.read_text()
    good = text.replace('msgstr[0] ""', 'msgstr[0] "een roos"')
    path.write_text(good.replace('msgstr[1] ""', 'msgstr[1] "%(n)d rozen"'))
    assert not [line for line in messages.faults(root) if line.startswith("garden/nl")]
    path.write_text(good.replace('msgstr[1] ""', 'msgstr[1] "rozen"'))
    assert [line for line in messages.faults(root) if line.startswith("garden/nl")]


def test_compiling_touches_only_what_changed(make_app: MakeApp) -> None:
    root = make_app(**{"views.py": "_('Dig')\n"})
    messages.update(root)
    assert compile_all(root) == 2
    assert compile_all(root) == 0
    assert (Book(root / "src/brug/garden", "nl").path.with_suffix(".mo")).exists()


def test_public_mark_is_a_line_of_its_own() -> None:
    for path in messages.ROOT.glob("src/brug/**/*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"#\s*messages\s*:", line):
                assert line == "# messages: public", path
