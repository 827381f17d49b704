"""Recommendations as rows; those that come of sealed motions only for whoever may see what is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import JOIN

from rcc_council.bodies.records import Body
from rcc_council.motions.records import Motion
from rcc_council.register.records import Recommendation
from rcc_council.register.rows import RecommendationRow
from rcc_council.register.rules import standing
from rcc_council.register.sealed import sealed_motions, sees_sealed
from rcc_council.register.wording import ANSWERS, STANDS
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import date
    from typing import Any


def seen(*, is_open: bool = False) -> Any:
    """Which recommendations whoever is acting may see; ``is_open`` leaves executive session out for everybody."""
    if sees_sealed() and not is_open:
        return Recommendation.id > 0
    return Recommendation.motion.is_null() | Recommendation.motion.not_in(sealed_motions())


def recommendation_rows(where: Any, today: date, *, is_open: bool = False) -> tuple[RecommendationRow, ...]:
    """The recommendations that fit a condition, the oldest first."""
    query = (
        Recommendation.select(
            Recommendation.id,
            Recommendation.body,
            Body.name,
            Recommendation.meeting,
            Recommendation.motion,
            Motion.number,
            Recommendation.words,
            Recommendation.to_whom,
            Recommendation.to_body,
            Recommendation.made_on,
            Recommendation.answer_due,
            Recommendation.answered_on,
            Recommendation.answer,
            Recommendation.answer_words,
            Recommendation.done_due,
            Recommendation.done_on,
            Recommendation.version,
        )
        .join(Body, on=(Body.id == Recommendation.body))
        .switch(Recommendation)
        .join(Motion, JOIN.LEFT_OUTER, on=(Motion.id == Recommendation.motion))
        .where(where, seen(is_open=is_open))
        .order_by(Recommendation.made_on, Recommendation.id)
    )
    return tuple(_row(stored, today) for stored in fetch(query))


def _row(stored: tuple[Any, ...], today: date) -> RecommendationRow:
    (*head, number, words, to_whom, to_body, made, due, answered, answer, said, promised, done, version) = stored
    row, body, body_name, meeting, motion = head
    made_on, answer_due, answered_on, done_on = from_day(made), _day(due), _day(answered), _day(done)
    stands = standing(answer, answer_due, done_on, today)
    return RecommendationRow(
        id=row,
        body=body,
        body_name=body_name,
        meeting=meeting,
        motion=motion,
        number=number or "",
        words=words,
        to_whom=to_whom,
        to_body=to_body,
        made_on=made_on,
        answer_due=answer_due,
        answered_on=answered_on,
        answer=answer,
        answer_title=ANSWERS.get(answer, ""),
        answer_words=said,
        promised=_day(promised),
        done_on=done_on,
        waited=((answered_on or today) - made_on).days,
        stands=stands,
        stands_words=STANDS[stands],
        version=version,
    )


def _day(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
