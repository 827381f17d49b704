"""One row of a spreadsheet, as what it says of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcc_desktop.api.written import write_birth
from rcc_desktop.database.search_words import folded, telephone_digits
from rcc_desktop.people.changes import tidy
from rcc_desktop.people.import_fields import QUESTION_KEYS
from rcc_desktop.people.rules import Particulars, birth_words, shown_name, split_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api.imports import Values

TEXTS = (
    "first_name",
    "middle_name",
    "last_name",
    "goes_by",
    "pronouns",
    "gender",
    "street",
    "city",
    "state",
    "zip",
    "tract",
)
NAMES = TEXTS[:4]

NameKey = tuple[str, str, str, date | int | None]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody, as stored."""

    kind: str
    value: str
    digits: str
    ok_to_message: bool | None

    @property
    def key(self) -> tuple[str, str]:
        """What makes two ways the same: the digits of a telephone, the letters of anything else."""
        return self.kind, self.digits or self.value.casefold()


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says. ``texts`` has only what is not blank; ``number`` is (system, number)."""

    texts: Mapping[str, str]
    born: date | int | None
    names: tuple[tuple[str, str], ...]
    ways: tuple[Way, ...]
    number: tuple[str, str] | None
    card: str
    answers: Mapping[str, tuple[str, ...]]
    added_on: date | None

    @property
    def has_name(self) -> bool:
        """Whether there is anything to call them."""
        return any(name in self.texts for name in NAMES)

    @property
    def codes(self) -> list[tuple[str, str, str]]:
        """The number (first) and the card, as they are kept: kind, system, code."""
        number = [("other", *self.number)] if self.number else []
        return number + ([("card", "", self.card)] if self.card else [])

    @property
    def shown(self) -> str:
        """What they are called, and when they were born, if told."""
        born = self.born if isinstance(self.born, date) else None
        words = write_birth(birth_words(born, self.born if isinstance(self.born, int) else None))
        name = shown_name(*(self.texts.get(name, "") for name in NAMES))
        return f"{name} ({words})" if words else name

    @property
    def key(self) -> NameKey:
        """Folded names and birth: what two rows share that are about one person, as far as rows can say."""
        first, _middle, last, goes_by = (folded(self.texts.get(name, "")) for name in NAMES)
        return first, last, goes_by, self.born

    @property
    def particulars(self) -> Particulars:
        """What likeness goes by."""
        first, last, goes_by, born = self.key
        return Particulars(
            first=first,
            last=last,
            others=tuple(name for name in (goes_by, *(folded(name) for _kind, name in self.names)) if name),
            born=born if isinstance(born, date) else None,
            birth_year=born if isinstance(born, int) else None,
            phones=frozenset(way.digits for way in self.ways if way.digits),
            street=" ".join(sorted(folded(self.texts.get("street", "")).split())),
            zip=self.texts.get("zip", "")[:5],
        )


def said_by(values: Values) -> Said:
    """A row's values by field, made ready to compare and to store."""
    texts = {name: tidy(str(values[name])) for name in TEXTS if values.get(name)}
    if "first_name" not in texts and "last_name" not in texts and values.get("full_name"):
        first, last = split_name(str(values["full_name"]))
        texts.update({name: part for name, part in (("first_name", first), ("last_name", last)) if part})
    born = values.get("born")
    added_on = values.get("added_on")
    number = tidy(str(values.get("number", "")))
    return Said(
        texts={name: text for name, text in texts.items() if text},
        born=born if isinstance(born, date | int) else None,
        names=(*_several("alias", values.get("aliases")), *_several("former", values.get("former_names"))),
        ways=_ways(values),
        number=(tidy(str(values.get("system", ""))), number) if number else None,
        card=tidy(str(values.get("card", ""))),
        answers={key: _codes(values[key]) for key in QUESTION_KEYS if values.get(key)},
        added_on=added_on if isinstance(added_on, date) else None,
    )


def _several(kind: str, cell: object) -> tuple[tuple[str, str], ...]:
    names = (tidy(name) for name in str(cell or "").split(";"))
    return tuple((kind, name) for name in names if name)


def _codes(answer: object) -> tuple[str, ...]:
    return tuple(map(str, answer)) if isinstance(answer, tuple | list) else (str(answer),)


def _ways(values: Values) -> tuple[Way, ...]:
    """Telephone and mail; what is neither, though it stands there, is kept as another way."""
    ok = values.get("ok_to_message")
    asked = ok if isinstance(ok, bool) else None
    found = []
    phone, email = tidy(str(values.get("phone", ""))), tidy(str(values.get("email", "")))
    if phone:
        digits = telephone_digits(phone)
        found.append(Way("phone", phone, digits, asked) if len(digits) >= 3 else Way("other", phone, "", asked))
    if email:
        found.append(Way("email" if "@" in email else "other", email, "", asked))
    return tuple(found)
