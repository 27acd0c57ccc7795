"""Templates, styles, scripts and words of the whole house."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, files, name_of, parsed

TEMPLATES = sorted(
    path for path in PACKAGE.rglob("*") if "templates" in path.parts and path.is_file()
)
SCREENS = [path for path in TEMPLATES if path.suffix == ".html"]
STYLES = sorted(PACKAGE.rglob("static/**/*.css"))
SCRIPTS = sorted(PACKAGE.rglob("static/**/*.js"))

# Templates of libraries that ours replace: found by their name there.
LIBRARIES = ("account/", "allauth/", "mfa/", "wagtailadmin/", "wagtailusers/")
# The pages that Django itself asks for by name.
ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
# Components that the rooms to come will need; the style page shows them.
FOR_ROOMS_TO_COME: set[str] = set()
ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
# Addresses that are names of formats and licences, or examples; nothing is asked of them.
NAMES = ("http://www.w3.org/", "https://brug.example", "https://joinup.ec.europa.eu/")


def inside(path: Path) -> str:
    """A template's name as code calls it."""
    parts = path.relative_to(PACKAGE).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def test_every_room_says_what_it_is() -> None:
    silent = [
        room.name
        for room in sorted(path.parent for path in PACKAGE.glob("*/apps.py"))
        if not (room / "README.md").exists()
        or len((room / "README.md").read_text(encoding="utf-8").splitlines()) < 8
    ]
    assert silent == []


def is_named(name: str, texts: dict[str, str]) -> bool:
    """Whether code names a template: in full anywhere, or by its last part in its own room."""
    base = name.rpartition("/")[2]
    full = (name, name.rpartition(".")[0])
    everywhere = "\n".join(texts.values())
    at_home = texts.get(name.partition("/")[0], "")
    return any(f'"{word}"' in everywhere for word in full) or any(
        f'"{word}"' in at_home for word in (base, base.partition(".")[0])
    )


def test_every_template_is_used() -> None:
    texts: dict[str, str] = defaultdict(str)
    for path in [*files(), *TEMPLATES]:
        texts[path.relative_to(PACKAGE).parts[0]] += path.read_text(encoding="utf-8")
    unused = {
        name
        for name in map(inside, TEMPLATES)
        if not name.startswith(LIBRARIES) and name not in ERRORS and not is_named(name, texts)
    }
    assert unused == FOR_ROOMS_TO_COME


def test_our_templates_for_libraries_still_replace_one_of_theirs() -> None:
    from django.template import engines
    from django.template.loaders.app_directories import get_app_template_dirs

    ours = str(PACKAGE)
    others = [Path(d) for d in get_app_template_dirs("templates") if not str(d).startswith(ours)]
    assert engines
    partials = ("account/_", "account/base.html", "account/set_up", "account/invitation")
    for name in map(inside, TEMPLATES):
        if name.startswith(LIBRARIES) and not name.startswith(partials):
            assert any((folder / name).exists() for folder in others), f"{name} replaces nothing"


@pytest.mark.parametrize("path", SCREENS, ids=inside)
def test_no_screen_has_script_or_style_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    inline = re.findall(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>", text)
    assert inline == [], "the content security policy forbids it"
    assert not re.search(r"\s(?:style|on[a-z]+)=[\"']", text), "a style or on… attribute"
    assert "<style" not in text
    assert "javascript:" not in text


def test_nothing_is_asked_of_others() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {address}"
        for path in [*TEMPLATES, *STYLES, *SCRIPTS, *PACKAGE.rglob("static/**/*.svg")]
        for address in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if not address.startswith(NAMES)
    }
    assert found == set()


def test_no_path_of_a_machine_stands_in_the_code() -> None:
    machine = re.compile(r"(?<![\w.])/(?:home|tmp|work|root|Users)/\w")
    found = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in [*files(), *TEMPLATES, *STYLES, *SCRIPTS]
        for line in path.read_text(encoding="utf-8").splitlines()
        if machine.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_read_in_both_directions(path: Path) -> None:
    """Logical properties only, so that right to left comes free."""
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)\b|"
        r"(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert physical.findall(text) == []


def test_no_error_is_swallowed_unseen() -> None:
    silent = [
        f"{name_of(path)}:{handler.lineno}"
        for path in files()
        for handler in ast.walk(parsed(path))
        if isinstance(handler, ast.ExceptHandler)
        and all(isinstance(line, ast.Pass | ast.Continue) for line in handler.body)
        and (handler.type is None or getattr(handler.type, "id", "") in {"Exception"})
    ]
    assert silent == []


def _public(node: ast.AST) -> bool:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return isinstance(node, kinds) and not node.name.startswith("_")


def test_whatever_others_may_use_says_what_it_does() -> None:
    silent = []
    for path in files():
        tree = parsed(path)
        if not ast.get_docstring(tree) and tree.body:
            silent.append(name_of(path))
        holders = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef) and _public(n))]
        for holder in holders:
            for node in holder.body:
                is_meta = getattr(node, "name", "") in {"Meta", "Media", "Config"}
                if _public(node) and not is_meta and not ast.get_docstring(node):
                    silent.append(f"{name_of(path)}: {node.name}")
    assert silent == []
