"""Questions about minutes: why a name stays, what is to be corrected, by which motion they are adopted or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.minutes.adopting import adopt, amend
from rcc_council.minutes.circulating import ask_correction, make_correction
from rcc_council.minutes.drafting import add_part
from rcc_council.minutes.names import keep_name
from rcc_council.minutes.written_part import short_day
from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_council.minutes.rows import CorrectionRow, MinutesNow, MotionChoice, NameRow, PartRow
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

WHOLE = 0
"""Stands for the minutes as a whole where a part is chosen."""


class MinutesPanel(SidePanel):
    """A form at the side. A ``Problem`` is told beside its field, or beside the first."""

    saved = Signal(object)

    def __init__(self, page: PageWidget, title: str, told: str = "") -> None:
        content = QWidget()
        super().__init__(page, content, title)
        self._desk = page.desk
        column = spaced(QVBoxLayout(content), gap=12)
        if told:
            column.addWidget(label(told, wrap=True))
        self.form = Form()
        column.addWidget(self.form)
        column.addStretch(1)
        self.closed.connect(self.deleteLater)

    def ends_with(self, text: str, work: Callable[[], object]) -> None:
        """Put the button below the fields; ``work`` runs on the writing lane once they are right."""
        self.yes = button(text, "primary", press=self.form.submit)
        self.form.place(self.yes)
        self.form.submitted.connect(lambda: self._desk.write(self, work, self._done))

    def show_problem(self, problem: Problem) -> None:
        """Beside its field."""
        names = list(self.form.values())
        self.form.problem(problem.field if problem.field in names else names[0], str(problem))

    def _done(self, answer: object) -> None:
        self.saved.emit(answer)
        self.close()


class KeepNamePanel(MinutesPanel):
    """Why a name stays in the minutes."""

    def __init__(self, page: PageWidget, minutes: int, row: NameRow) -> None:
        told = _("“{name}” is the name of somebody on file who was not there in a council role.").format(name=row.words)
        super().__init__(page, _("Leave this name"), told)
        today = self._desk.now().date()
        self.form.text("why", _("Why it stays"), required=True, value=row.kept_why)
        self.ends_with(_("Leave it"), lambda: keep_name(minutes, row.words, str(self.form.values()["why"]), today))


class AddPartPanel(MinutesPanel):
    """A part of the secretary's own."""

    def __init__(self, page: PageWidget, minutes: int, after: int | None) -> None:
        super().__init__(page, _("Add a part"))
        self.form.text("heading", _("Heading"), required=True)
        self.form.text("words", _("What was done"), lines=6)

        def add() -> int:
            given = self.form.values()
            return add_part(minutes, str(given["heading"]), str(given["words"]), after=after)

        self.ends_with(_("Add"), add)


class AskCorrectionPanel(MinutesPanel):
    """A member who was there asks for a correction."""

    def __init__(self, page: PageWidget, minutes: MinutesNow, part: PartRow | None) -> None:
        super().__init__(page, _("Correction asked for"))
        parts = [(WHOLE, _("The minutes as a whole")), *((each.id, each.heading) for each in minutes.parts)]
        told = _("Members who were at the meeting may ask for corrections.")
        self.form.choice("asked_by", _("Asked by"), list(minutes.attended), required=True, help_text=told)
        self.form.choice("part", _("In which part"), parts, value=part.id if part is not None else WHOLE)
        self.form.text("words", _("What should be corrected"), lines=4, required=True)
        now = self._desk.now()

        def ask() -> int:
            given = self.form.values()
            chosen = int(given["part"] or WHOLE) or None
            return ask_correction(minutes.id, int(given["asked_by"]), str(given["words"]), now, part=chosen)

        self.ends_with(_("Write it down"), ask)


class MakeCorrectionPanel(MinutesPanel):
    """Make a correction in the text of its part."""

    def __init__(self, page: PageWidget, row: CorrectionRow, part: PartRow | None) -> None:
        told = _("{name} asked: {words}").format(name=row.asked_by or _("Somebody"), words=row.words)
        super().__init__(page, _("Make the correction"), told)
        if part is None:
            told = _("Change the words of the parts it is about first.")
            self.form.check("done", _("The words are changed"), value=True, help_text=told)
        else:
            self.form.text("words", part.heading or _("What was done"), lines=12, value=part.words)

        def make() -> None:
            if part is None:
                make_correction(row.id)
            else:
                make_correction(row.id, str(self.form.values()["words"]), expected=part.version)

        self.ends_with(_("It is corrected"), make)


class AdoptPanel(MinutesPanel):
    """Choose the motion by which a later meeting adopted the minutes; then they are frozen."""

    def __init__(self, page: PageWidget, minutes: MinutesNow, motions: Sequence[MotionChoice]) -> None:
        told = _("From then on nobody can change them. A later meeting can amend them by a motion.")
        super().__init__(page, _("Adopt the minutes"), told if motions else _NO_MOTION)
        _choose_motion(self.form, motions)
        self.ends_with(_("Adopt and freeze"), lambda: adopt(minutes.id, int(self.form.values()["motion"])))


class AmendPanel(MinutesPanel):
    """Choose the motion by which a later meeting amended the minutes; it is added with its date."""

    def __init__(self, page: PageWidget, minutes: MinutesNow, motions: Sequence[MotionChoice]) -> None:
        told = _("The adopted text stays as it is. What is added stands at its end, for good.")
        super().__init__(page, _("Change after adoption"), told if motions else _NO_MOTION)
        _choose_motion(self.form, motions)
        hint = _("Left empty, it is the words of the motion.")
        self.form.text("words", _("What the minutes should say"), lines=4, help_text=hint)

        def add() -> int:
            given = self.form.values()
            return amend(minutes.id, int(given["motion"]), str(given["words"]))

        self.ends_with(_("Add it"), add)


def _choose_motion(form: Form, motions: Sequence[MotionChoice]) -> None:
    told = _("{number}, {day}: {words}")
    options = [
        (each.id, told.format(number=each.number, day=short_day(each.day), words=each.words)) for each in motions
    ]
    form.choice("motion", _("Motion"), options, value=options[0][0] if options else None, required=True)


_NO_MOTION = _("No later meeting of this body has adopted such a motion yet. Record it in the meeting first.")
