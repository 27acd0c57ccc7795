"""A folder that holds anything which no demo put there is left as it is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from brug.web.commands.demo import demo
from brug.web.processes import demo_folder
from brug.web.processes.demo_folder import BuildFailed, make_ready, refuse_other_data
from brug.web.processes.demo_note import read_note


def _never(*_: object) -> None:
    raise AssertionError("nothing may be started on somebody's data")


@pytest.mark.parametrize("name", ["brug.sqlite3", "letter.txt", "demo.json"])
def test_data_that_no_demo_made_are_refused_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(demo_folder, "start", _never)
    (tmp_path / name).write_text('["somebody\'s"]', encoding="utf-8")
    with pytest.raises(BuildFailed, match="no demo made"):
        make_ready(tmp_path, "small", {})
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == '["somebody\'s"]'


def test_what_a_killed_build_left_is_known_as_a_demos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        (tmp_path / "demo" / "brug.sqlite3.draft").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(demo_folder, "start", killed)
    with pytest.raises(KeyboardInterrupt):
        make_ready(tmp_path / "demo", "small", {})
    refuse_other_data(tmp_path / "demo")
    assert read_note(tmp_path / "demo", "small") is None


def test_a_folder_that_cannot_be_one_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brug.web.commands.demo.end_on_signals", lambda: None)
    file = tmp_path / "hostname"
    file.touch()
    for place in (file, file / "below"):
        done = CliRunner().invoke(demo, ["--dir", str(place)])
        assert done.exit_code == 1
        assert "DEMO_DIR" in done.output
        assert isinstance(done.exception, SystemExit)
    assert list(tmp_path.iterdir()) == [file]
