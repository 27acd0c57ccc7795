"""A letter or certificate as a tagged PDF that screen readers follow (PDF/UA-1), set by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from brug.kernel.paper.blocks import Block
from brug.kernel.paper.fonts_of_paper import fonts

TEMPLATES = Path(__file__).parent / "typst"


@dataclass(frozen=True)
class Letter:
    """A letter: its title, who it is from, its text, and facts (label, value) in a frame below it.

    ``is_certificate`` sets the title large and gives the page a border. ``language`` is the code of
    the language that it is written in; ``foot`` stands small on every page.
    """

    title: str
    organisation: str
    language: str
    blocks: Sequence[Block]
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    foot: str = ""
    is_certificate: bool = False


def letter_pdf(letter: Letter, *, made_at: datetime) -> bytes:
    """Return the letter as PDF; the same letter of the same moment gives the same bytes.

    Where a name is in a script that the fonts do not hold, the letter comes without the promise to
    screen readers (PDF/UA-1), and with a box for each such sign, rather than not at all.

    Raises:
        typst.TypstError: the template is wrong.
    """
    import typst  # noqa: PLC0415

    try:
        return _compile(letter, made_at, is_tagged=True)
    except typst.TypstError as error:
        if _LACKS_SIGNS not in str(error):
            raise
        return _compile(letter, made_at, is_tagged=False)


_LACKS_SIGNS = "could not be displayed"


def _compile(letter: Letter, made_at: datetime, *, is_tagged: bool) -> bytes:
    import typst  # noqa: PLC0415

    made = typst.compile(
        TEMPLATES / "letter.typ",
        root=TEMPLATES,
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(asdict(letter), ensure_ascii=False)},
        pdf_standards=["ua-1"] if is_tagged else [],
        timestamp=made_at.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
