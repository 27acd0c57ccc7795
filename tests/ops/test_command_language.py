"""The command line speaks the language of the shell, or the one that it is told to speak."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.utils import translation

from brug.kernel.shell_language import shell_language
from brug.web import cli
from tests.ops.installations import Installation


@pytest.fixture(autouse=True)
def language_put_back() -> Iterator[None]:
    with translation.override(translation.get_language()):
        yield


@pytest.mark.parametrize(
    ("shell", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_shell_says_which_language(shell: dict[str, str], spoken: str) -> None:
    assert shell_language(shell) == spoken


def _spoken_in(name: str, monkeypatch: pytest.MonkeyPatch, asked: str | None) -> str | None:
    monkeypatch.setattr(cli, "_begin", lambda *_: None)
    monkeypatch.setattr(cli, "keep_files_private", lambda: None)
    context = click.Context(cli.main)
    context.params = {"language": asked}
    assert isinstance(cli.main, click.Group)
    assert cli.main.get_command(context, name) is not None
    return translation.get_language()


@pytest.mark.parametrize("name", ["plan", "people", "user", "keys", "doctor", "backup"])
def test_every_command_that_tells_something_speaks_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert _spoken_in(name, monkeypatch, None) == "en"
    assert _spoken_in(name, monkeypatch, "fr") == "fr"


@pytest.mark.parametrize("name", ["worker", "serve", "build-demo"])
def test_what_speaks_to_readers_keeps_the_houses_language(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_BE.UTF-8")
    with translation.override("nl"):
        assert _spoken_in(name, monkeypatch, "en") == "nl"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plan", "status"), "De databank is niet klaar"),
        (("--language", "en", "plan", "status"), "The database is not ready"),
        (("plan", "--language", "en", "status"), "The database is not ready"),
    ],
)
def test_a_real_shell_is_answered_in_its_language(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    shell = {"LC_ALL": "", "LANG": "nl_BE.UTF-8"}
    told = Installation(tmp_path / "data", more=shell).brug(*arguments)
    assert words in told.stderr
