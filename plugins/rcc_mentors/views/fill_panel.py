"""Fill open slots: choose the weeks and what weighs how much, watch it look, and take what it proposes."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from rcc_desktop.api import Problem, words
from rcc_desktop.api.ui import Apart, FlowRow, Form, SidePanel, button, label, spaced
from rcc_mentors.filling import answer as answers
from rcc_mentors.filling.child import MODULE
from rcc_mentors.filling.problem import from_plain
from rcc_mentors.shifts.fill_question import Wishes
from rcc_mentors.shifts.fill_wording import share_to_gain
from rcc_mentors.shifts.filling import fill_question, proposal
from rcc_mentors.shifts.wording import short_day
from rcc_mentors.views.fill_proposal import ProposalView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_desktop.api import Desk
    from rcc_mentors.shifts.fill_rows import FillQuestion, Proposal
    from rcc_mentors.views.schedule_page import SchedulePage

_, ngettext = words("rcc_mentors")

SECONDS, SEED = 60, 1
WEEKS_AHEAD = 12
MOST_WEEKS = 4


class FillPanel(SidePanel):
    """Three steps in one place: ask, look, take. ``taken`` says that bookings were made."""

    taken = Signal()

    def __init__(self, page: QWidget, desk: Desk, first: date, sites: Sequence[tuple[int, str]]) -> None:
        content = QWidget()
        super().__init__(page, content, _("Fill open slots"), width=760)
        self._desk = desk
        self._asked: FillQuestion | None = None
        self._engine: Apart | None = None
        self._best: Mapping[str, Any] | None = None
        self._steps = QStackedLayout(content)
        self._steps.addWidget(self._ask_step(first, sites))
        self._steps.addWidget(self._look_step())
        self.proposal = ProposalView(desk)
        self.proposal.again.connect(lambda: self._steps.setCurrentIndex(0))
        self.proposal.taken.connect(self._done)
        self._steps.addWidget(self.proposal)
        self.set_dismissable(False)
        self.closed.connect(self._end)

    def show_problem(self, problem: Problem) -> None:
        """Say it where the weeks are chosen."""
        self._steps.setCurrentIndex(0)
        self.form.problem("first", str(problem))

    def _ask_step(self, first: date, sites: Sequence[tuple[int, str]]) -> QWidget:
        step = QWidget()
        whole = spaced(QVBoxLayout(step), gap=16)
        promise = _("Nothing is booked until you take it. Locked shifts and those who said yes stay.")
        whole.addWidget(label(promise, "subtle", wrap=True))
        self.form = Form(labels="left")
        self._ask_which(first, sites)
        self._ask_wishes()
        self.form.submitted.connect(self._ask)
        whole.addWidget(self.form)
        whole.addWidget(button(_("Look for a schedule"), "primary", icon_name="search", press=self.form.submit))
        whole.addStretch(1)
        return step

    def _ask_which(self, first: date, sites: Sequence[tuple[int, str]]) -> None:
        monday = first - timedelta(days=first.weekday())
        starts = [monday + timedelta(weeks=ahead) for ahead in range(WEEKS_AHEAD)]
        weeks = [(day, short_day(day)) for day in starts]
        self.form.choice("first", _("From the week of"), weeks, value=monday, required=True)
        lengths = [(n, ngettext("{count} week", "{count} weeks", n).format(count=n)) for n in range(1, MOST_WEEKS + 1)]
        self.form.choice("weeks", _("For"), lengths, value=MOST_WEEKS, required=True)
        if len(sites) > 1:
            self.form.choice("site", _("Site"), [(0, _("All sites")), *sites], value=0, required=True)

    def _ask_wishes(self) -> None:
        some = [(0, _("Not at all")), (1, _("Some")), (2, _("A lot"))]
        cover = [(0, _("Somewhat")), (1, _("Much")), (2, _("Before everything else"))]
        usual = Wishes()
        self.form.choice("cover", _("Cover every shift"), cover, value=usual.cover, required=True)
        self.form.choice("liking", _("What mentors like"), some, value=usual.liking, required=True)
        self.form.choice("fair", _("A fair share for each"), some, value=usual.fair, required=True)
        self.form.choice("familiar", _("Familiar faces for pairs"), some, value=usual.familiar, required=True)
        self.form.choice("steady", _("Few changes to what stands"), some, value=usual.steady, required=True)

    def _look_step(self) -> QWidget:
        step = QWidget()
        whole = spaced(QVBoxLayout(step), gap=16)
        self.looking = label("", "strong", wrap=True)
        whole.addWidget(self.looking)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, SECONDS)
        self.bar.setAccessibleName(_("Time looked, of a minute at most"))
        whole.addWidget(self.bar)
        self.so_far = label("", "subtle", wrap=True)
        whole.addWidget(self.so_far)
        ends = FlowRow()
        self.use_best = button(_("Use the best so far"), press=self._use_best)
        ends.flow.addWidget(self.use_best)
        ends.flow.addWidget(button(_("Cancel"), "link", press=self._cancel))
        whole.addWidget(ends)
        whole.addStretch(1)
        return step

    def _ask(self) -> None:
        given = self.form.values()
        first = given["first"]
        last = first + timedelta(weeks=int(given["weeks"]), days=-1)
        wishes = Wishes(*(int(given[name]) for name in ("cover", "liking", "fair", "familiar", "steady")))
        site = int(given.get("site") or 0) or None
        now = self._desk.now()
        self._desk.read(self, lambda: fill_question(first, last, now, wishes=wishes, site=site), self._look)

    def _look(self, asked: FillQuestion) -> None:
        self._asked, self._best = asked, None
        if not asked.places:
            self.form.problem("first", _("There are no shifts in these weeks that still lie ahead."))
            return
        said = ngettext(
            "{count} place is open in these weeks. Looking for the best way to fill it.",
            "{count} places are open in these weeks. Looking for the best way to fill them.",
            asked.open_places,
        )
        self.looking.setText(said.format(count=asked.open_places))
        self.so_far.setText("")
        self.bar.setValue(0)
        self.use_best.setEnabled(False)
        self._steps.setCurrentIndex(1)
        self._engine = Apart(self, MODULE, {"problem": asked.problem, "seconds": SECONDS, "seed": SEED})
        self._engine.told.connect(self._told)
        self._engine.answered.connect(self._propose)
        self._engine.failed.connect(self._failed)

    def _told(self, said: Mapping[str, Any]) -> None:
        self._best = said
        self.use_best.setEnabled(True)
        self.bar.setValue(min(SECONDS, round(said["seconds"])))
        self.so_far.setText(
            _("A schedule is found. Looking whether it can be better: by {share} % at most.").format(
                share=share_to_gain(said["cost"], said["bound"])
            )
        )

    def _use_best(self) -> None:
        if self._asked is None or self._best is None:
            return
        best = self._best
        self._stop()
        chosen = [(worker, slot) for worker, slot in best["chosen"]]
        problem = from_plain(self._asked.problem)
        found = answers.answer_for(problem, chosen, bound=best["bound"], seconds=best["seconds"])
        self._propose(answers.to_plain(found))

    def _propose(self, answered: Mapping[str, Any]) -> None:
        asked, now = self._asked, self._desk.now()
        if asked is not None:
            self._desk.read(self, partial(proposal, asked, answered, now), self._show)

    def _show(self, proposed: Proposal) -> None:
        self.proposal.show_proposal(proposed)
        self._steps.setCurrentIndex(2)
        self.proposal.table.setFocus()

    def _failed(self) -> None:
        self.show_problem(
            Problem(
                _("The search for a schedule ended without an answer."),
                _("Nothing was changed. Try fewer weeks, or one site at a time."),
            )
        )

    def _cancel(self) -> None:
        self._stop()
        self._steps.setCurrentIndex(0)

    def _done(self) -> None:
        self.taken.emit()
        self.close()

    def _stop(self) -> None:
        if self._engine is not None:
            self._engine.stop()
            self._engine = None

    def _end(self) -> None:
        self._stop()
        self.deleteLater()


def open_fill(page: SchedulePage, first: date, _last: date) -> FillPanel:
    """Open the panel over the schedule, starting with the week that is shown, or this one if that is over."""
    sites = sorted(page.looked.sites.items(), key=lambda pair: pair[1]) if page.looked else []
    panel = FillPanel(page, page.desk, max(first, page.desk.now().date()), sites)
    panel.taken.connect(page.refresh)
    panel.open()
    return panel
