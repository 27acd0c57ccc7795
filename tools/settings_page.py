"""Write docs/settings.md from the class that reads the settings; ``--check`` only compares."""

import sys
from pathlib import Path

from pydantic_core import PydanticUndefined

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from brug.web.environment import Environment  # noqa: E402 - the path must come first

PAGE = ROOT / "docs" / "settings.md"
HEAD = """# Settings

All settings are read from the environment. This page is made from `brug/web/environment.py` by
`tools/settings_page.py`; `brug doctor` checks the same list.

| name | default | meaning |
| --- | --- | --- |
"""


def page() -> str:
    """Return the text of the page."""
    lines = []
    for name, field in Environment.model_fields.items():
        default = field.default
        if default is PydanticUndefined:
            shown = "the user's data folder"
        elif default in (None, ""):
            shown = "–"
        else:
            shown = f"`{default}`"
        lines.append(f"| `{name.upper()}` | {shown} | {field.description} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or compare it; return 1 where it is out of date."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/settings.md is out of date: run python tools/settings_page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
