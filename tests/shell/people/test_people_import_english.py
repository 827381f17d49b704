"""A file in English is understood at a desk that speaks Spanish."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rcc_desktop.people.codes import QUESTIONS, Question
from rcc_desktop.people.import_english import ENGLISH

AT_A_SPANISH_DESK = """
import sys
from datetime import date
from rcc_desktop.api.words import speak
speak("es")
from rcc_desktop.imports.cells import Asked, read_cell
from rcc_desktop.people.import_fields import FIELDS
field = next(each for each in FIELDS if each.key == sys.argv[1])
print(read_cell(sys.argv[2], Asked(field, date(2026, 11, 21))).value)
"""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_that_every_answer_is_known_by_its_english_words(question: Question) -> None:
    assert ENGLISH[question.key] == {choice.title: choice.key for choice in question.choices}


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("living_situation", "Rents, with a subsidy", "435"),
        ("living_situation", "Renta, con subsidio", "435"),
        ("employment", "Full-time", "1"),
        ("veteran", "Prefers not to answer", "9"),
    ],
)
def test_that_a_spanish_desk_reads_answers_in_both_languages(question: str, answer: str, code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", AT_A_SPANISH_DESK, question, answer], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == code
