"""The center's sites, their hours, and the days they stay closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, Card, button, label
from rcc_desktop.api.ui.dates import write_date
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.ui.sheet import SidePanel
from rcc_desktop.api.ui.times import write_time
from rcc_desktop.api.words import words
from rcc_desktop.sites import service
from rcc_desktop.sites.views.hours_grid import HoursGrid, weekday_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api.opening import OpenHours
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.sites.service import ClosedRow, SiteRow

_, ngettext = words("rcc_desktop")

EVERYWHERE = 0


def hours_words(hours: Mapping[int, OpenHours]) -> str:
    """Opening hours in a line, days of the same hours together: Monday to Friday 9:00 am – 5:00 pm."""
    runs: list[tuple[int, int, OpenHours]] = []
    for weekday, span in sorted(hours.items()):
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == span:
            runs[-1] = (runs[-1][0], weekday, span)
        else:
            runs.append((weekday, weekday, span))
    told = []
    for first, last, span in runs:
        days = weekday_name(first)
        if last > first:
            days = _("{first} to {last}").format(first=days, last=weekday_name(last))
        told.append(f"{days} {write_time(span.opens)} – {write_time(span.closes)}")
    return ", ".join(told) or _("Not open on any day")


class SitesSection(Card):
    """A table of sites and one of closed days; a row opens in a panel at the side."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(_("Sites and hours"))
        self._page = page
        self._panel: SidePanel | None = None
        self.form: SiteForm | ClosedForm | None = None
        self.add_action(button(_("Add a site"), icon_name="plus", press=self.open_new_site))
        self._sites: RowsModel[SiteRow] = RowsModel(_site_columns())
        self.sites = RowsTable(self._sites, _("Sites"))
        self.sites.setMinimumHeight(look().px(200))
        self.sites.activated_row.connect(self.open_site)
        self.body.addWidget(self.sites, 1)
        self.body.addWidget(label(_("Days closed"), "heading3"))
        self._closed: RowsModel[ClosedRow] = RowsModel(self._closed_columns())
        self.closed = RowsTable(self._closed, _("Days closed"))
        self.closed.setMinimumHeight(look().px(200))
        self.closed.set_empty(_("No closed days yet"), _("Averages count only days that were open."))
        self.body.addWidget(self.closed, 1)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Add a closed day"), icon_name="calendar-off", press=self.open_new_day))
        row.addWidget(button(_("Take the chosen days off the list"), "link", press=self.open_days_again))
        row.addStretch(1)
        self.body.addLayout(row)

    def ask(self) -> None:
        """Ask for the sites and the closed days."""
        self._page.desk.read(self._page, lambda: (service.sites_of_center(), service.closed_days()), self._show)

    def open_new_site(self) -> SiteForm:
        """Ask for a new site at the side."""
        form = SiteForm(None)
        form.saved.connect(lambda: self._add_site(form))
        self._open(form, _("Add a site"))
        return form

    def open_site(self, row: SiteRow) -> SiteForm:
        """Show a site at the side, to change."""
        form = SiteForm(row)
        form.saved.connect(lambda: self._change_site(form, row))
        form.turned.connect(lambda: self._turn(form, row))
        self._open(form, row.name)
        return form

    def open_new_day(self) -> ClosedForm:
        """Ask for a closed day at the side."""
        form = ClosedForm(self._page, self._sites.rows)
        form.saved.connect(lambda: self._add_day(form))
        self._open(form, _("Add a closed day"))
        return form

    def open_days_again(self) -> None:
        """Take the chosen days off the list."""
        chosen = [row.id for row in self.closed.chosen_rows()]
        if chosen:
            self._page.desk.write(self._page, lambda: _open_all(chosen), lambda _done: self._done(_("Saved.")))

    def show_beside(self, problem: Problem) -> bool:
        """The panel shows its own."""
        return False

    def _open(self, form: SiteForm | ClosedForm, title: str) -> None:
        if self._panel is not None:
            self._panel.close()
        self.form = form
        self._panel = SidePanel(self, form, title)
        self._panel.set_dismissable(False)
        self._panel.closed.connect(self._panel.deleteLater)
        self._panel.open()

    def _add_site(self, form: SiteForm) -> None:
        name, hours = form.name(), form.grid.hours()

        def work() -> None:
            service.set_hours(service.add_site(name), hours)

        self._page.desk.write(form, work, lambda _done: self._done(_("{site} is added.").format(site=name)))

    def _change_site(self, form: SiteForm, row: SiteRow) -> None:
        name, hours = form.name(), form.grid.hours()

        def work() -> None:
            service.rename_site(row.id, name, expected=row.version)
            service.set_hours(row.id, hours)

        self._page.desk.write(form, work, lambda _done: self._done(_("{site} is changed.").format(site=name)))

    def _turn(self, form: SiteForm, row: SiteRow) -> None:
        self._page.desk.write(
            form, lambda: service.set_in_use(row.id, not row.active), lambda _done: self._done(_("Saved."))
        )

    def _add_day(self, form: ClosedForm) -> None:
        values = form.form.values()
        site = int(values["site"]) or None
        self._page.desk.write(
            form,
            lambda: service.close_on(values["day"], site, values["why"]),
            lambda _row: self._done(_("The day is on the list.")),
        )

    def _done(self, told: str) -> None:
        if self._panel is not None:
            self._panel.close()
            self._panel = None
        self._page.desk.note(told)
        self.ask()

    def _show(self, found: tuple[list[SiteRow], list[ClosedRow]]) -> None:
        sites, closed = found
        self._sites.show(sites)
        self._closed.show(closed)

    def _closed_columns(self) -> tuple[Column[ClosedRow], ...]:
        return (
            Column(_("Day"), lambda row: write_date(row.day), width=14, sort=lambda row: row.day),
            Column(_("Where"), lambda row: self._site_name(row.site), width=22),
            Column(_("Why"), lambda row: row.why),
        )

    def _site_name(self, site: int | None) -> str:
        names = {row.id: row.name for row in self._sites.rows}
        return _("All sites") if site is None else names.get(site, "–")


