"""One cell of text as the value its field wants, or why not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.imports.dates import read_date, read_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.imports import ImportField

_, ngettext = words("rcc_desktop")

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "si", "s", "verdadero", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "f", "0", "falso"})
_SAYS_NOTHING = frozenset({"", "na", "n a", "none", "null", "nil", "unknown", "desconocido"})
_NO_DATE = re.compile(r"[0/. -]+")
_WHOLE = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.0*)?|[+-]?\d{1,15}(\.0*)?")
_ZIP = re.compile(r"(\d{5})(?:[- ]?(\d{4}))?")
_BETWEEN_CHOICES = (re.compile(r"[;|\n]"), re.compile(r"[;|\n,/]"))
_CHOICES_NAMED = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """``value`` None: the cell says nothing. ``problem``: it cannot be taken. ``mark``: taken, but worth a look."""

    value: object = None
    problem: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What reading a column needs beside the cell."""

    field: ImportField
    today: date
    day_first: bool = False


def plain(text: str) -> str:
    """``text`` for comparing: no accents, no case, no punctuation."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold()).split())


def read_cell(text: str, asked: Asked) -> Reading:
    """What ``text`` says to the field; blank and "n/a" say nothing."""
    if not text:
        return Reading()
    kind = asked.field.kind
    if kind not in {"text", "choice", "choices", "yes_no"} and plain(text) in _SAYS_NOTHING:
        return Reading()
    return _READERS[kind](text, asked)


def _text(text: str, _asked: Asked) -> Reading:
    return Reading(text)


def _date(text: str, asked: Asked) -> Reading:
    if _NO_DATE.fullmatch(text):
        return Reading()
    found = read_date(text, today=asked.today, day_first=asked.day_first)
    return Reading(problem=_no_date(text, asked)) if found is None else Reading(found)


def _no_date(text: str, asked: Asked) -> str:
    if read_date(text, today=asked.today, day_first=not asked.day_first) is None:
        return _("This is not a date that can be read. Write it like 1980-03-24 or 3/24/1980.")
    if asked.day_first:
        return _("The dates here are read as day/month/year, and this one is not. Write it like 1980-12-31.")
    return _("The dates here are read as month/day/year, and this one is not. Write it like 1980-12-31.")


def _date_or_year(text: str, asked: Asked) -> Reading:
    year = read_year(text)
    found = Reading(year) if year else _date(text, asked)
    if isinstance(found.value, date) and found.value > asked.today:
        return Reading(problem=_("This day has not come yet."))
    if year and year > asked.today.year:
        return Reading(problem=_("This year has not come yet."))
    if year and not text.strip().isdigit():
        return Reading(year, mark=_("Only the year is kept, as no day is given."))
    return found


def _whole_number(text: str, _asked: Asked) -> Reading:
    if not _WHOLE.fullmatch(text) or not text.isascii():
        return Reading(problem=_("This is not a whole number."))
    return Reading(int(text.replace(",", "").split(".")[0]))


def _yes_no(text: str, _asked: Asked) -> Reading:
    said = plain(text) or text
    if said in _YES or said in _NO:
        return Reading(said in _YES)
    if said in _SAYS_NOTHING:
        return Reading()
    return Reading(problem=_("Write yes or no here."))


def _phone(text: str, _asked: Asked) -> Reading:
    """As +14105550123, an extension after " x"; a number that cannot be one stays as it was typed."""
    import phonenumbers

    as_typed = Reading(text, mark=_("This does not look like a whole phone number; it is kept as typed."))
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return as_typed
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return as_typed
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Reading(f"{written} x{number.extension}" if number.extension else written)


def _zip(text: str, _asked: Asked) -> Reading:
    match = _ZIP.fullmatch(text)
    if match is None or not text.isascii():
        return Reading(text, mark=_("A ZIP code has five digits; this is kept as typed."))
    return Reading(f"{match[1]}-{match[2]}" if match[2] else match[1])


def _choice(text: str, asked: Asked) -> Reading:
    code = _code(text, asked.field)
    if code is not None:
        return Reading(code)
    if plain(text) in _SAYS_NOTHING:
        return Reading()
    return Reading(problem=_not_a_choice(asked.field))


def _choices(text: str, asked: Asked) -> Reading:
    """Whole first, as a choice may hold a comma; then cut at ; | and line ends, then at commas and slashes too."""
    whole = _code(text, asked.field)
    if whole is not None:
        return Reading((whole,))
    for between in _BETWEEN_CHOICES:
        codes = [_code(piece, asked.field) for piece in between.split(text) if plain(piece)]
        if codes and None not in codes:
            return Reading(tuple(dict.fromkeys(codes)))
    if plain(text) in _SAYS_NOTHING:
        return Reading()
    return Reading(problem=_not_a_choice(asked.field))


def _code(text: str, field: ImportField) -> str | None:
    choices, others = field.choices or {}, field.choices_also_called or {}
    if text in choices:
        return text
    said = plain(text)
    named = [(code, code) for code in choices] + [(title, code) for code, title in choices.items()]
    for title, code in (*named, *others.items()):
        if said and plain(title) == said:
            return code
    return None


def _not_a_choice(field: ImportField) -> str:
    named = list((field.choices or {}).values())
    accepted = ", ".join(named[:_CHOICES_NAMED]) + (" …" if len(named) > _CHOICES_NAMED else "")
    return _("This is not one of the choices: {choices}.").format(choices=accepted)


_READERS: dict[str, Callable[[str, Asked], Reading]] = {
    "text": _text,
    "date": _date,
    "date or year": _date_or_year,
    "whole number": _whole_number,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "phone": _phone,
    "zip": _zip,
}
