"""Take back what one verb did to shifts and bookings, row by row, unless somebody has changed one of them since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, acting, needs, require, words
from rcc_mentors.shifts.judging import require_own
from rcc_mentors.shifts.records import Absence, Assignment
from rcc_mentors.shifts.standing import TABLES, rows_of

if TYPE_CHECKING:
    from rcc_mentors.shifts.standing import Undo

_, ngettext = words("rcc_mentors")


@needs("mentors.schedule_see")
def take_back(undo: Undo) -> None:
    """Put every row back as it was; mentors only what is their own, coordinators anything.

    Raises ``Problem`` (code ``changed_elsewhere``) when one of the rows has moved on since.
    """
    _require_allowed(undo)
    _require_unmoved(undo)
    added = [was for was in reversed(undo.rows) if not was.before]
    for was in added:
        if was.table:
            TABLES[was.table].remove(was.row)
    for was in undo.rows:
        if was.before and was.version is None:
            TABLES[was.table].add(**{**dict(was.before), "id": was.row})
        elif was.before:
            TABLES[was.table].change(was.row, expected=was.version, **dict(was.before))
    for was in added:
        if not was.table:  # a series last: shifts that were moved to it have gone back by now
            TABLES[was.table].remove(was.row)


def _require_allowed(undo: Undo) -> None:
    """Let mentors take back what they did to their own bookings and absences."""
    if acting().may("mentors.schedule"):
        return
    for was in undo.rows:
        record = TABLES[was.table]
        if record not in {Assignment, Absence}:
            require("mentors.schedule")
        require_own(int(str(record.stored_row(was.row)["mentor_id"])))


def _require_unmoved(undo: Undo) -> None:
    for place, record in enumerate(TABLES):
        wanted = {was.row: was.version for was in undo.rows if was.table == place}
        found = {row: kept["version"] for (_table, row), kept in rows_of(place, list(wanted), record.id).items()}
        if any(found.get(row) != version for row, version in wanted.items()):
            raise Problem(
                _("Somebody changed this since."),
                _("Nothing was taken back. Look at the board and change it by hand."),
                code="changed_elsewhere",
            )
