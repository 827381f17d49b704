"""Lists in somebody's file as parts that are saved: ways to reach them, other names, cards, alerts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui import ChoiceField, DateField, TextField
from rcc_desktop.api.words import words
from rcc_desktop.people import service
from rcc_desktop.people.rows import Alert, Code, Contact, OtherName
from rcc_desktop.people.views.lines_editor import Cell, LinesEditor
from rcc_desktop.people.views.part import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rcc_desktop.people.rows import PersonFile

_, ngettext = words("rcc_desktop")


class LinesPart(QObject):
    """A list that is stored as a whole. ``made`` turns a line's values into the row that ``put`` stores."""

    left = Signal()

    def __init__(
        self,
        person: int,
        key: str,
        title: str,
        editor: LinesEditor,
        made: Callable[..., Any],
        of: Callable[[PersonFile], Sequence[Any]],
        put: Callable[[int, Sequence[Any]], object],
    ) -> None:
        super().__init__()
        self.key = key
        self.said = _("Saved.")
        self.editor = editor
        self._person, self._title, self._made, self._of, self._put = person, title, made, of, put
        self._stored: tuple[Any, ...] = ()
        self._sent: tuple[Any, ...] = ()
        self._held = False
        editor.left.connect(self.left)

    def show(self, file: PersonFile) -> tuple[Conflict, ...]:
        """Show what is stored, unless the list is being changed here."""
        stored, before, typed = tuple(self._of(file)), self._stored, self._typed()
        self._stored = stored
        if typed in {before, stored}:
            self._held = False
            self.editor.show_values([asdict(one) for one in stored])
            return ()
        if stored == before:
            return ()
        self._held = True
        return (Conflict(self._title, _in_words(stored), _in_words(typed)),)

    def verb(self) -> Callable[[], object] | None:
        """Store the list as it stands here, unless it was changed elsewhere since it was shown."""
        typed, seen, person = self._typed(), self._stored, self._person
        self._sent = typed
        if typed == seen or self._held:
            return None

        def store() -> None:
            if tuple(self._of(service.file_of(person))) != seen:
                raise Problem(
                    _("Somebody changed this since you opened it."),
                    _("Your words are still here."),
                    code="changed_elsewhere",
                )
            self._put(person, typed)

        return store

    def accept(self) -> None:
        """What was sent is what is stored now."""
        self._stored = self._sent
        self.editor.clear_problems()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the line it is about."""
        kinds = [getattr(one, "kind", "") for one in self._sent]
        at = kinds.index(problem.field) if problem.field in kinds else len(kinds) - 1
        self.editor.show_problem(at, str(problem))

    def keep_mine(self) -> None:
        """The list here is saved next."""
        self._held = False

    def take_theirs(self) -> None:
        """The list stored stands."""
        if self._held:
            self._held = False
            self.editor.show_values([asdict(one) for one in self._stored])

    def unsaved(self) -> tuple[Any, ...] | None:
        """The list as it stands here, if it is not the one stored."""
        return self.editor.values() if self._typed() != self._stored else None

    def put_back(self, typed: tuple[Any, ...]) -> None:
        """Have this list here again."""
        self.editor.show_values(typed)

    def _typed(self) -> tuple[Any, ...]:
        return tuple(self._made(**values) for values in self.editor.values())


def contacts_part(person: int, *, may: bool) -> LinesPart:
    """Ways to reach somebody, each with whether it is OK to leave a message there."""
    kinds = (("phone", _("Phone")), ("email", _("Email")), ("other", _("Other way")))
    asked = ((True, _("OK to leave a message")), (False, _("Do not leave a message")), (None, _("Message: not asked")))
    cells = (
        Cell("kind", _("What it is"), lambda: ChoiceField(kinds, "phone"), span=4),
        Cell("value", _("Number or address"), TextField, span=8),
        Cell("ok_to_message", _("OK to leave a message?"), lambda: ChoiceField(asked), span=6, below=True),
        Cell("note", _("Note, such as whose phone it is"), TextField, span=6, below=True),
    )
    fresh = asdict(Contact("phone", ""))
    editor = LinesEditor(cells, "value", fresh, _("Add a way to reach them"), may=may)
    title = _("Ways to reach them")
    return LinesPart(person, "contacts", title, editor, Contact, _contacts_of, service.set_contacts)


def _contacts_of(file: PersonFile) -> Sequence[Contact]:
    return file.contacts or ()


def names_part(person: int, *, may: bool) -> LinesPart:
    """Aliases, which the desk sees, and former names, which are found by and never spelled out."""
    kinds = (("alias", _("Also known as")), ("former", _("Former name")))
    cells = (
        Cell("kind", _("What it is"), lambda: ChoiceField(kinds, "alias"), span=5),
        Cell("name", _("Name"), TextField, span=7),
    )
    editor = LinesEditor(cells, "name", asdict(OtherName("")), _("Add another name"), may=may)
    return LinesPart(person, "names", _("Other names"), editor, OtherName, lambda file: file.names, service.set_names)


def codes_part(person: int, *, may: bool) -> LinesPart:
    """Cards, and numbers other systems know somebody by."""
    kinds = (("card", _("Card")), ("other", _("Number elsewhere")))
    cells = (
        Cell("kind", _("What it is"), lambda: ChoiceField(kinds, "card"), span=4),
        Cell("code", _("Code"), TextField, span=4),
        Cell("source", _("From which system"), TextField, span=4),
    )
    editor = LinesEditor(cells, "code", asdict(Code("card", "")), _("Add a card or number"), may=may)
    return LinesPart(person, "codes", _("Cards and numbers"), editor, Code, lambda file: file.codes, service.set_codes)


def alerts_part(person: int, today: Callable[[], date], *, may: bool) -> LinesPart:
    """Words the desk sees when somebody arrives."""
    cells = (
        Cell("words", _("What the desk should know"), TextField, span=9),
        Cell("until", _("Until (empty: for good)"), lambda: DateField(today), span=3),
    )
    editor = LinesEditor(cells, "words", asdict(Alert("")), _("Add an alert"), may=may)
    return LinesPart(person, "alerts", _("Alerts"), editor, Alert, lambda file: file.alerts, service.set_alerts)


def _in_words(rows: Sequence[Any]) -> str:
    said = [getattr(row, "value", "") or getattr(row, "name", "") or _other(row) for row in rows]
    return ", ".join(said) or _("none")


def _other(row: Any) -> str:
    return str(getattr(row, "code", "") or getattr(row, "words", ""))
