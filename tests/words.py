"""Brings the catalogs of words up to date: ``python -m tests.words`` after any sentence was added or changed.

It collects every ``_()`` and ``ngettext()``, merges them into the ``.po`` of each language (new ones empty, to be
translated) and compiles the ``.mo`` that the program reads.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("es",)
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
"""Git knows when a catalog changed; a date in the file would change with every run."""
KEYWORDS = {"_": None, "ngettext": (1, 2)}


@dataclass(frozen=True, slots=True)
class Words:
    """One package's words: where they are said, and where their translations lie."""

    package: str
    source: Path
    locale: Path

    def po(self, language: str) -> Path:
        """What a translator edits."""
        return self.locale / language / "LC_MESSAGES" / f"{self.package}.po"

    def mo(self, language: str) -> Path:
        """What the program reads."""
        return self.po(language).with_suffix(".mo")


def all_words() -> tuple[Words, ...]:
    """The shell's words and each plugin's."""
    plugins = sorted(path.parent for path in (ROOT / "plugins").glob("*/plugin.py"))
    shell = Words("rcc_desktop", ROOT / "rcc_desktop", ROOT / "resources" / "locale")
    return (shell, *(Words(path.name, path, path / "locale") for path in plugins))


def said_in(words: Words) -> Catalog:
    """Everything a package says, in English."""
    said = Catalog(project="RCC Desktop", charset="utf-8")
    for file, line, message, comments, context in sorted(_found(words), key=lambda each: (each[0], each[1])):
        where = (words.source / file).relative_to(ROOT).as_posix()
        said.add(message, None, [(where, line)], auto_comments=comments, context=context)
    return said


def _found(words: Words) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    found = extract_from_dir(words.source, [("tests/**.py", "ignore"), ("**.py", "python")], keywords=KEYWORDS)
    return (each for each in found if not each[0].startswith("tests"))


def merged(words: Words, language: str) -> Catalog:
    """The translations there are, on everything that is said now; what nobody says any more is dropped."""
    file = words.po(language)
    known = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    known.update(said_in(words), no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy = False
    known.project, known.header_comment = "RCC Desktop", f"# The words of {words.package}."
    known.creation_date = known.revision_date = WHEN
    return known


def compiled(catalog: Catalog) -> bytes:
    """The catalog as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def bring_up_to_date() -> int:
    """Write every catalog; says how many sentences wait for a translation, and fails while any does."""
    waiting = 0
    for words in all_words():
        for language in LANGUAGES:
            catalog = merged(words, language)
            words.po(language).parent.mkdir(parents=True, exist_ok=True)
            out = io.BytesIO()
            write_po(out, catalog, width=120, omit_header=False, sort_output=True, include_lineno=False)
            words.po(language).write_bytes(out.getvalue())
            words.mo(language).write_bytes(compiled(catalog))
            waiting += sum(1 for message in catalog if message.id and not is_translated(message.string))
    print(f"{waiting} sentences wait for a translation")
    return int(waiting > 0)


def is_translated(string: object) -> bool:
    """Whether every form of a sentence has words."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(bring_up_to_date())
