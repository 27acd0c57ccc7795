"""The embedded form needs nothing that only the grown form installs."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "brug"
GROWN_ONLY = {"psycopg", "redis", "rq", "django_rq", "django_tasks_rq", "storages", "boto3"}
# Loaded by name, only where Redis is set.
ALLOWED = {"kernel/jobs/transports/redis.py"}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_nothing_imports_what_the_embedded_form_does_not_have() -> None:
    paths = {str(path.relative_to(SOURCE)): path for path in SOURCE.rglob("*.py")}
    offenders = {
        name: sorted(_imports(path) & GROWN_ONLY)
        for name, path in paths.items()
        if name not in ALLOWED and _imports(path) & GROWN_ONLY
    }
    assert offenders == {}
    assert all(_imports(paths[name]) & GROWN_ONLY for name in ALLOWED)
