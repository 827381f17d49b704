"""What a supervisor looks at: their mentors, pairs without contact, people who wait, mentors whom nobody supervises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import acting, words
from rcc_desktop.api.ui import (
    Card,
    ChoiceField,
    Column,
    Figure,
    FlowRow,
    PageWidget,
    RowsModel,
    RowsTable,
    button,
    look,
    write_date,
)
from rcc_mentors.people.arrivals import day_at
from rcc_mentors.people.pairing_words import quiet_words
from rcc_mentors.people.supervision import Digest, Supervised, digest, set_supervisor, supervised, supervisors
from rcc_mentors.people.wording import STAGE_TITLES
from rcc_mentors.settings import QUIET_DAYS

if TYPE_CHECKING:
    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.people.pairs import PairRow

_, ngettext = words("rcc_mentors")

EVERYBODY = 0


class SupervisionPage(PageWidget):
    """One supervisor's week at a glance, and who supervises whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Supervision"))
        self._begun = False
        self.whose = ChoiceField([(EVERYBODY, _("All mentors"))], EVERYBODY)
        self.whose.setAccessibleName(_("Whose mentors"))
        self.whose.activated.connect(lambda _at: self.refresh())
        self.next = ChoiceField([], hint=_("Have them supervised by…"))
        self.next.setAccessibleName(_("Have them supervised by"))
        self.give = button(_("Change supervisor"), press=self._give)
        for field in (self.whose, self.next):
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.body.addWidget(FlowRow(self.whose, self.next, self.give))
        self._build_figures()
        self.model = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Mentors"))
        self.table.set_empty(_("No mentors here"), _("Choose All mentors, then who supervises them."))
        self.table.chosen_rows_changed.connect(self._offer)
        self.table.setMinimumHeight(look().px(220))
        self.body.addWidget(self.table, 2)
        card = Card(_("Pairs without contact"))
        self.quiet_model = RowsModel(_quiet_columns())
        self.quiet = RowsTable(self.quiet_model, _("Pairs without contact"))
        self.quiet.set_empty(_("No pair is quiet"), _("Pairs that have not been in touch for a while appear here."))
        self.quiet.setMinimumHeight(look().px(120))
        card.body.addWidget(self.quiet, 1)
        self.body.addWidget(card, 1)
        self._offer()

    def refresh(self) -> None:
        """Ask for the digest, and for the mentors of whoever is chosen; one's own the first time."""
        today, days, begun = day_at(self.desk), self.desk.setting(QUIET_DAYS), self._begun
        chosen = int(str(self.whose.value() or EVERYBODY))

        def look_up() -> tuple[list[tuple[int, str]], int, list[Supervised], Digest]:
            staff = supervisors()
            me = acting().staff
            who = chosen if begun else me if me in dict(staff) else EVERYBODY
            found = digest(today, days, who or None)
            rows = list(found.mentors) if who else supervised(today, days)
            return staff, who or EVERYBODY, rows, found

        self.desk.read(self, look_up, lambda found: self._show(*found))

    def _build_figures(self) -> None:
        self.unpaired, self.asking = Figure(_("Walk beside nobody")), Figure(_("People asking"))
        self.alone, self.on_the_way = Figure(_("Without a supervisor")), Figure(_("On their way in"))
        self.body.addWidget(FlowRow(self.unpaired, self.asking, self.alone, self.on_the_way, gap=12))

    def _show(self, staff: list[tuple[int, str]], who: int, rows: list[Supervised], found: Digest) -> None:
        self._begun = True
        theirs = _("Mentors of {name}")
        self.whose.offer([(EVERYBODY, _("All mentors")), *((row, theirs.format(name=name)) for row, name in staff)])
        self.whose.set_value(who)
        kept = self.next.value()
        self.next.offer(staff)
        self.next.set_value(kept)
        self.model.show(rows)
        self.quiet_model.show(found.quiet)
        self.unpaired.show_number(str(len(found.unpaired)))
        self.asking.show_number(str(len(found.asking)))
        self.alone.show_number(str(len(found.alone)))
        self.on_the_way.show_number(str(found.on_the_way))
        self._offer()

    def _offer(self) -> None:
        self.give.setEnabled(bool(self.table.chosen_rows()))

    def _give(self) -> None:
        rows, now = self.table.chosen_rows(), self.desk.now()
        if not rows or self.next.value() is None:
            return
        supervisor = int(str(self.next.value()))

        def give() -> dict[int, int | None]:
            return {row.mentor: set_supervisor(row.mentor, supervisor, now) for row in rows}

        def given(before: dict[int, int | None]) -> None:
            def undo() -> None:
                for mentor, who in before.items():
                    set_supervisor(mentor, who, now)

            told = ngettext("{count} mentor is supervised anew.", "{count} mentors are supervised anew.", len(before))
            self.desk.note(told.format(count=len(before)), undo)
            self.refresh()

        self.desk.write(self, give, given)


def _columns() -> tuple[Column[Supervised], ...]:
    return (
        Column(_("Mentor"), lambda row: row.name, width=24),
        Column(_("Step"), lambda row: STAGE_TITLES.get(row.stage, row.stage), width=12),
        Column(_("Supervised by"), lambda row: row.supervisor_name or _("nobody"), tone=_tone),
        Column(_("Since"), lambda row: write_date(row.since) if row.since else "", width=12),
        Column(_("Walks beside"), lambda row: str(row.pairs), width=10, align="right", sort=lambda row: row.pairs),
        Column(_("Quiet"), lambda row: str(row.quiet) if row.quiet else "", width=8, align="right"),
    )


def _tone(row: Supervised) -> Tone | None:
    return None if row.supervisor else "warn"


def _quiet_columns() -> tuple[Column[PairRow], ...]:
    return (
        Column(_("Mentor"), lambda row: row.mentor_name, width=24),
        Column(_("Person"), lambda row: row.person_name, width=24),
        Column(_("Now"), lambda row: quiet_words(row.quiet or 0), tone=lambda _row: "warn"),
    )
