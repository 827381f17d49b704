"""What a body is made of: shares in bars, small numbers hidden, and the line of the recovery community standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rcc_council.bodies.makeup import declare, declared_of
from rcc_council.bodies.questions import questions
from rcc_council.views.body_panels import BodyPanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, button, label, look, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_council.bodies.questions import Asked
    from rcc_council.bodies.rows import MakeUp, MemberRow, Question, Share
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class MakeUpCard(Card):
    """Nobody has to say anything of themselves, and no group that few belong to is shown."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(_("Make-up"))
        self._page = page
        self._rows: list[QWidget] = []
        self._members: Sequence[MemberRow] = ()
        if page.desk.may("council.keep"):
            self.add_action(button(_("Write down answers…"), "link", press=self._ask))

    def show_makeup(self, made: MakeUp, members: Sequence[MemberRow]) -> None:
        """Show the shares."""
        self._members = members
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._standard(made)]
        if made.consumer_share is not None:
            told = _("{consumers} of {members} seats are held by people in recovery or family: {share} %.")
            share = f"{made.consumer_share * 100:.1f}"
            said = told.format(consumers=made.consumers, members=made.members, share=share)
            self._rows.append(label(said, "subtle", wrap=True))
        for question in made.questions:
            self._rows += _question_rows(question)
        for row in self._rows:
            self.body.addWidget(row)

    def _standard(self, made: MakeUp) -> QWidget:
        row = QWidget()
        line = spaced(QHBoxLayout(row), gap=8)
        if made.is_majority_in_recovery is not None:
            met = made.is_majority_in_recovery
            line.addWidget(BadgeLabel(Badge(_("Met") if met else _("Not met"), "ok" if met else "warn")))
        line.addWidget(label(made.recovery_words, "strong", wrap=True), 1)
        return row

    def _ask(self) -> None:
        self._page.desk.read(self, questions, self._open)

    def show_problem(self, problem: Problem) -> None:
        """Said on the page."""
        self._page.show_problem(problem)

    def _open(self, asked: Sequence[Asked]) -> None:
        panel = AnswersPanel(self._page, self._members, asked)
        panel.saved.connect(self._page.refresh)
        panel.open()


class AnswersPanel(BodyPanel):
    """What one member says of themselves; an answer left out stays unsaid."""

    def __init__(self, page: PageWidget, members: Sequence[MemberRow], asked: Sequence[Asked]) -> None:
        super().__init__(page, _("What a member says"))
        self._said_before: Mapping[str, tuple[str, ...]] = {}
        told = _("Only what they want to say. It is shown only in numbers, and never where few share it.")
        self.column.insertWidget(1, label(told, "subtle", wrap=True))
        people = {each.person: each.name for each in members}
        self.form.choice("person", _("Who"), list(people.items()), required=True)
        self._asked = tuple(asked)
        for each in self._asked:
            self.form.choices(each.key, each.title, list(each.answers.items()), one=not each.several)
        self.form.changed.connect(self._look_up)
        self.add_button(_("Keep the answers"))

    def save(self) -> None:
        """Keep them."""
        given, before = self.form.values(), dict(self._said_before)
        person = int(given["person"])

        def keep() -> None:
            for each in self._asked:
                declare(person, each.key, [str(code) for code in given[each.key]])

        def back() -> None:
            for each in self._asked:
                declare(person, each.key, before.get(each.key, ()))

        self.write(keep, _("The answers are kept."), back)

    def _look_up(self, name: str) -> None:
        person = self.form.values()["person"]
        if name == "person" and isinstance(person, int):
            self.desk.read(self, lambda: declared_of(person), self._show)

    def _show(self, said: Mapping[str, tuple[str, ...]]) -> None:
        self._said_before = said
        self.form.fill({each.key: said.get(each.key, ()) for each in self._asked})


def _question_rows(question: Question) -> list[QWidget]:
    rows: list[QWidget] = [label(question.title, "heading3")]
    shown = [each for each in question.shares if each.count]
    rows += [_bar(each) for each in shown]
    hidden = [each.title for each in question.shares if each.count is None]
    if hidden:
        rows.append(label(_("Too few to show: {titles}").format(titles=", ".join(hidden)), "faint", wrap=True))
    if question.not_said:
        said = ngettext("{count} did not say", "{count} did not say", question.not_said)
        rows.append(label(said.format(count=question.not_said), "faint"))
    elif not shown and not hidden:
        rows.append(label(_("Nobody has said yet."), "faint"))
    return rows


def _bar(share: Share) -> QWidget:
    row = QWidget()
    column = spaced(QVBoxLayout(row), gap=4)
    said = _("{title}: {count} of {of}").format(title=share.title, count=share.count, of=share.of)
    column.addWidget(label(said, wrap=True))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(1, share.of))
    bar.setValue(share.count or 0)
    bar.setAccessibleName(said)
    bar.setMaximumHeight(look().px(8))
    column.addWidget(bar)
    return row
