"""Names of people in a text: whole words, without regard to accents or case, in any script. Values in, values out.

The words of the text are gathered first, so that of twenty thousand people only those are looked at more closely all of
whose words occur. Two words or more are a whole name; a single word is only a part of one, and counts where it is
written as a name is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_JOINERS = "\u200c\u200d"
_FOLDED = str.maketrans(
    {
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
        **{"\u0649": "\u064a", "\u0629": "\u0647", "\u06a9": "\u0643", "\u06cc": "\u064a", "\u0671": "\u0627"},
        **dict.fromkeys("'’ʼ`\u0640" + _JOINERS),
    }
)
_BETWEEN = re.compile(r"[^\S\n]*[-‐‑,،·]?[^\S\n]*")
_AFTER_INITIAL = re.compile(r"\.?[^\S\n]*")
_BEGINS = frozenset('\n.!?:;•"“«-–—(')
_CALENDAR = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
_PARTICLES = "van von der den del las los san santa bin ibn the and for not"
_ALSO = """
bank banks bush field fields forest hill lake wood woods stone hall park church house street cross center pool moon star
snow frost rose flower gold golden black brown white green gray young long short small little moody rich strong best
bishop king major baker cook page rice price day summer winter week weeks holiday east west north south land lane way
ball bond bell booth fox ford noble power powers rush singer waters moss berry hand wise love joy grace hope faith
christian victor grant mark will bill art chase frank guy miles ray earnest law good case chance drew sue rob pat jean
luz paz sol mercedes esperanza consuelo chair member members motion minutes present yes next other nothing
program board council staff budget report reports action
"""
_LINKING = "de da di do dos das del della la las los le van von der den ter bin ibn al el y e san santa st"
_LINKS = frozenset(_LINKING.split())
"""What joins a surname; it is not one by itself."""
_NEVER = frozenset((_CALENDAR + _PARTICLES).split())
"""Single words that are never taken for a name."""
_ALSO_WORDS = frozenset(_ALSO.split())
"""Single words that are names as well, but not at the beginning of a sentence, where every word has its capital."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on file: ``wholes`` are their names in full, ``parts`` single names. ``person`` 0 is a guest."""

    person: int
    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text, from ``start`` to ``end``. ``name`` is folded; ``people`` are all whose name it is."""

    start: int
    end: int
    words: str
    name: str
    is_whole: bool
    is_restricted: bool
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


def named(
    person: int, first: str, middle: str, last: str, *, others: Iterable[str] = (), is_restricted: bool = False
) -> Named:
    """Somebody with the ways their name is written; ``others`` are what they go by, shown names and aliases."""
    given = [first, *(each for each in others if each and len(each.split()) == 1)]
    surnames = dict.fromkeys((last, _first_surname(last)))
    wholes = [f"{each} {surname}" for each in given if each for surname in surnames if surname]
    wholes += [f"{last} {each}" for each in given if each and last]
    wholes += [f"{first} {between} {last}" for between in (middle, middle[:1]) if first and between and last]
    wholes += [each for each in others if len(each.split()) > 1]
    parts = [*first.split(), *last.split(), *(each for each in given if each)]
    return Named(person, tuple(dict.fromkeys(wholes)), tuple(dict.fromkeys(parts)), is_restricted)


def _first_surname(last: str) -> str:
    """The first of two surnames with its particles: De la Cruz of De la Cruz Peña."""
    words = last.split()
    at = next((at for at, word in enumerate(words) if fold(word) not in _LINKS), len(words) - 1)
    return " ".join(words[: at + 1])


class Matcher:
    """Looks for the names of people in texts. ``allowed`` were there in a council role, so their names may stand.

    A restricted person's name is found all the same.
    """

    def __init__(self, texts: Iterable[str], people: Iterable[Named], allowed: Iterable[int]) -> None:
        here = {word.folded for text in texts for word in words_of(text)}
        self._allowed = frozenset(allowed)
        self._wholes: dict[str, dict[tuple[str, ...], set[int]]] = defaultdict(lambda: defaultdict(set))
        self._parts: dict[str, set[int]] = defaultdict(set)
        self._restricted: set[int] = set()
        for each in people:
            self._take(each, here)

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text that should not stand there unasked, in order; of several in one place the longest."""
        words = words_of(text)
        at = 0
        while at < len(words):
            length, people = self._whole_at(text, words, at)
            if length:
                yield from self._found(text, words[at : at + length], people, is_whole=True)
                at += length
                continue
            single = self._parts.get(words[at].folded)
            if single and _is_written_as_name(text, words[at]):
                yield from self._found(text, words[at : at + 1], single, is_whole=False)
            at += 1

    def _take(self, each: Named, here: set[str]) -> None:
        for whole in each.wholes:
            tokens = folded_words(whole)
            if len(tokens) > 1 and here.issuperset(tokens):
                self._wholes[tokens[0]][tokens].add(each.person)
                self._note(each)
        for part in each.parts:
            for token in folded_words(part):
                if token in here and token not in _NEVER and (len(token) > 2 or not token.isascii()):
                    self._parts[token].add(each.person)
                    self._note(each)

    def _note(self, each: Named) -> None:
        if each.is_restricted:
            self._restricted.add(each.person)

    def _whole_at(self, text: str, words: Sequence[Word], at: int) -> tuple[int, set[int]]:
        """How many words the longest whole name has that begins here, 0 for none, and whose it is."""
        best: tuple[int, set[int]] = (0, set())
        for tokens, people in self._wholes.get(words[at].folded, {}).items():
            there = words[at : at + len(tokens)]
            if len(tokens) > best[0] and tuple(each.folded for each in there) == tokens and _are_beside(text, there):
                best = (len(tokens), people)
        return best

    def _found(self, text: str, words: Sequence[Word], people: set[int], *, is_whole: bool) -> Iterator[Found]:
        restricted = people & self._restricted
        if people & self._allowed and not restricted & self._allowed:
            return
        start, end = words[0].start, words[-1].end
        name = " ".join(each.folded for each in words)
        shown = tuple(sorted(people - {0}))
        yield Found(start, end, text[start:end], name, is_whole, bool(restricted), shown)


