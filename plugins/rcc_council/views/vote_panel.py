"""Taking a vote: the way it is taken, what decides it, what was counted, and how it came out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.bodies.roster import roster
from rcc_council.motions.voting import (
    take_back_vote,
    take_consensus,
    take_election,
    take_roll_call,
    take_vote,
    void_vote,
)
from rcc_council.motions.wording import METHOD_WORDS, THRESHOLD_WORDS
from rcc_council.views.vote_by_name import CONSENSUS, ROLL_CALL, ByNameWay
from rcc_council.views.vote_counts import CountsWay, HeardWay
from rcc_council.views.vote_election import ElectionWay
from rcc_council.views.vote_floor import floor_of, threshold_from_words
from rcc_council.views.vote_proxies import ProxiesPart
from rcc_council.views.vote_result import ResultPart
from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, Chips, ChoiceField, FieldRow, FlowRow, SidePanel, button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.bodies.rows import Roster
    from rcc_council.meetings.rows import MeetingNow, MotionRow, VoteRow
    from rcc_council.motions.rules import Counts
    from rcc_council.views.vote_election import ElectionGiven
    from rcc_council.views.vote_floor import Floor
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

VOICE, HANDS, ROLL, BALLOT, AGREE, CONSENT, ELECT = (
    *("voice", "hands", "roll_call", "ballot", "consensus", "unanimous", "election"),
)


class VotePanel(SidePanel):
    """Stands over the meeting until the vote is taken or left. Alt+1 to Alt+7 choose the way."""

    saved = Signal()
    """A vote was taken, voided or taken back."""

    def __init__(self, page: PageWidget, now: MeetingNow, motion: MotionRow) -> None:
        content = QWidget()
        super().__init__(page, content, _("Vote on {number}").format(number=motion.number), width=620)
        self.page, self.desk = page, page.desk
        self.meeting, self.motion = now, motion
        self.standing: Floor | None = None
        self.column = spaced(QVBoxLayout(content), gap=12)
        self.banner = Banner("danger")
        self.column.addWidget(self.banner)
        self.column.addWidget(label(motion.words, "strong", wrap=True))
        self.asking = QWidget()
        self.column.addWidget(self.asking, 1)
        self.result = ResultPart()
        self.result.done.connect(self.close)
        self.result.voided.connect(self._void)
        self.column.addWidget(self.result, 1)
        self.result.hide()
        self._build_asking()
        self.set_dismissable(False)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Open, once it is known who may vote."""
        body, day = self.meeting.meeting.body, self.meeting.meeting.day
        self.desk.read(self, lambda: roster(body, day), self._begin)

    def show_vote(self, vote: VoteRow) -> None:
        """Open on a vote taken before, to void it."""
        self._show_result(vote)
        self.open()
        self.result.ask_void(vote)

    def show_problem(self, problem: Problem) -> None:
        """Say it above; what was counted stays."""
        self.banner.say(problem.what, problem.way_out)

    def _build_asking(self) -> None:
        column = spaced(QVBoxLayout(self.asking), gap=12)
        self.methods = Chips([], one=True, at_least_one=True)
        self.methods.changed.connect(self._turn)
        column.addWidget(self.methods)
        self.threshold = ChoiceField(
            [(code, said) for code, said in THRESHOLD_WORDS.items() if code != AGREE], self.motion.threshold
        )
        self.threshold.currentIndexChanged.connect(self._turn)
        self.threshold_row = FieldRow(_("What decides"), self.threshold)
        column.addWidget(self.threshold_row)
        self.from_where = label("", "faint", wrap=True)
        column.addWidget(self.from_where)
        self._build_ways()
        for way in self._every_way():
            column.addWidget(way, 1 if isinstance(way, ByNameWay) else 0)
            way.hide()
        self.missing = label("", "subtle", wrap=True)
        self.rest = button(_("Everybody else agrees"), press=self._agree_rest)
        self.take = button(_("Take the vote"), "primary", icon_name="vote", press=self._take_by_name)
        column.addWidget(self.missing)
        column.addWidget(FlowRow(self.take, self.rest))
        column.addStretch(0)

    def _build_ways(self) -> None:
        self.counts = CountsWay()
        self.counts.given.connect(self._take_counts)
        told = _("The chair asks for those in favor, then for those against. Only a majority can be heard.")
        self.voice = HeardWay(told, _("More for it: adopted"), _("Not more for it: lost"))
        self.voice.given.connect(self._take_heard)
        told = _("The chair says: “If nobody objects, it is adopted.” One objection is enough to vote.")
        self.consent = HeardWay(told, _("Nobody objects: adopted"), _("Somebody objects: count hands"))
        self.consent.given.connect(self._take_consent)
        self.roll = ByNameWay(ROLL_CALL, _("Members called"))
        self.consensus = ByNameWay(CONSENSUS, _("How each member stands to it"))
        self.roll.changed.connect(self._weigh)
        self.consensus.changed.connect(self._weigh)
        self.proxies = ProxiesPart()
        self.proxies.changed.connect(self._show_called)
        self.election = ElectionWay()
        self.election.given.connect(self._elect)

    def _every_way(self) -> tuple[QWidget, ...]:
        return (self.voice, self.counts, self.consent, self.roll, self.proxies, self.consensus, self.election)

    def _begin(self, seats: Roster) -> None:
        self.standing = floor_of(self.meeting, self.motion, seats)
        offered = [(code, METHOD_WORDS[code]) for code in (VOICE, HANDS, ROLL, BALLOT, AGREE, CONSENT)]
        self.methods.offer([*offered, (ELECT, _("Election"))])
        usual = HANDS
        if self.motion.kind == "election":
            usual = ELECT
        elif self.meeting.decides_by == AGREE and self.motion.kind == "main":
            usual = AGREE
        self.methods.choose([usual])
        self.proxies.offer(self.standing)
        self.election.offer([*self.standing.voters, *self.standing.absent])
        self.consensus.show_voters(self.standing.voters)
        self._show_called()
        self.open()
        self._turn()

    def _method(self) -> str:
        return str(self.methods.chosen()[0])

    def _threshold(self) -> str:
        return str(self.threshold.value() or self.motion.threshold)

    def _turn(self) -> None:
        """Ask for what the chosen way counts."""
        if self.standing is None:
            return
        method = self._method()
        asked = {
            VOICE: self.voice, HANDS: self.counts, BALLOT: self.counts, CONSENT: self.consent, ROLL: self.roll,
            AGREE: self.consensus, ELECT: self.election,
        }[method]  # fmt: skip
        for way in self._every_way():
            way.setVisible(way is asked)
        self.proxies.setVisible(method == ROLL and self.standing.bylaws.proxies)
        by_name = method in {ROLL, AGREE}
        for part in (self.missing, self.take):
            part.setVisible(by_name)
        self.rest.setVisible(method == AGREE)
        self.threshold_row.setVisible(method in {HANDS, BALLOT, ROLL})
        self.from_where.setText(self._where_from(method))
        self.counts.show_floor(self.standing, method, self._threshold())
        self._weigh()
        self._focus(asked)

    def _focus(self, asked: QWidget) -> None:
        first = {
            self.counts: self.counts.fields["yes"],
            self.roll: self.roll.list,
            self.consensus: self.consensus.list,
            self.election: self.election.lines[0][0],
            self.voice: self.voice.yes,
            self.consent: self.consent.yes,
        }
        first[asked].setFocus(Qt.FocusReason.OtherFocusReason)

    def _where_from(self, method: str) -> str:
        assert self.standing is not None
        laws = self.standing.bylaws
        if method == AGREE:
            if laws.fallback_over:
                return _("A block stops it; then {over}/{under} of those who do not stand aside decide.").format(
                    over=laws.fallback_over, under=laws.fallback_under
                )
            return _("A block stops it.")
        if method == ELECT:
            return _("More than half of the ballots cast elect.")
        if method in {VOICE, CONSENT}:
            return self.motion.threshold_words
        if self._threshold() != self.motion.threshold:
            return _("Chosen here; the motion asks for: {usual}").format(usual=self.motion.threshold_words)
        return threshold_from_words(self.motion)

    def _show_called(self) -> None:
        assert self.standing is not None
        held = self.proxies.held()
        by = {each.person: each for each in self.standing.voters}
        absent = {each.person: each for each in self.standing.absent}
        called = [each for each in self.standing.voters if not self._chair_waits(each.is_chair)]
        called += [absent[person] for person in held]
        called += [each for each in self.standing.voters if self._chair_waits(each.is_chair)]
        self.roll.show_voters(called, {person: by[holder] for person, holder in held.items()})
        self._weigh()

    def _chair_waits(self, is_chair: bool) -> bool:
        """A chair who votes only to decide is called last."""
        return is_chair and self.standing is not None and self.standing.bylaws.chair_votes != "always"

    def _weigh(self) -> None:
        if self.standing is None:
            return
        way = self.roll if self._method() == ROLL else self.consensus
        left = way.missing()
        if self._method() == ROLL:
            chair = self.standing.chair
            left -= chair is not None and self._chair_waits(True) and chair.person not in way.choices
            said = ngettext(
                "{count} has not answered and counts as abstaining.",
                "{count} have not answered and count as abstaining.",
                left,
            )
            is_ready = any(code != "abstain" for code in way.choices.values())
        else:
            said = ngettext("{count} has not been asked.", "{count} have not been asked.", left)
            blocks = [person for person, code in way.choices.items() if code == "block"]
            is_ready = not left and all(way.why.get(person) for person in blocks)
        self.missing.setText(said.format(count=left) if left else _("Everybody has answered."))
        self.rest.setEnabled(bool(left))
        self.take.setEnabled(is_ready)

    def _agree_rest(self) -> None:
        for voter in self.standing.voters if self.standing else ():
            self.consensus.choices.setdefault(voter.person, "agree")
        self.consensus.show_voters(self.standing.voters if self.standing else ())
        self._weigh()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_counts(self, counts: Counts, chair: str) -> None:
        take = partial(
            take_vote, self.motion.id, self._method(), self.desk.now(), yes=counts.yes, no=counts.no,
            abstain=counts.abstain, blank=counts.blank, illegal=counts.illegal, threshold=self._threshold(),
            chair_vote=chair,
        )  # fmt: skip
        self._take(take)

    def _take_heard(self, is_for: bool) -> None:
        self._take(partial(take_vote, self.motion.id, VOICE, self.desk.now(), yes=int(is_for), no=int(not is_for)))

    def _take_consent(self, nobody_objects: bool) -> None:
        if nobody_objects:
            self._take(partial(take_vote, self.motion.id, CONSENT, self.desk.now()))
        else:
            self.methods.choose([HANDS])
            self._turn()

    def _take_by_name(self) -> None:
        now = self.desk.now()
        if self._method() == ROLL:
            choices, held = dict(self.roll.choices), self.proxies.held()
            choices.update({person: "abstain" for person in held if person not in choices})
            self._take(partial(take_roll_call, self.motion.id, choices, now, proxies=held, threshold=self._threshold()))
        else:
            views, why = dict(self.consensus.choices), dict(self.consensus.why)
            self._take(partial(take_consensus, self.motion.id, views, now, why=why))

    def _elect(self, given: ElectionGiven) -> None:
        self._take(
            partial(
                take_election, self.motion.id, given.votes, given.places, self.desk.now(), ballots=given.ballots,
                blank=given.blank, illegal=given.illegal,
            )
        )  # fmt: skip

    def _take(self, take: Callable[[], VoteRow]) -> None:
        self.banner.hide()

        def taken(vote: VoteRow) -> None:
            said = _("{number}: {outcome}.").format(number=self.motion.number, outcome=vote.outcome_words)
            self.desk.note(said, lambda: take_back_vote(vote.id, self.desk.now()))
            self._show_result(vote)
            self.saved.emit()

        self.desk.write(self, take, taken)

    def _show_result(self, vote: VoteRow) -> None:
        self.asking.hide()
        self.result.show()
        self.result.show_vote(vote)
        self.result.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _void(self, vote: VoteRow, why: str) -> None:
        now = self.desk.now()

        def voided(_none: None) -> None:
            self.desk.note(_("The vote is void, and {number} is put again.").format(number=self.motion.number))
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: void_vote(vote.id, why, now), voided)
