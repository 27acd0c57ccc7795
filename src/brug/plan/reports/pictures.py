"""The report's drawings as PNG, by the same code that draws them in the PDF."""

import json
from collections.abc import Sequence
from typing import Any

from brug.kernel.paper import fonts
from brug.plan.reports.pdf import TEMPLATES

DOTS_PER_INCH = 220


def draw(pictures: Sequence[dict[str, Any]]) -> list[bytes]:
    """Return one PNG for each picture; see ``typst/pictures.typ`` for what a picture holds."""
    if not pictures:
        return []
    import typst  # noqa: PLC0415

    made = typst.compile(
        TEMPLATES / "pictures.typ",
        root=TEMPLATES,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"pictures": json.dumps(pictures, ensure_ascii=False)},
    )
    return [made] if isinstance(made, bytes) else list(made or [])
