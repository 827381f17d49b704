"""The meetings of a body that repeat: how often, with which lines their agendas begin, and their end."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from rcc_council.meetings.service import change_template, end_series, put_back_series, series_of
from rcc_council.meetings.template_text import lines_of, text_of
from rcc_council.meetings.timing import DAY_MINUTES, days_of
from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import button, label, write_time

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date

    from rcc_council.meetings.rows import SeriesRow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

AHEAD = timedelta(days=400)
"""A series that gives no meeting in this time is over."""


class SeriesPanel(LivePanel):
    """The lines are text, one each; those of meetings that are planned already stay as they are."""

    def __init__(self, page: PageWidget, bodies: Sequence[tuple[Hashable, str]], body: int | None) -> None:
        super().__init__(page, _("Meetings that repeat"))
        self.rows: dict[int, SeriesRow] = {}
        asked = body or (bodies[0][0] if bodies else None)
        self.form.choice("body", _("Who meets"), list(bodies), value=asked, required=True)
        self.none = label(_("None of its meetings repeat. A new meeting can, every week or every month."), wrap=True)
        self.form.place(self.none)
        self.form.choice("series", _("How often"), [])
        told = _("One line each, with its minutes last: Reports, 10. Agendas that are planned already keep theirs.")
        self.form.text("lines", _("Every agenda begins with"), lines=8, help_text=told)
        self.keep = button(_("Keep the lines"), "primary", press=self.form.submit)
        self.end = button(_("Let it end…"), icon_name="calendar-x", press=self._ask_end)
        for each in (self.keep, self.end):
            self.form.place(each)
        self.form.changed.connect(self._turn)
        self._show_rows()
        self._read()

    def series(self) -> SeriesRow | None:
        """The one that is shown."""
        chosen = self.form.values()["series"]
        return self.rows.get(chosen)

    def save(self) -> None:
        """Keep the lines."""
        series = self.series()
        if series is None:
            return
        lines = lines_of(self.form.values()["lines"], series.template)
        self.write(
            lambda: change_template(series.id, lines),
            _("New agendas begin with these lines."),
            lambda: change_template(series.id, series.template),
        )

    def _read(self) -> None:
        body = self.form.values()["body"]
        if body is not None:
            self.desk.read(self, lambda: series_of(body), self._offer)

    def _offer(self, found: Sequence[SeriesRow]) -> None:
        today = self.desk.now().date()
        self.rows = {row.id: row for row in found if days_of(row.rule, row.first_day, today, today + AHEAD)}
        choice = self.form.row("series").control
        choice.offer([(row.id, _said(row)) for row in self.rows.values()])  # type: ignore[attr-defined]
        self.form.fill({"series": next(iter(self.rows), None)})
        self._show_rows()
        self.set_dismissable(True)

    def _turn(self, name: str) -> None:
        if name == "body":
            self._read()
        elif name == "series":
            series = self.series()
            self.form.fill({"lines": text_of(series.template) if series else ""})

    def _show_rows(self) -> None:
        repeats = bool(self.rows)
        self.none.setVisible(not repeats)
        for name in ("series", "lines"):
            self.form.row(name).setVisible(repeats)
        for each in (self.keep, self.end):
            each.setVisible(repeats)

    def _ask_end(self) -> None:
        series = self.series()
        if series is not None:
            panel = EndSeriesPanel(self.page, series)
            panel.saved.connect(self.page.refresh)
            self.close()
            panel.open()


class EndSeriesPanel(LivePanel):
    """After which day a series is over, and why."""

    def __init__(self, page: PageWidget, series: SeriesRow) -> None:
        super().__init__(page, _("Let the series end"))
        self._series = series
        told = _("Meetings planned after that day are called off with the reason.")
        self.form.place(label(f"{series.body_name} · {_said(series)}", "strong", wrap=True))
        self.form.place(label(told, "subtle", wrap=True))
        self.form.date("last", _("The last day"), today=self._today, value=self._today(), required=True)
        self.form.text("why", _("Why"), hint=_("For example: the group meets on Fridays now"))
        self.add_button(_("End the series"))

    def save(self) -> None:
        """End it."""
        given, series = self.form.values(), self._series

        def ended(off: tuple[int, ...]) -> None:
            said = ngettext(
                "The series ends. {count} meeting is called off.",
                "The series ends. {count} meetings are called off.",
                len(off),
            )
            self.desk.note(said.format(count=len(off)), lambda: put_back_series(series.id, series.rule, off))
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: end_series(series.id, given["last"], given["why"]), ended)

    def _today(self) -> date:
        return self.desk.now().date()


def _said(series: SeriesRow) -> str:
    starts, ends = _clock(series.starts), _clock((series.starts + series.length) % DAY_MINUTES)
    hours = _("{starts} – {ends}").format(starts=starts, ends=ends)
    return " · ".join(each for each in (series.rule_words, hours, series.place) if each)


def _clock(minutes: int) -> str:
    return write_time(time(minutes // 60, minutes % 60))
