"""Answers by code: the optional questions with their three ways of no answer, and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import Chips, ChoiceField, FieldRow, label, spaced
from rcc_desktop.api.words import words
from rcc_desktop.people import codes, service
from rcc_desktop.people.views.part import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.codes import Question
    from rcc_desktop.people.rows import PersonFile

_, ngettext = words("rcc_desktop")

NOT_ASKED = "not_asked"
ALONE = frozenset({codes.DOES_NOT_KNOW, codes.PREFERS_NOT_TO_ANSWER, NOT_ASKED})
"""Each of these stands for itself: an answer and no answer do not go together."""

MOST_CHIPS = 8


class AnswerField(QWidget):
    """The answers to one question. "Not asked" is one of them, and means that nothing is stored."""

    answered = Signal()

    def __init__(self, question: Question, *, may: bool) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), gap=8)
        self._question = question
        self._before: tuple[Hashable, ...] = (NOT_ASKED,)
        choices = [(choice.key, choice.title) for choice in question.choices]
        without = [(choice.key, choice.title) for choice in codes.MISSING] + [(NOT_ASKED, _("Not asked"))]
        long = len(choices) > MOST_CHIPS
        self._list = ChoiceField([*choices, *without], NOT_ASKED) if long else None
        self._chips = Chips([*choices, *without], one=not question.many, numbered=False)
        if self._list is not None:
            self._list.activated.connect(lambda _at: self.answered.emit())
            column.addWidget(self._list)
            self.setFocusProxy(self._list)
        else:
            self._chips.changed.connect(self._pressed)
            column.addWidget(self._chips)
        self.setEnabled(may)

    def value(self) -> tuple[str, ...]:
        """The codes chosen; none where it was not asked."""
        chosen = (self._list.value(),) if self._list is not None else self._chips.chosen()
        return tuple(str(code) for code in chosen if code not in {NOT_ASKED, None})

    def set_value(self, answered: Sequence[str]) -> None:
        """Show these answers."""
        if self._list is not None:
            self._list.set_value(answered[0] if answered else NOT_ASKED)
            return
        self._chips.choose(answered or (NOT_ASKED,))
        self._before = self._chips.chosen()

    def _pressed(self) -> None:
        chosen = self._chips.chosen()
        new = [code for code in chosen if code not in self._before]
        if new and new[0] in ALONE:
            self._chips.choose(new)
        elif new:
            self._chips.choose([code for code in chosen if code not in ALONE])
        elif not chosen:
            self._chips.choose([NOT_ASKED])
        self._before = self._chips.chosen()
        self.answered.emit()


class LanguagesField(QWidget):
    """Languages somebody is at ease in, best first: chosen from a list, taken away by pressing them."""

    answered = Signal()

    def __init__(self, *, may: bool) -> None:
        super().__init__()
        self._question = codes.question("language")
        self._value: tuple[str, ...] = ()
        column = spaced(QVBoxLayout(self), gap=8)
        self._none = label(_("Not asked yet."), "faint")
        self._chips = Chips(numbered=False)
        self._chips.changed.connect(self._taken_away)
        self._more = ChoiceField([], hint=_("Add a language…"))
        self._more.setAccessibleName(_("Add a language"))
        self._more.activated.connect(self._add)
        self._chips.setEnabled(may)
        across = QHBoxLayout()
        across.addWidget(self._more)
        across.addStretch(1)
        column.addWidget(self._none)
        column.addWidget(self._chips)
        column.addLayout(across)
        self._more.setVisible(may)
        self.setFocusProxy(self._more)
        self.set_value(())

    def value(self) -> tuple[str, ...]:
        """The codes chosen, best first."""
        return self._value

    def set_value(self, answered: Sequence[str]) -> None:
        """Show these languages."""
        self._value = tuple(answered)
        self._chips.offer([(code, self._question.title_of(code)) for code in self._value])
        self._chips.choose(self._value)
        for code in self._value:
            self._chips.chip(code).setToolTip(_("Press to take it away"))
        self._none.setVisible(not self._value)
        self._chips.setVisible(bool(self._value))
        choices = (*self._question.choices, *codes.MISSING)
        self._more.offer([(one.key, one.title) for one in choices if one.key not in self._value])
        self._more.set_value(None)

    def _add(self) -> None:
        code = str(self._more.value())
        if code in ALONE:
            self.set_value((code,))
        else:
            self.set_value((*(one for one in self._value if one not in ALONE), code))
        self.answered.emit()
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken_away(self) -> None:
        self.set_value([str(code) for code in self._value if code in self._chips.chosen()])
        self.answered.emit()


class AnswersPart(QObject):
    """One question as a part that is saved. ``put`` stores the answers of a person in place of those that were seen."""

    left = Signal()

    def __init__(
        self,
        person: int,
        question: Question,
        field: AnswerField | LanguagesField,
        put: Callable[[int, Sequence[str], Sequence[str]], object],
    ) -> None:
        super().__init__()
        self.key = question.key
        self.said = _("{question}: saved.").format(question=question.title)
        self.row = FieldRow(question.title, field)
        self._person, self._question, self._field, self._put = person, question, field, put
        self._stored: tuple[str, ...] = ()
        self._sent: tuple[str, ...] = ()
        self._held = False
        field.answered.connect(self.left)

    def show(self, file: PersonFile) -> tuple[Conflict, ...]:
        """Show what is stored, unless other answers were chosen here meanwhile."""
        found = file.languages if self._question.key == "language" else (file.answers or {}).get(self._question.key)
        stored, before, chosen = tuple(found or ()), self._stored, self._field.value()
        self._stored = stored
        if self._same(chosen, before) or self._same(chosen, stored):
            self._held = False
            self._field.set_value(stored)
            return ()
        if stored == before:
            return ()
        self._held = True
        return (Conflict(self._question.title, self._in_words(stored), self._in_words(chosen)),)

    def verb(self) -> Callable[[], object] | None:
        """Store the answers as they are chosen, in place of those that were seen."""
        person, seen, chosen = self._person, self._stored, self._field.value()
        self._sent = chosen
        if self._held or self._same(chosen, seen):
            return None
        return lambda: self._put(person, chosen, seen)

    def accept(self) -> None:
        """What was sent is what is stored now."""
        self._stored = self._sent
        self.row.show_problem("")

    def show_problem(self, problem: Problem) -> None:
        """Say it under the answers."""
        self.row.show_problem(str(problem))

    def keep_mine(self) -> None:
        """The answers here are saved next."""
        self._held = False

    def take_theirs(self) -> None:
        """The answers stored stand."""
        if self._held:
            self._held = False
            self._field.set_value(self._stored)

    def unsaved(self) -> tuple[str, ...] | None:
        """Nothing, as an answer is saved when it is pressed; but for one that was changed elsewhere meanwhile."""
        return self._field.value() if self._held else None

    def put_back(self, typed: tuple[str, ...]) -> None:
        """Have these answers here again."""
        self._field.set_value(typed)

    def _same(self, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Languages are told best first; the order of other answers says nothing."""
        return some == others or (not isinstance(self._field, LanguagesField) and set(some) == set(others))

    def _in_words(self, answered: tuple[str, ...]) -> str:
        return ", ".join(self._question.title_of(code) for code in answered) or _("not asked")


def languages_part(person: int, *, may: bool) -> AnswersPart:
    """The languages, which everybody at the desk may see."""
    return AnswersPart(person, codes.question("language"), LanguagesField(may=may), service.set_languages)


def answer_part(person: int, question: Question, *, may: bool) -> AnswersPart:
    """One optional question."""
    return AnswersPart(
        person,
        question,
        AnswerField(question, may=may),
        lambda who, answered, seen: service.set_answers(who, question.key, answered, seen),
    )
