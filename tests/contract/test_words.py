"""Every sentence has its translation, with the same gaps to fill, and what is compiled is what was translated."""

from __future__ import annotations

import gettext
import io
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from tests.words import LANGUAGES, Words, all_words, compiled, is_translated, said_in

if TYPE_CHECKING:
    from babel.messages.catalog import Message

EACH = pytest.mark.parametrize(
    ("words", "language"),
    [
        pytest.param(words, language, id=f"{words.package}-{language}")
        for words in all_words()
        for language in LANGUAGES
    ],
)
GAP = re.compile(r"\{[^{}]*\}")


def messages(words: Words, language: str) -> list[Message]:
    catalog = read_po(io.BytesIO(words.po(language).read_bytes()), locale=language)
    return [message for message in catalog if message.id]


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def read(compiled_catalog: bytes) -> dict[object, str]:
    """The sentences of a compiled catalog; its header tells which Babel made it, and does not count."""
    sentences: dict[object, str] = dict(gettext.GNUTranslations(io.BytesIO(compiled_catalog))._catalog)  # type: ignore[attr-defined]
    sentences.pop("")
    return sentences


@EACH
def test_that_everything_said_is_in_the_catalog(words: Words, language: str) -> None:
    known = {forms(message.id) for message in messages(words, language)}
    said = {forms(message.id) for message in said_in(words) if message.id}
    assert said - known == set(), "run: python -m tests.words"


@EACH
def test_that_every_sentence_is_translated(words: Words, language: str) -> None:
    assert [message.id for message in messages(words, language) if not is_translated(message.string)] == []


@EACH
def test_that_a_translation_fills_the_same_gaps(words: Words, language: str) -> None:
    for message in messages(words, language):
        wanted = {gap for form in forms(message.id) for gap in GAP.findall(form)}
        for form in forms(message.string):
            assert set(GAP.findall(form)) <= wanted, message.id
        assert {gap for form in forms(message.string) for gap in GAP.findall(form)} == wanted, message.id


@EACH
def test_that_the_compiled_catalog_is_that_of_the_source(words: Words, language: str) -> None:
    catalog = read_po(io.BytesIO(words.po(language).read_bytes()), locale=language)
    assert read(words.mo(language).read_bytes()) == read(compiled(catalog)), "run: python -m tests.words"
