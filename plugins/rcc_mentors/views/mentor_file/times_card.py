"""When a mentor can serve and what they like, written down by a coordinator for those who do not sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_mentors.shifts.times import change_times, times_of
from rcc_mentors.views.mentor_file.keeping import Shown
from rcc_mentors.views.mine_times import TimesCard

if TYPE_CHECKING:
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.shifts.times import MentorTimes
    from rcc_mentors.views.mentor_file.keeping import Keeping


class MentorTimesCard(TimesCard):
    """The week of the mentor whose file is shown; only for those who may schedule."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(keeping.page, self._change, is_own=False)
        self._shown = Shown()
        self._may_see = keeping.desk.may("mentors.schedule")
        self.setVisible(self._may_see)

    def show_file(self, file: MentorFile) -> None:
        """Ask for the times of this mentor."""
        self._shown.show(file)
        if self._may_see:
            mentor = file.id
            self._desk.read(self, lambda: times_of(mentor), self.show_times)

    def _change(self, new: MentorTimes, /, *, expected: int | None = None) -> MentorTimes:
        return change_times(self._shown.file.id, new, expected=expected)
