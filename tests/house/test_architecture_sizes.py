"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, name_of, parsed

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("folder", ["src", "tests", "tools", "benchmarks"])
def test_no_file_is_too_long(folder: str) -> None:
    long = {
        path.relative_to(ROOT).as_posix(): _length(path)
        for path in (ROOT / folder).rglob("*.py")
        if _length(path) > MOST_LINES_OF_A_FILE and "migrations" not in path.parts
    }
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{name_of(path)}: {function.name}": function.end_lineno - function.lineno
        for path in files()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and function.end_lineno is not None
        and function.end_lineno - function.lineno >= MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_half_of_all_files_are_short() -> None:
    lengths = sorted(_length(path) for path in files() if path.name != "__init__.py")
    assert lengths[len(lengths) // 2] <= 80
    assert lengths[len(lengths) * 9 // 10] <= 200
