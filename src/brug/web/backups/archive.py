"""The file itself: a compressed tar whose every member is checked before any is used."""

import gzip
import hashlib
import io
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from brug.web.backups.errors import NotABackup
from brug.web.backups.manifest import FORMAT, NAME, Manifest

_CHUNK = 1024 * 1024
# Members up to this size are kept in memory while their length and sum are taken, in bytes.
_IN_MEMORY = 32 * _CHUNK
_DAMAGED = (tarfile.TarError, zlib.error, EOFError, OSError, UnicodeDecodeError, ValueError)


class Writer:
    """Adds members and keeps their sums."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.checksums: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes | memoryview]) -> None:
        """Add a member whose length is not known before it is read."""
        digest = hashlib.sha256()
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            for chunk in chunks:
                digest.update(chunk)
                spool.write(chunk)
            self._add(name, spool, spool.tell())
        self.checksums[name] = digest.hexdigest()

    def add_file(self, name: str, path: Path) -> None:
        """Add a file that may change or go while it is read: then as it was, or not at all."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            self.add(name, iter(lambda: file.read(_CHUNK), b""))

    def close_with(self, manifest: Manifest) -> None:
        """Add the manifest, which tells that everything is there."""
        data = manifest.model_dump_json(indent=1).encode()
        self._add(NAME, io.BytesIO(data), len(data))

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, int(time.time()), 0o600
        file.seek(0)
        self._tar.addfile(info, file)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write an archive that appears at ``path`` whole or not at all, for its owner's eyes only."""
    draft = path.with_name(f"{path.name}.draft")
    draft.touch(mode=0o600)
    try:
        with tarfile.open(draft, "w:gz", compresslevel=3) as tar:
            yield Writer(tar)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def verify(path: Path) -> Manifest:
    """Read the whole archive and return its manifest if every member is what it should be.

    Raises:
        NotABackup: it is cut off, damaged, or was not made by Brug.
    """
    sums: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
            for member in tar:
                if manifest is not None or not _is_plain(member) or member.name in sums:
                    raise NotABackup(f"{path} is not a backup of Brug: {member.name} is not ours")
                content = tar.extractfile(member)
                assert content is not None  # noqa: S101 - it is a plain file
                if member.name == NAME:
                    manifest = Manifest.model_validate_json(content.read())
                else:
                    sums[member.name] = _sum_of(content)
            # To the very end, where gzip keeps its own sum.
            while stream.read(_CHUNK):
                pass
    except ValidationError:
        raise NotABackup(f"{path} is not a backup of Brug that this version can read") from None
    except _DAMAGED as error:
        raise NotABackup(f"{path} cannot be read: {_reason(error)}") from None
    if manifest is None:
        raise NotABackup(f"{path} is no whole backup of Brug: its last part is missing")
    if manifest.product != "brug" or manifest.format != FORMAT:
        raise NotABackup(f"{path} is not a backup of Brug that this version can read")
    if damaged := sorted(set(sums.items()) ^ set(manifest.checksums.items())):
        raise NotABackup(f"{path} is damaged: {damaged[0][0]} is not what was written")
    return manifest


def _is_plain(member: tarfile.TarInfo) -> bool:
    name = PurePosixPath(member.name)
    return member.isreg() and not name.is_absolute() and ".." not in name.parts


def _sum_of(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _reason(error: Exception) -> str:
    return "it is cut off" if isinstance(error, EOFError) else f"{error}"


def unpack(path: Path, prefix: str, folder: Path) -> None:
    """Write the members below ``prefix`` of a verified archive into ``folder``."""
    for name, content in members(path):
        if name.startswith(prefix):
            target = folder / name.removeprefix(prefix)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with target.open("wb") as file:
                target.chmod(0o600)
                shutil.copyfileobj(content, file, _CHUNK)


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and content of each member of a verified archive, in order."""
    with tarfile.open(path, "r:gz") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is not None:
                yield member.name, content
