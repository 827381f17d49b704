"""Time spent learning, and how far it goes toward the next renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Column, RowsModel, RowsTable, button, label
from rcc_desktop.api.written import write_date
from rcc_mentors.people.owed import minutes_by_topic
from rcc_mentors.people.rules import Terms, current, training_missing
from rcc_mentors.people.training import add_training, remove_training
from rcc_mentors.people.wording import hours_words, title_of
from rcc_mentors.settings import CREDENTIALS, TOPICS
from rcc_mentors.views.mentor_file.keeping import Shown
from rcc_mentors.views.mentor_file.tables import fit_rows
from rcc_mentors.views.mentor_file.training_panel import TrainingPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_mentors.people.file import MentorFile, TrainingRow
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")


class TrainingCard(Card):
    """The newest first, under what is still missing for each credential they hold."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Training"))
        self._keeping, self._shown = keeping, Shown()
        self._kinds, self._topics = keeping.desk.setting(CREDENTIALS), keeping.desk.setting(TOPICS)
        self.progress = label("", "subtle", wrap=True)
        self.body.addWidget(self.progress)
        columns: tuple[Column[TrainingRow], ...] = (
            Column(_("Day"), lambda row: write_date(row.on_day), width=11, sort=lambda row: row.on_day),
            Column(_("About"), lambda row: title_of(self._topics, row.topic)),
            Column(_("What"), lambda row: row.title),
            Column(_("Time"), lambda row: hours_words(row.minutes), width=10, align="right"),
        )
        self.model: RowsModel[TrainingRow] = RowsModel(columns)
        self.table = RowsTable(self.model, _("Training"))
        self.table.set_empty(_("No training yet"), _("Add what they learned, and how long it took."))
        self.body.addWidget(self.table)
        if keeping.may:
            self.remove = button(_("Take off"), "link", press=self._remove)
            self.add = button(_("Add"), "link", icon_name="plus", press=self._add)
            self.add_action(self.remove)
            self.add_action(self.add)

    def show_file(self, file: MentorFile) -> None:
        """Show what is written down."""
        self._shown.show(file)
        self.model.show(file.trainings)
        fit_rows(self.table, len(file.trainings))
        lines = list(self._lines(file))
        self.progress.setText("\n".join(lines))
        self.progress.setVisible(bool(lines))
        if self._keeping.may:
            self.remove.setVisible(bool(file.trainings))

    def _lines(self, file: MentorFile) -> Iterator[str]:
        """How far training goes for each kind that asks for some: those held, and the ones still to be had."""
        today = self._keeping.desk.now().date()
        trainings = tuple((row.on_day, row.topic, row.minutes) for row in file.trainings)
        for kind, terms in file.terms.items():
            if not (terms.training_minutes or terms.topics):
                continue
            counted = current((row.held for row in file.credentials if row.kind == kind), today)
            given = minutes_by_topic(trainings, counted.issued_on if counted else None)
            yield self._line(kind, terms, given)

    def _line(self, kind: str, terms: Terms, given: dict[str, int]) -> str:
        credential = title_of(self._kinds, kind)
        missing = training_missing(terms, given)
        if not missing:
            return _("{credential}: all training is done.").format(credential=credential)
        asked = max(terms.training_minutes, sum(terms.topics.values()))
        said = _("{credential}: {done} of {asked}").format(
            credential=credential, done=hours_words(sum(given.values())), asked=hours_words(asked)
        )
        parts = [
            _("{topic} {done} of {asked}").format(
                topic=title_of(self._topics, topic),
                done=hours_words(given.get(topic, 0)),
                asked=hours_words(terms.topics[topic]),
            )
            for topic in missing
            if topic
        ]
        return "; ".join((said, *parts))

    def _add(self) -> None:
        TrainingPanel(self._keeping, self._shown.file).open()

    def _remove(self) -> None:
        row, file, now = self.table.current_row(), self._shown.file, self._keeping.desk.now()
        if row is None:
            return
        self._keeping.keep(
            lambda: remove_training([row.id]),
            _("The training of {day} is taken off.").format(day=write_date(row.on_day)),
            lambda _none: add_training([file.id], row.on_day, row.topic, row.minutes, now, title=row.title),
        )
