"""Read a YAML (or JSON) file so that every mapping knows its line."""

from pathlib import Path
from typing import Any

import yaml

from brug.kernel.regions.errors import RegionFileError

LINE = "__line__"


class _Loader(yaml.SafeLoader):
    """Plain values only; no aliases (which can blow up a small file), no key twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                None, None, "a key stands here twice", node.start_mark
            )
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def read_yaml(path: Path) -> Any:
    """Return the file's content; every mapping has its line number under ``LINE``.

    Raises:
        RegionFileError: it cannot be read or is no plain YAML.
    """
    try:
        with path.open("rb") as stream:
            return yaml.load(stream, _Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise RegionFileError(path, error.strerror or "cannot be read") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RegionFileError(path, error.problem or "is no YAML", line=line) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise RegionFileError(path, f"is no YAML: {error}") from error
