"""Backups that somebody or something spoiled."""

import io
import json
import tarfile
from collections.abc import Callable


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_end(data: bytes) -> bytes:
    """The same archive without its manifest, and otherwise in order."""
    return rewritten(data, lambda name, content: None if name == "manifest.json" else content)


def one_byte_other(data: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content[:-1] + b"!" if name.endswith("a.jpg") else content

    return rewritten(data, change)


def one_missing(data: bytes) -> bytes:
    return rewritten(data, lambda name, content: None if name.endswith("a.jpg") else content)


def of_a_newer_version(data: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        manifest = json.loads(content)
        manifest["migrations"].append("people.9999_from_the_future")
        return json.dumps(manifest).encode()

    return rewritten(data, change)


def of_another_kind(data: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        return json.dumps({**json.loads(content), "engine": "oracle"}).encode()

    return rewritten(data, change)


def reaching_out(data: bytes) -> bytes:
    return rewritten(data, lambda _name, content: content, extra="../../outside.txt")


def foreign(_data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        tar.addfile(tarfile.TarInfo("holiday.jpg"))
    return out.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None], extra: str = "") -> bytes:
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(data)) as old,
        tarfile.open(fileobj=out, mode="w:gz") as new,
    ):
        for member in old:
            file = old.extractfile(member)
            assert file is not None
            content = change(member.name, file.read())
            if content is not None:
                if extra and member.name == "manifest.json":
                    new.addfile(tarfile.TarInfo(extra))
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return out.getvalue()
