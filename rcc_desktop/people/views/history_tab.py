"""Who changed what in somebody's file, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.fields import from_day
from rcc_desktop.api.ui import Column, RowsModel, RowsTable, spaced, write_date, write_time
from rcc_desktop.api.words import words
from rcc_desktop.people import codes, service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.rows import HistoryLine

_, ngettext = words("rcc_desktop")

TITLES = {
    "first_name": _("First name"),
    "middle_name": _("Middle name"),
    "last_name": _("Last name"),
    "goes_by": _("Goes by"),
    "pronouns": _("Pronouns"),
    "gender": _("Gender"),
    "birth_on": _("Birth date"),
    "birth_year": _("Birth year"),
    "street": _("Street"),
    "city": _("City"),
    "state": _("State"),
    "zip": _("ZIP code"),
    "tract": _("Census tract"),
    "restricted": _("Restricted"),
}
TABLES = {
    "person": _("The file"),
    "person_name": _("Other name"),
    "person_contact": _("Way to reach them"),
    "person_code": _("Card or number"),
    "person_answer": _("Answer"),
    "person_alert": _("Alert"),
}
KINDS = {"add": _("Added"), "change": _("Changed"), "remove": _("Removed")}
_SAYS_IT = {
    "person": "shown_name", "person_name": "name", "person_contact": "value", "person_code": "code",
    "person_answer": "code", "person_alert": "words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """One row: what changed, and from what to what, in words."""

    line: HistoryLine
    what: str
    before: str = ""
    after: str = ""


class HistoryTab(QWidget):
    """Every change, newest first; read when it is looked at."""

    def __init__(self, desk: Desk, person: int) -> None:
        super().__init__()
        self._desk, self._person = desk, person
        zone = desk.now().tzinfo
        self.model: RowsModel[Changed] = RowsModel(_columns(zone))
        self.table = RowsTable(self.model, _("History"))
        self.table.set_empty(_("Nothing was changed yet"), _("Every change will stand here, with who made it."))
        whole = spaced(QVBoxLayout(self), (0, 16, 0, 0))
        whole.addWidget(self.table)

    def refresh(self) -> None:
        """Read it again."""
        person = self._person
        self._desk.read(self, lambda: service.history_of(person), self._show)

    def show_problem(self, problem: Problem) -> None:
        """Say it in place of the rows."""
        self.model.show([])
        self.table.set_empty(problem.what, problem.way_out)

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        told = (changed for line in lines for changed in in_words(line))
        # Two answers given at once say the same in the same entry: one line is enough.
        once = {(row.line.entry, row.what, row.before, row.after): row for row in told}
        self.model.show(list(once.values()))


def in_words(line: HistoryLine) -> Iterator[Changed]:
    """One row for each field that moved; what follows from another field is left out."""
    if line.table != "person" or line.kind != "change":
        what = f"{TABLES.get(line.table, line.table)}: {KINDS[line.kind].lower()}"
        yield Changed(line, what, _said(line, line.before), _said(line, line.after))
    if line.table == "person":
        for column, title in TITLES.items():
            if column in line.after and (line.kind == "change" or line.after[column]):
                before, after = line.before.get(column), line.after[column]
                yield Changed(line, title, _value(column, before), _value(column, after))


def _said(line: HistoryLine, image: Mapping[str, object]) -> str:
    said = str(image.get(_SAYS_IT.get(line.table, ""), "") or "")
    if line.table == "person_answer" and said:
        asked = codes.question(str(image["question"]))
        return f"{asked.title}: {asked.title_of(said)}"
    return said


def _value(column: str, stored: object) -> str:
    if stored in (None, ""):
        return ""
    if column == "birth_on":
        return write_date(from_day(int(str(stored))))
    if column == "restricted":
        return _("Yes") if stored else _("No")
    return str(stored)


def _columns(zone: tzinfo | None) -> tuple[Column[Changed], ...]:
    def when(row: Changed) -> str:
        at = row.line.at.astimezone(zone)
        return f"{write_date(at.date())} {write_time(at.time())}"

    return (
        Column(_("When"), when, width=20, sort=lambda row: row.line.entry),
        Column(_("Who"), lambda row: row.line.by or _("The program"), width=18),
        Column(_("What"), lambda row: row.what, width=26),
        Column(_("Before"), lambda row: row.before),
        Column(_("After"), lambda row: row.after),
    )
