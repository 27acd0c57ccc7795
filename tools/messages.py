"""Keep the catalogues of translations in step with the sources.

    python tools/messages.py           update every catalogue (src/brug/<app>/locale/<lang>/...)
    python tools/messages.py --check   change nothing; list what is missing and fail if there is any
    python tools/messages.py --todo    list what still wants a translation

Texts in the sources are English. Dutch and French need every one of them; Ukrainian, Dari and
Pashto need those that the public meets, and their catalogues hold only those. A text is public if
it stands in

- a template under a folder `public`, `personal`, `emails`, `components`, `forms` or `errors`, or
  at the root of a `templates` folder (the error pages),
- a Python module that is called `emails.py`, or
- any module with a line `# messages: public`, any template with a line `{# messages: public #}`.

Texts that the sources dropped leave the catalogues too: git remembers them. A text that moved to
another app takes its translation along.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.message_catalogues import LANGUAGES, PARTIAL, Book, read_books
from tools.message_checks import faults_of
from tools.message_sources import Source, read_sources

ROOT = Path(__file__).resolve().parent.parent


def apps(root: Path = ROOT) -> list[Path]:
    """The folders of the apps: each tier or room under src/brug."""
    return sorted(path.parent for path in root.glob("src/brug/*/__init__.py"))


def wanted(sources: list[Source], language: str) -> list[Source]:
    """The texts that a language's catalogue holds."""
    return [source for source in sources if source.public or language not in PARTIAL]


def update(root: Path = ROOT) -> None:
    """Write every catalogue anew from the sources and what is translated so far."""
    memory = {language: read_books(root, language) for language in LANGUAGES}
    for app in apps(root):
        sources = read_sources(app)
        for language in LANGUAGES:
            book = Book(app, language)
            texts = wanted(sources, language)
            if texts or book.path.exists():
                book.write(texts, memory[language])


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each text that is missing, doubtful or has other placeholders."""
    for app in apps(root):
        sources = read_sources(app)
        for language in LANGUAGES:
            yield from faults_of(Book(app, language), wanted(sources, language))


def main(arguments: list[str]) -> int:
    """Do as the arguments say; the exit code is 1 when a check found something."""
    if "--check" in arguments or "--todo" in arguments:
        found = list(faults())
        print("\n".join(found) or "All texts are translated.")
        return 1 if found and "--check" in arguments else 0
    update()
    print(f"{len(apps())} apps, {len(list(faults()))} texts to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
