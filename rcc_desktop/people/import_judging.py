"""What each row of a spreadsheet of people would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.imports import Verdict
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database.search_words import folded
from rcc_desktop.people import files
from rcc_desktop.people.codes import check, question
from rcc_desktop.people.duplicates import Neighborhood, keys_of, particulars_here, reasons, similar
from rcc_desktop.people.import_fields import FIELDS
from rcc_desktop.people.import_known import Center, Known, news_in, people_named
from rcc_desktop.people.rules import Particulars, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.people.import_said import Said

_, ngettext = words("rcc_desktop")

_SOMEBODY_ELSE = 0.2
"""Below this likeness of names and birth, one number was given to two people."""

_TITLES = {field.key: field.title for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row would do, and to whom: ``known`` for somebody here, None for somebody new."""

    said: Said
    verdict: Verdict
    known: Known | None = None
    news: tuple[str, ...] = ()


def judge_rows(rows: Sequence[Said], *, look: bool = True) -> list[Judged]:
    """One judgement a row, in their order. ``look`` off leaves out the search for people who may be the same."""
    center = people_named(rows)
    met: dict[tuple[str, str, str], Said] = {}
    judged = [_judge(row, center, met) for row in rows]
    return _look_around(judged) if look else judged


def _judge(row: Said, center: Center, met: dict[tuple[str, str, str], Said]) -> Judged:
    trouble = _trouble(row)
    if trouble is not None:
        return Judged(row, trouble)
    codes = row.codes
    known = next((center.by_code[code] for code in codes[:1] if row.number and code in center.by_code), None)
    if known is None and not row.has_name:
        return _problem(row, _("This row has no name."), "first_name")
    for code in codes:
        earlier = met.setdefault(code, row)
        if earlier is not row:
            if earlier == row:
                return Judged(row, Verdict("same", _("The same row stands earlier in this file.")))
            return _problem(row, _("This number stands earlier in this file, for {name}.").format(name=earlier.shown))
        owner = center.by_code.get(code)
        if owner is not None and owner is not known:
            return _problem(row, _("This card belongs to somebody else here."), "card")
    return _judge_known(row, known) if known is not None else _judge_named(row, center)


def _judge_known(row: Said, known: Known) -> Judged:
    """A row with a number that is known here."""
    if known.hidden:
        return Judged(row, Verdict("same"), known)
    if row.has_name and likeness(_names_and_birth(row), _particulars(known), similar).score < _SOMEBODY_ELSE:
        what = _("This number belongs to {name} here, who seems to be somebody else.")
        return _problem(row, what.format(name=known.shown))
    news = tuple(dict.fromkeys(news_in(row, known)))
    if not news:
        return Judged(row, Verdict("same"), known)
    titles = ", ".join(_TITLES[key] for key in news)
    return Judged(row, Verdict("change", _("New: {fields}").format(fields=titles)), known, news)


def _judge_named(row: Said, center: Center) -> Judged:
    """A row without a known number: nothing to do only if somebody here is just so already."""
    for known in center.by_name.get(row.key, ()):
        if not news_in(row, known):
            return Judged(row, Verdict("same"), known)
    return Judged(row, Verdict("new"))


def _look_around(judged: list[Judged]) -> list[Judged]:
    """Say of the new ones who may be the same person, here or earlier in the file. They are taken in all the same."""
    mine = {at: one.said.particulars for at, one in enumerate(judged) if one.verdict.kind == "new"}
    keys = frozenset(key for particulars in mine.values() for key in keys_of(particulars))
    around = Neighborhood(keys)
    hidden = files.hidden_people()
    for person, theirs in particulars_here():
        if person not in hidden:
            around.add(("here", person), theirs)
    looked = list(judged)
    alike: dict[int, tuple[tuple[str, int], Any]] = {}
    for at, particulars in mine.items():
        likeliest = around.likeliest(particulars)
        if likeliest is not None:
            alike[at] = likeliest
        around.add(("row", at), particulars)
    names = files.shown_names([who for (where, who), _alike in alike.values() if where == "here"])
    for at, ((where, who), how) in alike.items():
        if where == "here":
            said = _("May be the same person as {name}, who is here already: {reasons}.")
            name = names[who]
        else:
            said = _("May be the same person as {name}, earlier in this file: {reasons}.")
            name = judged[who].said.shown
        looked[at] = Judged(judged[at].said, Verdict("look", said.format(name=name, reasons=reasons(how))))
    return looked


def _trouble(row: Said) -> Verdict | None:
    for key, answered in row.answers.items():
        try:
            check(question(key), answered)
        except Problem as problem:
            return Verdict("problem", problem.what, key)
    return None


def _problem(row: Said, what: str, key: str = "number") -> Judged:
    return Judged(row, Verdict("problem", what, key))


def _names_and_birth(row: Said) -> Particulars:
    whole = row.particulars
    return Particulars(whole.first, whole.last, whole.others, whole.born, whole.birth_year)


def _particulars(known: Known) -> Particulars:
    others = tuple(sorted(name for name in known.names if name))
    year = known.born if isinstance(known.born, int) else None
    return Particulars(folded(known.texts["first_name"]), folded(known.texts["last_name"]), others, known.day, year)
