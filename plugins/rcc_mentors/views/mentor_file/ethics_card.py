"""The ethics code: which edition was signed, and when it is owed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, FlowRow, Form, SidePanel, button, label, spaced
from rcc_desktop.api.written import write_date
from rcc_mentors.people.rules import ethics_standing
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.training import remove_signing, sign_ethics
from rcc_mentors.views.mentor_file.keeping import Shown

if TYPE_CHECKING:
    from datetime import date

    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_STANDS: dict[str, tuple[str, Tone]] = {
    "signed": (_("Signed"), "ok"),
    "renew": (_("Sign again soon"), "warn"),
    "owed": (_("To be signed"), "danger"),
}


class EthicsCard(Card):
    """One press when they sign today; another day is typed."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Ethics code"))
        self._keeping, self._shown = keeping, Shown()
        self.badge = BadgeLabel(Badge(""))
        self.lines = label("", "subtle", wrap=True)
        self.today = button(_("Signed today"), press=self._sign_today)
        self.other = button(_("Another day…"), "link", press=self._ask_day)
        self.body.addWidget(self.badge)
        self.body.addWidget(self.lines)
        buttons = FlowRow(self.today, self.other)
        buttons.setVisible(keeping.may)
        self.body.addWidget(buttons)

    def show_file(self, file: MentorFile) -> None:
        """Show which editions were signed."""
        self._shown.show(file)
        desk, newest = self._keeping.desk, file.signings[0] if file.signings else None
        standards = standards_of(desk)
        stands = ethics_standing(
            newest.edition if newest else None,
            newest.renew_on if newest else None,
            standards.ethics_edition,
            desk.now().date(),
            standards.warn_days,
        )
        text, tone = _STANDS[stands]
        self.badge.show_badge(Badge(text, tone))
        told = [
            _("Edition {edition}, signed {day}, again by {again}").format(
                edition=row.edition, day=write_date(row.signed_on), again=write_date(row.renew_on)
            )
            for row in file.signings
        ]
        self.lines.setText("\n".join(told) or _("Edition {edition} waits.").format(edition=standards.ethics_edition))

    def sign(self, day: date, panel: SidePanel | None = None) -> None:
        """Write down that they signed the edition in force."""
        desk, file = self._keeping.desk, self._shown.file
        standards, now = standards_of(desk), desk.now()
        self._keeping.keep(
            lambda: sign_ethics(file.id, standards.ethics_edition, day, standards.ethics_months, now),
            _("The ethics code is signed."),
            remove_signing,
            panel,
        )

    def _sign_today(self) -> None:
        self.sign(self._keeping.desk.now().date())

    def _ask_day(self) -> None:
        SigningPanel(self._keeping, self).open()


class SigningPanel(SidePanel):
    """The day they signed."""

    def __init__(self, keeping: Keeping, card: EthicsCard) -> None:
        content = QWidget()
        super().__init__(keeping.page, content, _("The ethics code was signed"), width=420)
        desk = keeping.desk
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = Form()
        self.form.date("signed_on", _("Day"), today=lambda: desk.now().date(), required=True)
        self.form.submitted.connect(lambda: card.sign(self.form.values()["signed_on"], self))
        whole.addWidget(self.form)
        whole.addWidget(button(_("Save"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the day."""
        self.form.problem("signed_on", str(problem))