def _open_all(chosen: list[int]) -> None:
    for row in chosen:
        service.open_again(row)


def _site_columns() -> tuple[Column[SiteRow], ...]:
    return (
        Column(_("Site"), lambda row: row.name, width=22),
        Column(_("Open"), lambda row: hours_words(row.hours)),
        Column(
            _("State"),
            lambda row: _("In use") if row.active else _("No longer used"),
            width=16,
            tone=lambda row: "ok" if row.active else "neutral",
        ),
    )


class _PanelForm(QWidget):
    """What the two forms share: words above, problems beside fields or above."""

    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = spaced(QVBoxLayout(self), gap=16)
        self.banner = Banner("danger")
        self.column.addWidget(self.banner)
        self.form = Form()
        self.column.addWidget(self.form)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside its field, else above."""
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
        else:
            self.banner.say(problem.what, problem.way_out)


class SiteForm(_PanelForm):
    """A site's name and hours."""

    turned = Signal()

    def __init__(self, row: SiteRow | None) -> None:
        super().__init__()
        self.form.text("name", _("Name"), value=row.name if row else "", required=True)
        self.form.submitted.connect(self._submit)
        self.grid = HoursGrid(row.hours if row else None)
        self.column.addWidget(self.grid)
        self.column.addWidget(button(_("Save"), "primary", press=self.form.submit))
        if row is not None:
            words_for_it = _("No longer use this site") if row.active else _("Use this site again")
            self.column.addWidget(button(words_for_it, "link", press=self.turned.emit))
        self.column.addStretch(1)

    def name(self) -> str:
        """The name that was typed."""
        return str(self.form.values()["name"])

    def _submit(self) -> None:
        if self.grid.check():
            self.saved.emit()


class ClosedForm(_PanelForm):
    """A day, a site, and why."""

    def __init__(self, page: PageWidget, sites: list[SiteRow]) -> None:
        super().__init__()
        self.form.date("day", _("Day"), today=lambda: page.desk.now().date(), required=True)
        places = [(EVERYWHERE, _("All sites")), *((site.id, site.name) for site in sites)]
        self.form.choice("site", _("Where"), places, value=EVERYWHERE, required=True)
        self.form.text("why", _("Why"), hint=_("Holiday"))
        self.form.submitted.connect(self.saved)
        self.column.addWidget(button(_("Save"), "primary", press=self.form.submit))
        self.column.addStretch(1)
