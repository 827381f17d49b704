"""When a mentor cannot come, written down by a coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_mentors.shifts.absences import absences_of, add_absence, change_absence, remove_absence
from rcc_mentors.views.mentor_file.keeping import Shown
from rcc_mentors.views.mine_away import AwayCard, AwayVerbs

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.shifts.absences import AbsenceDone
    from rcc_mentors.shifts.rows import AbsenceRow
    from rcc_mentors.views.mentor_file.keeping import Keeping


class MentorAwayCard(AwayCard):
    """Absences and leaves of the mentor whose file is shown; only for those who may schedule."""

    def __init__(self, keeping: Keeping) -> None:
        verbs = AwayVerbs(self._add, _change, remove_absence, lambda: self._shown.file.id)
        super().__init__(keeping.page, verbs, is_own=False)
        self._shown = Shown()
        self._may_see = keeping.desk.may("mentors.schedule")
        self.setVisible(self._may_see)

    def show_file(self, file: MentorFile) -> None:
        """Ask for the absences of this mentor."""
        self._shown.show(file)
        if self._may_see:
            now, mentor = self._desk.now(), file.id
            self._desk.read(self, lambda: absences_of(mentor, now), self.show_absences)

    def _add(self, starts: datetime, ends: datetime, kind: str, why: str, now: datetime) -> AbsenceDone:
        return add_absence(self._shown.file.id, starts, ends, kind, why, now)


def _change(absence: AbsenceRow, starts: datetime, ends: datetime, why: str, now: datetime) -> AbsenceDone:
    return change_absence(absence.id, starts, ends, why, now, expected=absence.version)
