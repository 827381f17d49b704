"""The short form: somebody new in ten seconds, and whoever is here already and may be the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import Banner, Form, PeopleList, PersonLine, button, label, look, spaced, watch_look
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_birth
from rcc_desktop.people import service
from rcc_desktop.people.rows import NewPerson
from rcc_desktop.people.rules import shown_name, split_name
from rcc_desktop.people.views.saving import Saving
from rcc_desktop.people.views.wording import birth_text, read_birth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.rows import PersonRow

_, ngettext = words("rcc_desktop")

PAUSE_MS = 150
MOST_LIKELY = 3
_FIELD_OF = {"first_name": "name", "birth_on": "born", "phone": "phone"}
_MESSAGE = {"yes": True, "no": False}


class AddForm(QWidget):
    """One name, and whatever else they like to say. Enter saves; Esc only hides it, and nothing typed is lost."""

    added = Signal(int)
    """Somebody new was saved, or somebody here was said to be the same person."""

    def __init__(self, desk: Desk, typed: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._saving = False
        column = spaced(QVBoxLayout(self), gap=16)
        self._banner = Banner("danger")
        column.addWidget(self._banner)
        self.form = self._build_form()
        column.addWidget(self.form)
        self._title = label("", "strong", wrap=True)
        self.likely = PeopleList(_("May be the same person"), compact=True)
        self.likely.acted.connect(self._use)
        self.likely.chosen.connect(self._use)
        column.addWidget(self._title)
        column.addWidget(self.likely)
        column.addLayout(self._buttons())
        column.addStretch(1)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.look_for_them)
        self.form.changed.connect(lambda _name: self._pause.start())
        self.form.submitted.connect(self._save)
        self.form.installEventFilter(self)
        watch_look(self._measure)
        self.begin(typed)

    def begin(self, typed: str) -> None:
        """Start over with this name."""
        self.form.fill({"name": typed, "goes_by": "", "born": "", "phone": "", "message": ("not_asked",)})
        self.form.clear_problems()
        self._banner.hide()
        self._show_likely(())
        if not typed:
            self._pause.stop()

    def has_words(self) -> bool:
        """Whether anything is typed in it."""
        values = self.form.values()
        return any(values[name] for name in ("name", "goes_by", "born", "phone"))

    def look_for_them(self) -> None:
        """Ask who may be the same person as the one being typed in."""
        self._pause.stop()
        new, now = self.person(), self.desk.now()
        if not (new.first_name or new.last_name or new.goes_by or new.phone):
            self._show_likely(())
            return
        self.desk.read(
            self,
            lambda: service.likely_same(new, now, MOST_LIKELY),
            lambda found: self._show_likely(found) if new == self.person() else None,
        )

    def person(self) -> NewPerson:
        """Who is typed in."""
        values = self.form.values()
        first, last = split_name(values["name"])
        born, year = read_birth(values["born"], self._today()) or (None, None)
        asked = _MESSAGE.get(next(iter(values["message"]), ""))
        return NewPerson(
            first_name=first,
            last_name=last,
            goes_by=values["goes_by"],
            birth_on=born,
            birth_year=year,
            phone=values["phone"],
            phone_ok=asked,
        )

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about; what was typed stays."""
        self._saving = False
        name = _FIELD_OF.get(problem.field or "")
        if name is None:
            self._banner.say(problem.what, problem.way_out)
            return
        row = self.form.row(name)
        row.show_problem(str(problem))
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_form(self) -> Form:
        form = Form()
        form.text("name", _("Name"), hint=_("First and last, or one name"), check=self._check_name)
        form.text("goes_by", _("Goes by"), hint=_("A nickname, if they use one"))
        form.text("born", _("Born"), hint=_("3/4/1980, or only 1980; empty if not asked"), check=self._check_born)
        form.row("born").control.editingFinished.connect(self._write_out)  # type: ignore[attr-defined]
        form.text("phone", _("Phone"))
        message = (("yes", _("Yes")), ("no", _("No")), ("not_asked", _("Not asked")))
        form.choices("message", _("Is it OK to leave a message?"), message, one=True, value=("not_asked",))
        return form

    def _buttons(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=12)
        self.save = button(_("Add this person"), "primary", press=self.form.submit)
        row.addWidget(self.save)
        row.addWidget(label(_("Enter saves. Esc closes and keeps what you typed."), "faint", wrap=True), 1)
        return row

    def _check_name(self, typed: str) -> str | None:
        if typed or self.form.values()["goes_by"]:
            return None
        return _("Write any name they like to go by.")

    def _check_born(self, typed: str) -> str | None:
        if read_birth(typed, self._today()) is None:
            return _("Write it like 3/4/1980 or 1980, or leave it empty.")
        return None

    def _write_out(self) -> None:
        """Show what was understood: "3-4-80" becomes 03/04/1980."""
        read = read_birth(self.form.values()["born"], self._today())
        if read is not None and read != (None, None):
            self.form.fill({"born": birth_text(*read)})

    def _save(self) -> None:
        if self._saving:  # a second Enter is not a second person
            return
        self._saving = True
        self._banner.hide()
        new, now = self.person(), self.desk.now()
        name = shown_name(new.first_name, "", new.last_name, new.goes_by)
        saving = Saving(self.desk, self, _("{name} is added.").format(name=name), self.show_problem)
        self.desk.write(saving, lambda: service.add(new, now), self._saved)

    def _saved(self, row: PersonRow) -> None:
        self._saving = False
        self.begin("")
        self.added.emit(row.id)

    def _use(self, person: int) -> None:
        """Somebody here is the same person: their file is used, and nobody is added."""
        self.begin("")
        self.added.emit(person)

    def _show_likely(self, found: Sequence[PersonFound]) -> None:
        self.likely.show_lines([_line(one) for one in found])
        self._title.setText(
            ngettext("This person is here already and looks alike:", "These people are here already:", len(found))
        )
        self._title.setVisible(bool(found))
        self.likely.setVisible(bool(found))
        self._measure()

    def _measure(self) -> None:
        self.likely.setFixedHeight(look().px(56) * max(1, len(self.likely.lines())) + look().px(4))

    def _today(self) -> date:
        return self.desk.now().date()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.form
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            self.form.submit()
            return True
        return super().eventFilter(watched, event)


def _line(found: PersonFound) -> PersonLine:
    said: list[Any] = [found.pronouns, _("born {day}").format(day=write_birth(found.born)) if found.born else ""]
    return PersonLine(
        found.id,
        found.name,
        side=" · ".join(part for part in said if part),
        below=found.matched,
        alert=found.alert or None,
        action=_("This is the same person"),
    )
