"""Time spent learning, and the ethics code signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import EthicsSigning, Training
from rcc_mentors.people.rules import last_day
from rcc_mentors.people.service import mark_item, unmark_item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

MOST_MINUTES = 24 * 60


@needs("mentors.keep")
def add_training(
    mentors: Iterable[int], on_day: date, topic: str, minutes: int, now: datetime, *, title: str = ""
) -> tuple[int, ...]:
    """One training for one or several mentors who were there; a row for each. Raises ``Problem`` (fields)."""
    _not_ahead(on_day, now, "on_day")
    if not topic:
        raise Problem(_("Please choose what it was about."), field="topic")
    if not 0 < minutes <= MOST_MINUTES:
        raise Problem(
            _("This cannot be the length of a training."), _("Type minutes, up to 24 hours a day."), field="minutes"
        )
    return tuple(
        Training.add(mentor=mentor, on_day=on_day, topic=topic, minutes=minutes, title=title.strip())
        for mentor in dict.fromkeys(mentors)
    )


@needs("mentors.keep")
def remove_training(rows: Iterable[int]) -> None:
    """Take back trainings that were written down by mistake."""
    for row in rows:
        Training.remove(row)


@needs("mentors.keep")
def sign_ethics(mentor: int, edition: str, signed_on: date, months: int, now: datetime) -> int:
    """A mentor signed an edition of the ethics code, owed again after ``months``; the row's id."""
    _not_ahead(signed_on, now, "signed_on")
    if not edition.strip():
        raise Problem(_("Which edition was signed?"), _("The settings of the center name it."), field="edition")
    row = EthicsSigning.add(
        mentor=mentor, edition=edition.strip(), signed_on=signed_on, renew_on=last_day(signed_on, months)
    )
    mark_item(mentor, "ethics_signed", now, done_on=signed_on)
    return row


@needs("mentors.keep")
def remove_signing(row: int) -> None:
    """Take back a signing that was written down by mistake; the tick on the checklist stays while one is left."""
    mentor = int(str(EthicsSigning.stored_row(row)["mentor_id"]))
    EthicsSigning.remove(row)
    if not fetch(EthicsSigning.select(EthicsSigning.id).where(EthicsSigning.mentor == mentor).limit(1)):
        unmark_item(mentor, "ethics_signed")


def _not_ahead(day: date, now: datetime, field: str) -> None:
    if day > now.date():
        raise Problem(_("This day has not come yet."), _("Type today or a day before."), field=field)
