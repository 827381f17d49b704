"""The columns of each kind of board: days of a week, sites of a day, mentors of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_mentors.views.board_layout import OPEN, BoardColumn, closed_words, standing
from rcc_mentors.views.board_words import day_words, short_weekday_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rcc_mentors.shifts.rows import BoardRows, ShiftRow

_, ngettext = words("rcc_mentors")


def day_columns(rows: BoardRows, days: Sequence[date], sites: Sequence[int], *, mentor: int = 0) -> list[BoardColumn]:
    """A column for each day; with somebody's absences behind the shifts where only theirs are shown."""
    absences = tuple(each for each in rows.absences if each.mentor == mentor)
    return [
        BoardColumn(
            day,
            str(day.day),
            short_weekday_words(day.isoweekday()),
            _("{day}, today").format(day=day_words(day)) if day == rows.today else day_words(day),
            day == rows.today,
            closed_words(rows, day, sites),
            absences=absences,
        )
        for day in days
    ]


def site_columns(rows: BoardRows, day: date, sites: Mapping[int, str]) -> list[BoardColumn]:
    """A column for each site on one day."""
    return [
        BoardColumn(day, name, is_today=day == rows.today, closed=closed_words(rows, day, [site]), site=site)
        for site, name in sites.items()
    ]


def mentor_columns(rows: BoardRows, day: date, mentors: Mapping[int, str]) -> list[BoardColumn]:
    """A column for the open slots of a day, then one for each mentor."""
    closed = closed_words(rows, day, ())
    today = day == rows.today
    columns = [BoardColumn(day, _("Open slots"), is_today=today, closed=closed, mentor=OPEN)]
    return columns + [
        BoardColumn(
            day,
            name,
            is_today=today,
            closed=closed,
            mentor=mentor,
            absences=tuple(each for each in rows.absences if each.mentor == mentor),
        )
        for mentor, name in mentors.items()
    ]


def belongs(shift: ShiftRow, column: BoardColumn) -> bool:
    """Whether a shift stands in a column: at its site, or held by its mentor; open ones in the column for them."""
    if column.site:
        return shift.site == column.site
    if column.mentor == OPEN:
        return shift.missing > 0
    return not column.mentor or column.mentor in standing(shift)
