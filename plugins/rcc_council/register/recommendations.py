"""What bodies recommend, to whom, and how it was answered and done. Nothing that was answered is ever removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import DoesNotExist

from rcc_council.bodies.records import Body
from rcc_council.motions.records import Motion
from rcc_council.register.asking import recommendation_rows, seen
from rcc_council.register.records import Recommendation
from rcc_council.register.rows import AnswerBefore, ResponseTimes
from rcc_council.register.rules import ANSWERS, MORE_TIME, answer_due, in_time, median_days
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from rcc_council.register.rows import RecommendationRow

_, ngettext = words("rcc_council")


@needs("council.record")
def recommend(
    body: int,
    words: str,
    now: datetime,
    *,
    to_whom: str = "",
    to_body: int | None = None,
    motion: int | None = None,
    answer_days: int,
) -> int:
    """A body recommends something to another body (``to_body``) or to whoever ``to_whom`` names; its id.

    From a ``motion`` it takes body, meeting and day, and its words unless given others. An answer is due
    ``answer_days`` after. Raises ``Problem`` (fields ``words``, ``to_whom``), also for a motion that was not adopted.
    """
    meeting, made_on = None, now.date()
    if motion is not None:
        stored = _adopted(motion)
        meeting = stored.meeting.id
        body, made_on = stored.meeting.body.id, stored.meeting.on_day
        words = words.strip() or stored.final_words or stored.words
    name = to_whom.strip() if to_body is None else Body.get_by_id(to_body).name
    _require_said(words, name)
    if to_body == body:
        raise Problem(_("A body cannot ask itself."), _("Choose who is to answer."), field="to_whom")
    return Recommendation.add(
        body=body,
        meeting=meeting,
        motion=motion,
        words=words.strip(),
        to_whom=name,
        to_body=to_body,
        made_on=made_on,
        answer_due=answer_due(made_on, answer_days),
    )


@needs("council.record")
def take_back_recommendation(recommendation: int) -> None:
    """Undo a recommendation that was entered by mistake. Raises ``Problem`` once somebody answered it."""
    stored = _stored(recommendation)
    if stored.answer:
        raise Problem(
            _("This was answered and stays in the register."),
            _("Make another recommendation if something else is meant."),
            code="council.answered",
        )
    Recommendation.remove(recommendation)


@needs("council.answer")
def answer(
    recommendation: int,
    kind: str,
    said: str,
    on_day: date,
    now: datetime,
    *,
    by: date | None = None,
    expected: int | None = None,
) -> AnswerBefore:
    """Answer a recommendation: accepted, in_part, declined or more_time; how it stood before, for undo.

    ``by`` is the day it will be done, or for more_time the day of the answer. Asking for more time is no answer yet.
    Everything but a plain yes needs words. Raises ``Problem`` (fields ``said``, ``on_day``, ``by``).
    """
    if kind not in ANSWERS:
        raise ValueError(f"{kind} is no answer")
    stored = _stored(recommendation)
    _require_answer(kind, said, by)
    _require_days(stored.made_on, on_day, by, now.date())
    Recommendation.change(
        recommendation,
        expected=expected,
        answer=kind,
        answer_words=said.strip(),
        answered_on=None if kind == MORE_TIME else on_day,
        done_due=None if kind == "declined" else by,
        done_on=None,
    )
    return _before(stored)


@needs("council.answer")
def set_done(recommendation: int, on_day: date, now: datetime, *, expected: int | None = None) -> AnswerBefore:
    """Say that what was accepted has been done. Raises ``Problem`` (field ``on_day``) where it was not accepted."""
    stored = _stored(recommendation)
    if stored.answer not in {"accepted", "in_part"}:
        raise Problem(
            _("Only what was accepted can be done."), _("Answer the recommendation first."), code="council.not_accepted"
        )
    _require_days(stored.made_on, on_day, None, now.date())
    Recommendation.change(recommendation, expected=expected, done_on=on_day)
    return _before(stored)


@needs("council.answer")
def put_back_answer(before: AnswerBefore) -> None:
    """Undo an answer, or that it was done."""
    _stored(before.id)
    Recommendation.change(
        before.id,
        answer=before.answer,
        answer_words=before.answer_words,
        answered_on=before.answered_on,
        done_due=before.done_due,
        done_on=before.done_on,
    )


@needs("council.see")
def waiting(
    today: date, *, body: int | None = None, to_body: int | None = None, is_open: bool = False
) -> tuple[RecommendationRow, ...]:
    """What has no answer yet, what waits longest first; made by one body, or owed by one.

    ``is_open`` leaves executive session out, also for those who may see it: for what is handed over.
    """
    return recommendation_rows(_of(body, to_body) & Recommendation.answered_on.is_null(), today, is_open=is_open)


@needs("council.see")
def all_recommendations(
    today: date, *, body: int | None = None, to_body: int | None = None
) -> tuple[RecommendationRow, ...]:
    """Every recommendation: what waits longest first, then what was answered, the newest first."""
    rows = recommendation_rows(_of(body, to_body), today)
    open_now = [row for row in rows if row.is_waiting]
    return (*open_now, *sorted((row for row in rows if not row.is_waiting), key=_newest, reverse=True))


@needs("council.see")
def recommendations_made(first: date, last: date, today: date) -> tuple[RecommendationRow, ...]:
    """What was recommended between two days, oldest first, without executive session: for what is handed over."""
    return recommendation_rows(Recommendation.made_on.between(to_day(first), to_day(last)), today, is_open=True)


@needs("council.see")
def response_times(
    first: date, last: date, today: date, *, body: int | None = None, is_open: bool = False
) -> ResponseTimes:
    """How answers came to what was recommended between two days; ``is_open`` as for ``waiting``."""
    made = Recommendation.made_on.between(to_day(first), to_day(last))
    rows = recommendation_rows(_of(body, None) & made, today, is_open=is_open)
    answered = [row for row in rows if row.answered_on is not None]
    return ResponseTimes(
        made=len(rows),
        answered=len(answered),
        in_time=sum(row.answered_on is not None and in_time(row.answered_on, row.answer_due) for row in answered),
        median_days=median_days([row.waited for row in answered]),
        waiting=len(rows) - len(answered),
        late=sum(row.stands == "late" for row in rows),
        done=sum(row.stands == "done" for row in rows),
    )


def _newest(row: RecommendationRow) -> tuple[date, int]:
    return row.answered_on or row.made_on, row.id


def _of(body: int | None, to_body: int | None) -> Any:
    where = Recommendation.id > 0
    if body is not None:
        where &= Recommendation.body == body
    return where if to_body is None else where & (Recommendation.to_body == to_body)


def _adopted(motion: int) -> Motion:
    stored: Motion | None = Motion.get_or_none(Motion.id == motion)
    if stored is None or stored.state != "adopted":
        raise Problem(
            _("This motion was not adopted, so nothing comes of it."),
            _("Recommend what the body decided."),
            code="council.not_adopted",
        )
    return stored


def _stored(recommendation: int) -> Recommendation:
    try:
        stored: Recommendation = Recommendation.get_by_id(recommendation)
    except DoesNotExist as cause:
        raise _gone() from cause
    if not fetch(Recommendation.select(Recommendation.id).where(Recommendation.id == recommendation, seen())):
        raise _gone()
    return stored


def _gone() -> Problem:
    return Problem(
        _("This recommendation is no longer here."), _("Look at the list again."), code="council.recommendation_gone"
    )


def _before(stored: Recommendation) -> AnswerBefore:
    return AnswerBefore(
        stored.id, stored.answer, stored.answer_words, stored.answered_on, stored.done_due, stored.done_on
    )


def _require_said(words: str, to_whom: str) -> None:
    if not words.strip():
        raise Problem(_("What is recommended?"), _("Write it as the body decided it."), field="words")
    if not to_whom:
        raise Problem(_("Who is to answer?"), _("Choose a body, or name whoever it is."), field="to_whom")


def _require_answer(kind: str, said: str, by: date | None) -> None:
    if kind == MORE_TIME and by is None:
        raise Problem(_("More time until when?"), _("Give the day of the answer."), field="by")
    if kind != "accepted" and not said.strip():
        raise Problem(_("The council will want to know why."), _("Write the answer in a few words."), field="said")


def _require_days(made_on: date, on_day: date, by: date | None, today: date) -> None:
    if not made_on <= on_day <= today:
        raise Problem(
            _("This day lies before the recommendation, or in the future."),
            _("Choose the day it was said."),
            field="on_day",
        )
    if by is not None and by < on_day:
        raise Problem(_("This day is over already."), _("Choose a later one."), field="by")
