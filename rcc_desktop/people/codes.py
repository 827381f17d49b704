"""The optional questions, as dated data: code lists change, and old answers keep the meaning they were given with.

Three ways of having no answer are kept apart, as in the HMIS data standards (HUD, FY2026): 8 does not know, 9 prefers
not to answer, and no row at all: never asked, which leaves the house as 99.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcc_desktop.api.contributions import Choice
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.people.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_, ngettext = words("rcc_desktop")

DOES_NOT_KNOW = "8"
PREFERS_NOT_TO_ANSWER = "9"
NEVER_ASKED = "99"
"""Only ever written into what leaves the house; in the center's file it is the absence of a row."""

MISSING = (
    Choice(DOES_NOT_KNOW, _("Does not know")),
    Choice(PREFERS_NOT_TO_ANSWER, _("Prefers not to answer")),
)

HUD_2026 = date(2025, 10, 1)
SPD_15_2024 = date(2024, 3, 28)


@dataclass(frozen=True, slots=True)
class Question:
    """An optional question. ``many``: several answers together. ``source`` says whose codes they are."""

    key: str
    title: str
    many: bool
    choices: tuple[Choice, ...]
    source: str
    valid_from: date
    valid_until: date | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Every code that may be stored for it."""
        return frozenset(choice.key for choice in (*self.choices, *MISSING))

    def title_of(self, code: str) -> str:
        """The words for a stored code; the code itself for one that is no longer on the list."""
        return next((choice.title for choice in (*self.choices, *MISSING) if choice.key == code), code)


# CDCREC, urn:oid:2.16.840.1.113883.6.238; one combined question, one selection is a complete answer (89 FR 22182).
# 2118-8 is a category of its own since 2024, not "other"; 2186-5 (not Hispanic) belongs to the former two questions.
_RACE = (
    Choice("1002-5", _("American Indian or Alaska Native")),
    Choice("2028-9", _("Asian")),
    Choice("2054-5", _("Black or African American")),
    Choice("2135-2", _("Hispanic or Latino")),
    Choice("2118-8", _("Middle Eastern or North African")),
    Choice("2076-8", _("Native Hawaiian or Pacific Islander")),
    Choice("2106-3", _("White")),
)

_LIVING = (
    Choice("410", _("Rents, without a subsidy")),
    Choice("435", _("Rents, with a subsidy")),
    Choice("421", _("Owns, without a subsidy")),
    Choice("411", _("Owns, with a subsidy")),
    Choice("335", _("Stays with family")),
    Choice("336", _("Stays with friends")),
    Choice("329", _("Recovery residence or halfway house")),
    Choice("302", _("Transitional housing")),
    Choice("332", _("Host home")),
    Choice("314", _("Hotel or motel, self-paid")),
    Choice("101", _("Emergency shelter")),
    Choice("118", _("Safe haven")),
    Choice("116", _("A place not meant for living in")),
    Choice("205", _("Substance use treatment or detox")),
    Choice("206", _("Hospital")),
    Choice("204", _("Psychiatric hospital")),
    Choice("207", _("Jail, prison or juvenile facility")),
    Choice("215", _("Foster care")),
    Choice("225", _("Long-term care")),
    Choice("17", _("Somewhere else")),
)

# HUD asks "employed?" first and the kind second; "0" is its "not employed".
_EMPLOYMENT = (
    Choice("1", _("Full-time")),
    Choice("2", _("Part-time")),
    Choice("3", _("Seasonal, sporadic or day labor")),
    Choice("0", _("Not employed")),
)

_NOT_EMPLOYED = (
    Choice("1", _("Looking for work")),
    Choice("2", _("Unable to work")),
    Choice("3", _("Not looking for work")),
)

_GRADE = (
    Choice("1", _("Less than grade 5")),
    Choice("2", _("Grades 5 to 6")),
    Choice("3", _("Grades 7 to 8")),
    Choice("4", _("Grades 9 to 11")),
    Choice("5", _("Grade 12")),
    Choice("6", _("A school without grade levels")),
    Choice("7", _("GED")),
    Choice("10", _("Some college")),
    Choice("11", _("Associate degree")),
    Choice("12", _("Bachelor's degree")),
    Choice("13", _("Graduate degree")),
    Choice("14", _("Vocational certificate")),
)

_SEX = (Choice("0", _("Female")), Choice("1", _("Male")))
_VETERAN = (Choice("1", _("Veteran")), Choice("0", _("Not a veteran")))

QUESTIONS: tuple[Question, ...] = (
    Question("race", _("Race and ethnicity"), True, _RACE, "SPD-15 2024, CDCREC", SPD_15_2024),
    Question("sex", _("Sex"), False, _SEX, "HUD FY2026 4.21", HUD_2026),
    Question("living_situation", _("Living situation"), False, _LIVING, "HUD FY2026 3.917", HUD_2026),
    Question("employment", _("Work"), False, _EMPLOYMENT, "HUD FY2026 R6", HUD_2026),
    Question("not_employed", _("If not employed, why"), False, _NOT_EMPLOYED, "HUD FY2026 R6", HUD_2026),
    Question("last_grade", _("Last grade completed"), False, _GRADE, "HUD FY2026 R4", HUD_2026),
    Question("veteran", _("Veteran"), False, _VETERAN, "HUD FY2026 3.07", HUD_2026),
    Question("language", _("Languages"), True, LANGUAGES, "ISO 639-3", date(2007, 2, 5)),
)


def questions_on(day: date) -> tuple[Question, ...]:
    """The questions whose code lists hold on ``day``."""
    return tuple(
        one for one in QUESTIONS if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)
    )


def question(key: str, on_day: date | None = None) -> Question:
    """The newest form of a question, or the one that held on a day. ``KeyError`` when there was none."""
    forms = [one for one in (QUESTIONS if on_day is None else questions_on(on_day)) if one.key == key]
    if not forms:
        raise KeyError(key)
    return max(forms, key=lambda one: one.valid_from)


def check(asked: Question, answered: Sequence[str]) -> None:
    """``Problem`` (field: the question's key) for unknown codes, or answers that do not go together."""
    said = set(answered)
    without = said & {DOES_NOT_KNOW, PREFERS_NOT_TO_ANSWER}
    if said - asked.codes:
        what = _("This answer is not on the list.")
    elif without and len(said) > 1:
        what = _("An answer and no answer do not go together.")
    elif len(said) > 1 and not asked.many:
        what = _("Only one answer fits this question.")
    else:
        return
    raise Problem(what, _("Choose again. Nothing was saved yet."), field=asked.key, code="people.answer")


def for_export(answered: Iterable[str]) -> tuple[str, ...]:
    """The codes as another system reads them: 99 where nobody asked."""
    return tuple(answered) or (NEVER_ASKED,)
