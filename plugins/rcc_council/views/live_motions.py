"""Motions on the live page: written down, brought from step to step, and voted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.views.live_deeds import MotionDeeds
from rcc_council.views.live_pick import PickPanel
from rcc_council.views.motion_card import AMEND, BACK, EDIT, RECUSE, VOTE
from rcc_council.views.motion_panel import MotionPanel, StepPanel, WordsPanel
from rcc_council.views.vote_panel import VotePanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.meetings.rows import MeetingNow, MotionRow, VoteRow
    from rcc_council.views.live_doing import Doing
    from rcc_council.views.live_item import ItemPart
    from rcc_council.views.motion_panel import LivePanel
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class LiveMotions:
    """Opens the panels of motions over the page; ``changed`` is called after each thing that was kept."""

    def __init__(self, page: PageWidget, doing: Doing, item: ItemPart, changed: Callable[[], object]) -> None:
        self._page, self._doing, self._item, self._changed = page, doing, item, changed
        self._deeds = MotionDeeds(doing)
        item.stepped.connect(self.step)
        item.asked.connect(self._ask_of_vote)

    def ask_motion(self) -> None:
        """Write down what somebody moves."""
        item, now = self._item.item, self._doing.now
        if item is not None and now is not None and self._may():
            panel = MotionPanel(self._page, now, item)
            panel.saved.connect(self._changed)
            panel.open()

    def vote(self) -> None:
        """Vote on the motion that has the keys."""
        card = self._item.with_keys()
        if card is not None and any(code == VOTE for code, _button in card.steps):
            self.step(card.motion, VOTE)

    def press(self, number: int) -> None:
        """Take a step of the motion that has the keys."""
        card = self._item.with_keys()
        if card is not None:
            card.press(number)

    def step(self, motion: MotionRow, code: str) -> None:
        """Bring a motion on, or ask what that takes."""
        now = self._doing.now
        if now is None or not self._may():
            return
        if code in {AMEND, EDIT, "postponed", "referred"}:
            self._open_form(now, motion, code)
        elif code == VOTE:
            panel = VotePanel(self._page, now, motion)
            panel.saved.connect(self._changed)
            panel.ask()
        elif code == "seconded":
            self._pick(_("Who seconds {number}?"), motion, lambda who, _name: self._deeds.second(motion, who))
        elif code == RECUSE:
            self._pick(
                _("Who takes no part in {number}?"), motion, lambda who, name: self._deeds.recuse(motion, who, name)
            )
        elif code == BACK:
            self._deeds.step_back(motion)
        else:
            self._deeds.step(motion, code)

    def _open_form(self, now: MeetingNow, motion: MotionRow, code: str) -> None:
        panel: LivePanel
        if code == EDIT:
            panel = WordsPanel(self._page, motion)
        elif code == AMEND and self._item.item is not None:
            panel = MotionPanel(self._page, now, self._item.item, motion)
        else:
            panel = StepPanel(self._page, motion, code, self._deeds.step)
        panel.saved.connect(self._changed)
        panel.open()

    def _pick(self, title: str, motion: MotionRow, then: Callable[[int, str], object]) -> None:
        now = self._doing.now
        people = [(each.person, each.name) for each in now.people if each.is_here and each.counts] if now else []
        panel = PickPanel(self._page, title.format(number=motion.number), people, by_name=False)
        panel.picked.connect(then)
        panel.open()

    def _ask_of_vote(self, motion: MotionRow, vote: VoteRow, _what: str) -> None:
        now = self._doing.now
        if now is not None:
            panel = VotePanel(self._page, now, motion)
            panel.saved.connect(self._changed)
            panel.show_vote(vote)

    def _may(self) -> bool:
        return self._doing.desk.may("council.record")
