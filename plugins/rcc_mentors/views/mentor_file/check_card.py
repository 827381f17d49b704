"""The background check: what was done, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, FlowRow, button, label
from rcc_desktop.api.written import write_date
from rcc_mentors.people.wording import DECISION_TITLES, RESULT_TITLES, STEP_TITLES
from rcc_mentors.views.mentor_file.check_panel import CheckPanel
from rcc_mentors.views.mentor_file.keeping import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.api.ui import Tone
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.people.rules import CheckSteps
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_TONES: dict[str, Tone] = {"cleared": "ok", "not_cleared": "danger", "": "warn"}


class CheckCard(Card):
    """The newest check. What was found is written nowhere, only whether there is something to weigh."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Background check"))
        self._keeping, self._shown = keeping, Shown()
        self.badge = BadgeLabel(Badge(""))
        self.lines = label("", "subtle", wrap=True)
        self.next_step = button("", press=self._go_on)
        self.again = button(_("A new check"), "link", press=lambda: CheckPanel(keeping, self._shown.file, None).open())
        self.body.addWidget(self.badge)
        self.body.addWidget(self.lines)
        buttons = FlowRow(self.next_step, self.again)
        buttons.setVisible(keeping.may)
        self.body.addWidget(buttons)

    def show_file(self, file: MentorFile) -> None:
        """Show the steps taken."""
        self._shown.show(file)
        newest = file.checks[0] if file.checks else None
        self.badge.setVisible(newest is not None)
        self.again.setVisible(newest is not None and bool(newest.steps.decision))
        if newest is None:
            self.lines.setText(_("None yet. First they are told, on a page of its own, and agree in writing."))
            self.next_step.setText(_("Begin"))
            return
        steps = newest.steps
        self.badge.show_badge(
            Badge(DECISION_TITLES.get(steps.decision, steps.decision), _TONES.get(steps.decision, "neutral"))
        )
        self.lines.setText("\n".join(_steps_taken(steps)))
        self.next_step.setText(_("Correct") if steps.decision else _("Next step…"))

    def _go_on(self) -> None:
        file = self._shown.file
        CheckPanel(self._keeping, file, file.checks[0] if file.checks else None).open()


def _steps_taken(steps: CheckSteps) -> Iterator[str]:
    for name, title in STEP_TITLES.items():
        day = getattr(steps, name)
        if day is not None:
            told = _("{step}: {day}").format(step=title, day=write_date(day))
            yield (
                f"{told} · {RESULT_TITLES.get(steps.result, steps.result)}"
                if name == "result_on" and steps.result
                else told
            )
