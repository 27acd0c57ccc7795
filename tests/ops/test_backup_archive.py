"""An archive that is not whole is recognised before anything of it is used."""

import gzip
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.web.backups import archive, swap
from brug.web.backups.errors import NotABackup
from brug.web.backups.manifest import Manifest
from tests.ops import bad_archives as bad


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A small archive in order."""
    path = tmp_path / "whole.tar.gz"
    with archive.writing(path) as writer:
        writer.add("files/photos/a.jpg", [os.urandom(40_000)])
        writer.add("files/empty", [])
        writer.close_with(
            Manifest(
                version="1",
                made_at=datetime.now(UTC),
                engine="sqlite",
                migrations=["people.0001_initial"],
                checksums=writer.checksums,
                keys=[],
                files="here",
            )
        )
    return path


def test_a_whole_archive_gives_its_manifest(whole: Path) -> None:
    manifest = archive.verify(whole)
    assert set(manifest.checksums) == {"files/photos/a.jpg", "files/empty"}
    assert whole.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (bad.cut_off, "cut off"),
        (bad.without_end, "last part is missing"),
        (bad.one_byte_other, "damaged: files/photos/a.jpg"),
        (bad.one_missing, "damaged: files/photos/a.jpg"),
        (bad.reaching_out, "not a backup"),
        (bad.foreign, "last part is missing"),
        (lambda _data: b"", "cannot be read"),
        (lambda _data: b"not an archive at all", "cannot be read"),
        (lambda _data: gzip.compress(os.urandom(2000)), "cannot be read"),
    ],
)
def test_what_is_not_whole_is_refused(
    whole: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    whole.write_bytes(spoil(whole.read_bytes()))
    with pytest.raises(NotABackup, match=said):
        archive.verify(whole)


once = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@once
@given(st.floats(min_value=0, max_value=0.9999))
def test_no_missing_end_goes_unseen(whole: Path, share: float) -> None:
    content = whole.read_bytes()
    cut = whole.with_name("cut.tar.gz")
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(NotABackup):
        archive.verify(cut)


@once
@given(st.floats(min_value=0, max_value=0.9999), st.integers(min_value=1, max_value=255))
def test_a_flipped_byte_is_refused_or_means_nothing(whole: Path, share: float, flip: int) -> None:
    content = bytearray(whole.read_bytes())
    content[int(len(content) * share)] ^= flip
    spoiled = whole.with_name("spoiled.tar.gz")
    spoiled.write_bytes(content)
    # The head of gzip has bytes that mean nothing, such as the time of writing.
    with suppress(NotABackup):
        assert archive.verify(spoiled) == archive.verify(whole)


def test_an_archive_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), archive.writing(tmp_path / "x.tar.gz") as writer:  # noqa: PT012
        writer.add("a", [b"a"])
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moved", range(7))
def test_a_restore_killed_while_moving_is_finished_by_the_next_command(
    tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    for name in ("brug.sqlite3", "brug.sqlite3-wal", "exports", "files"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("old")
    draft = swap.draft_of(folder)
    draft.mkdir(parents=True)
    for name in ("brug.sqlite3", "files", "keys"):
        (draft / name).write_text("new")
    swap.declare_whole(folder, "before")
    real, calls = Path.rename, iter(range(100))

    def rename(self: Path, target: Path) -> Path:
        if next(calls) == moved:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            swap.finish(folder)
    assert swap.finish(folder)
    now = {
        path.name: path.read_text()
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".lock"
    }
    assert now == {"brug.sqlite3": "new", "files": "new", "keys": "new"}
    kept = {path.name: path.read_text() for path in (folder / "before").iterdir()}
    names = ("brug.sqlite3", "brug.sqlite3-wal", "exports", "files")
    assert kept == dict.fromkeys(names, "old")
    assert not swap.finish(folder)


def test_keys_stay_where_the_backup_brings_none(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    draft = swap.draft_of(tmp_path)
    draft.mkdir(parents=True)
    (draft / "brug.sqlite3").write_text("new")
    swap.declare_whole(tmp_path, "before")
    assert swap.finish(tmp_path)
    assert (tmp_path / "keys").exists()


def test_of_commands_that_start_together_one_finishes_and_the_others_wait(tmp_path: Path) -> None:
    names = [f"file{number}" for number in range(200)]
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        draft = swap.draft_of(folder)
        draft.mkdir(parents=True)
        for name in names:
            (draft / name).write_text("new")
        swap.declare_whole(folder, "before")
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(swap.finish, [folder] * 4))
        assert sorted(done) == [False, False, False, True]
        now = {path.name for path in folder.iterdir() if path.is_file()} - {".restore.lock"}
        assert now == set(names)
        assert not (folder / "before").exists()
