"""What made-up members declare of themselves, and an interest of one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.bodies.records import Conflict, Declared
from rcc_desktop.api import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.made_up.bodies import MadeUpBody
    from rcc_desktop.api.made_up import MadeUpCenter

QUESTIONS = {
    "recovery": (("yes", 0.7), ("no", 0.2)),
    "pathway": (("mutual_aid", 0.4), ("medication", 0.25), ("faith", 0.15), ("smart", 0.1), ("natural", 0.05)),
    "family": (("yes", 0.4), ("no", 0.5)),
    "stage": (("early", 0.2), ("steady", 0.4), ("long", 0.3)),
    "age": (("under_26", 0.1), ("26_34", 0.25), ("35_44", 0.3), ("45_54", 0.2), ("55_64", 0.1)),
    "gender": (("woman", 0.48), ("man", 0.42), ("nonbinary", 0.05)),
    "culture": (("white", 0.35), ("black", 0.25), ("hispanic", 0.2), ("native", 0.05), ("asian", 0.05)),
    "speaker": (("yes", 0.3), ("no", 0.6)),
    "mentor": (("yes", 0.35), ("no", 0.55)),
}
"""What they may say, and how many say it; the others say nothing."""


@needs("council.keep")
def add_declared(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody]) -> None:
    """Let most members answer, and one declare an interest that an item on the next agenda touches."""
    chance, rows = made_up.chance, []
    people = list(dict.fromkeys(term.person for body in bodies for term in body.terms))
    for person in people:
        for question, answers in QUESTIONS.items():
            drawn = chance.random()
            for code, share in answers:
                if drawn < share:
                    rows.append((person, question, code))
                    break
                drawn -= share
    Declared.add_many(("person", "question", "code"), rows)
    for person in people[3:4]:
        declared_on = made_up.now.date() - timedelta(days=40)
        Conflict.add(person=person, words="bus, bus passes", note="Drives for the bus company", declared_on=declared_on)
