"""A motion written down: who moves what; and the few questions that some of its steps ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.motions.reading import waiting_motions
from rcc_council.motions.rules import WITHOUT_QUORUM
from rcc_council.motions.service import amend_words, move, take_back_motion, take_up
from rcc_council.motions.wording import KIND_WORDS
from rcc_council.views.motion_changed import CHANGES, ChangedPart
from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, FlowRow, Form, SidePanel, button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_council.meetings.rows import ItemRow, MeetingNow, MotionRow
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class LivePanel(SidePanel):
    """A form at the side of the meeting, with its own words for what goes wrong."""

    saved = Signal()

    def __init__(self, page: PageWidget, title: str) -> None:
        content = QWidget()
        super().__init__(page, content, title)
        self.page, self.desk = page, page.desk
        self.column = spaced(QVBoxLayout(content), gap=16)
        self.banner = Banner("danger")
        self.column.addWidget(self.banner)
        self.form = Form()
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.form.submitted.connect(self.save)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.closed.connect(self.deleteLater)

    def add_button(self, text: str) -> None:
        """The button that saves, below the fields."""
        self.form.place(button(text, "primary", press=self.form.submit))

    def save(self) -> None:
        """Keep what was filled in."""

    def show_problem(self, problem: Problem) -> None:
        """Beside the field it is about, else above; what was typed stays."""
        self.banner.hide()
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
        else:
            self.banner.say(problem.what, problem.way_out)

    def write(self, work: Callable[[], object], said: str, undo: Callable[[], object] | None = None) -> None:
        """Keep it, say so, and close."""

        def done(_answer: object) -> None:
            self.desk.note(said, undo)
            self.saved.emit()
            self.close()

        self.desk.write(self, work, done)


class MotionPanel(LivePanel):
    """Words first, then who moves; the rest is usually right as it is."""

    def __init__(self, page: PageWidget, now: MeetingNow, item: ItemRow, amends: MotionRow | None = None) -> None:
        title = _("Amend {number}").format(number=amends.number) if amends else _("Motion")
        super().__init__(page, title)
        self._item, self._amends = item, amends
        if amends is not None:
            self.form.place(label(amends.words, "subtle", wrap=True))
        self.form.text("words", _("What is moved"), lines=4, required=True, hint=_("That the council…"))
        members = [(each.person, each.name) for each in now.people if each.is_here and each.counts]
        self.form.choice("mover", _("Moved by"), [(None, _("Not noted")), *members])
        self.form.choice("seconder", _("Seconded by"), [(None, _("Nobody yet")), *members])
        may_decide = now.has_quorum or now.meeting.state != "open"
        kinds = [
            (code, said)
            for code, said in KIND_WORDS.items()
            if code != "amendment" and (may_decide or code in WITHOUT_QUORUM)
        ]
        usual = {"minutes": "adopt_minutes", "election": "election"}.get(item.kind, "main")
        usual = usual if may_decide else "adjourn"
        self.form.choice("kind", _("Kind"), kinds, value=usual)
        self.form.check("notice", _("It was announced before the meeting"))
        self.form.row("kind").setVisible(amends is None)
        self.form.row("notice").setVisible(False)
        self.changed = ChangedPart(self, now.meeting.body)
        self.form.changed.connect(self._offer_notice)
        self.add_button(_("Keep the motion"))
        if amends is None:
            body, today = now.meeting.body, self.desk.now()
            self.desk.read(self, lambda: waiting_motions(body, today), self._offer_waiting)

    def _offer_waiting(self, waiting: Sequence[MotionRow]) -> None:
        """What was laid aside before may be taken up here."""
        if waiting:
            self.column.insertWidget(self.column.count() - 1, label(_("Waiting from before"), "heading3"))
        for motion in waiting:
            said = _("Take up: {words} ({state})").format(words=motion.words, state=motion.state_words)
            self.column.insertWidget(self.column.count() - 1, label(said, wrap=True))
            press = button(_("Take it up"), press=partial(self._take_up, motion))
            press.setAccessibleName(said)
            self.column.insertWidget(self.column.count() - 1, FlowRow(press))

    def _take_up(self, motion: MotionRow) -> None:
        now, item = self.desk.now(), self._item

        def kept(taken: int) -> None:
            self.desk.note(_("The motion is taken up again."), lambda: take_back_motion(taken))
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: take_up(motion.id, item.id, now), kept)

    def _offer_notice(self, name: str) -> None:
        if name == "kind":
            changes = self.form.values()["kind"] == "amend_adopted"
            self.form.row("notice").setVisible(changes)
            self.changed.turn(changes)

    def save(self) -> None:
        """Keep the motion."""
        given, now, item = self.form.values(), self.desk.now(), self._item
        amends = self._amends.id if self._amends else None

        def kept(motion: int) -> None:
            self.desk.note(_("The motion is kept."), lambda: take_back_motion(motion))
            self.saved.emit()
            self.close()

        def keep() -> int:
            return move(
                item.id,
                given["words"],
                now,
                kind=given["kind"] or "main",
                mover=given["mover"],
                seconder=given["seconder"],
                amends=amends,
                rescinds=given[CHANGES],
                had_notice=given["notice"],
            )

        self.desk.write(self, keep, kept)


class WordsPanel(LivePanel):
    """How a motion now reads, once an amendment was adopted or nobody objected."""

    def __init__(self, page: PageWidget, motion: MotionRow) -> None:
        super().__init__(page, _("The words of {number}").format(number=motion.number))
        self._motion = motion
        self.form.text("words", _("As it reads now"), value=motion.words, lines=5, required=True)
        self.form.text("why", _("Why"), hint=_("For example: amendment M1.1 adopted"))
        self.add_button(_("Keep the words"))

    def save(self) -> None:
        """Keep the words."""
        motion, given, now = self._motion, self.form.values(), self.desk.now()
        self.write(
            lambda: amend_words(motion.id, given["words"], now, why=given["why"], expected=motion.version),
            _("{number} reads anew.").format(number=motion.number),
            lambda: amend_words(motion.id, motion.words, self.desk.now()),
        )


class StepPanel(LivePanel):
    """Until when a motion is postponed, or to whom it is referred."""

    def __init__(self, page: PageWidget, motion: MotionRow, to: str, bring: Callable[..., object]) -> None:
        title = _("Postpone {number}") if to == "postponed" else _("Refer {number}")
        super().__init__(page, title.format(number=motion.number))
        self._motion, self._to, self._bring = motion, to, bring
        if to == "postponed":
            self.form.date("until", _("Until"), today=lambda: self.desk.now().date(), required=True)
        else:
            self.form.text("referred_to", _("To whom"), required=True, hint=_("A committee, or a person"))
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Bring the motion there."""
        given = self.form.values()
        self.close()
        self._bring(self._motion, self._to, **given)