def words_of(text: str) -> list[Word]:
    """The words of a text; an apostrophe within is part of one, the s of a genitive is not."""
    return [Word(fold(match.group()), match.start(), match.end()) for match in _pattern().finditer(text)]


def folded_words(name: str) -> tuple[str, ...]:
    """A name as it is looked for."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple(fold(match.group()) for match in _pattern().finditer(name))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents, case, apostrophes and joiners; letters that Arabic writers use for each other are one."""
    if word.isascii() and word.isalpha():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(char for char in apart if unicodedata.category(char)[0] != "M")
    return bare.translate(_FOLDED)


def names_by_person(rows: Iterable[tuple[int, str]]) -> Mapping[int, list[str]]:
    """Aliases by person."""
    found: dict[int, list[str]] = defaultdict(list)
    for person, name in rows:
        found[person].append(name)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Letters with their marks. Python's word characters leave the marks out, so they are gathered once."""
    marks = "".join(chr(code) for code in range(0x0300, 0xFFFF) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
    letter = rf"(?:[^\W\d_][{re.escape(marks)}{_JOINERS}]*)"
    return re.compile(rf"{letter}+(?:['’ʼ`](?!s\b){letter}+)*")


def _are_beside(text: str, words: Sequence[Word]) -> bool:
    """Whether only what stands within a name stands between the words."""
    return all(
        (_AFTER_INITIAL if len(before.folded) == 1 else _BETWEEN).fullmatch(text, before.end, after.start)
        for before, after in zip(words, words[1:], strict=False)
    )


def _is_written_as_name(text: str, word: Word) -> bool:
    """Whether a single word stands as a name and is not a word by chance: by its capital, where a script has any."""
    first = text[word.start]
    if first.lower() == first.upper():
        return True
    if first == first.lower():
        return False
    if word.folded not in _ALSO_WORDS:
        return True
    before = text[: word.start].rstrip(" \t")
    return bool(before) and before[-1] not in _BEGINS
