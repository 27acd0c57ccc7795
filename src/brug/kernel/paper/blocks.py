"""A plain text with headings and lists, taken apart for the screen and for paper alike."""

from dataclasses import dataclass

_HEADING = "## "
_ITEM = "- "


@dataclass(frozen=True)
class Block:
    """A part of a text: ``kind`` is heading, paragraph or list; a list holds ``items``."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


def blocks_of(text: str) -> list[Block]:
    """Return the parts of a text as it is typed: '## ' begins a heading, '- ' an item of a list.

    Lines that follow each other are one paragraph; an empty line ends it.
    """
    found: list[Block] = []
    lines: list[str] = []
    items: list[str] = []

    def close() -> None:
        if lines:
            found.append(Block("paragraph", " ".join(lines)))
        if items:
            found.append(Block("list", items=tuple(items)))
        lines.clear()
        items.clear()

    for line in map(str.strip, text.splitlines()):
        if line.startswith(_HEADING):
            close()
            found.append(Block("heading", line.removeprefix(_HEADING).strip()))
        elif line.startswith(_ITEM):
            if lines:
                close()
            items.append(line.removeprefix(_ITEM).strip())
        elif not line:
            close()
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            lines.append(line)
    close()
    return found
