"""Plugins: what is here, what was set aside and why, and letting one in from outside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Badge, BadgeLabel, Card, button, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.host import approvals
from rcc_desktop.host.discovery import DROP_IN, find_plugins
from rcc_desktop.places import drop_in_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.host.found import Found
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


KEPT_OUT = frozenset({"not_approved", "changed", "left_off", "closed_program"})
"""Set aside by somebody's choice, and started again by another."""


@dataclass(frozen=True, slots=True)
class PluginLine:
    """One plugin as this page shows it."""

    found: Found
    title: str
    summary: str
    failure: Failure | None = None
    is_let_in: bool = True
    is_left_off: bool = False

    @property
    def will_run(self) -> bool:
        """Whether it is to be started at the next opening."""
        return self.is_let_in and not self.is_left_off

    @property
    def kind(self) -> str:
        """Why it was set aside, in a word; none while it runs."""
        return self.failure.kind if self.failure else ""

    @property
    def starts_next(self) -> bool:
        """Whether it was kept out, and no longer is."""
        return self.will_run and self.kind in KEPT_OUT

    @property
    def stops_next(self) -> bool:
        """Whether it runs for the last time."""
        return self.failure is None and not self.will_run

    @property
    def can_be_tried_again(self) -> bool:
        """Whether starting it again can be asked for, and has not been."""
        failed = self.failure is not None and self.failure.can_be_tried_again
        return self.is_left_off or (failed and not self.starts_next)

    @property
    def from_outside(self) -> bool:
        """Whether it lies in the drop-in folder."""
        return self.found.folder is not None


class PluginsSection(Card):
    """A card for each plugin. Changes take effect when the program is next opened, and say so."""

    def __init__(self, page: PageWidget, session: Session) -> None:
        super().__init__(_("Plugins"))
        self._page, self._session = page, session
        told = _("A plugin from outside can read everything here. Let in only those you trust.")
        self.body.addWidget(label(told, "subtle", wrap=True))
        self._home = spaced(QVBoxLayout(), gap=12)
        self.body.addLayout(self._home)
        self._shown: QWidget | None = None
        where = _("Put a plugin from outside into {folder}, and turn on “{setting}” under This desk.")
        self.body.addWidget(label(where.format(folder=drop_in_folder(), setting=DROP_IN.title), "faint", wrap=True))
        self.body.addStretch(1)

    def ask(self) -> None:
        """Look which plugins there are, and which of them are to be started next time."""
        outside, session = self._session.settings.get(DROP_IN), self._session

        def look() -> list[PluginLine]:
            found = find_plugins(outside=outside)
            kept_out = {failure.name for failure in approvals.not_let_in(found, approvals.approved())}
            return lines_of(found, session, kept_out)

        self._page.desk.read(self._page, look, self._show)

    def _show(self, lines: list[PluginLine]) -> None:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), gap=12)
        for line in lines:
            column.addWidget(self._card(line))
        before, self._shown = self._shown, inside
        self._home.addWidget(inside)
        if before is not None:
            self._home.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _card(self, line: PluginLine) -> Card:
        version = f" {line.found.version}" if line.found.version else ""
        card = Card(f"{line.title}{version}")
        card.add_action(BadgeLabel(_state(line)))
        card.body.addWidget(label(_told(line), wrap=True))
        row = spaced(QHBoxLayout(), gap=8)
        for each in self._buttons(line):
            row.addWidget(each)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _buttons(self, line: PluginLine) -> list[QWidget]:
        host, name = self._session.host, line.found.name
        found: list[QWidget] = []
        if not line.is_let_in:
            found.append(button(_("Let it in"), "primary", press=lambda: self._approve(line)))
        elif line.can_be_tried_again:
            found.append(button(_("Try again"), press=lambda: self._next_time(lambda: host.try_again(name), line)))
        if line.from_outside and line.is_let_in:
            found.append(button(_("Let it in no more"), press=lambda: self._withdraw(line)))
        if line.failure is not None and line.failure.detail:
            found.append(button(_("Copy report"), "link", press=partial(self._copy, line.failure)))
        if line.will_run:
            leave_off = partial(self._next_time, lambda: host.leave_off(name), line)
            found.append(button(_("Leave off"), "link", press=leave_off))
        return found

    def _approve(self, line: PluginLine) -> None:
        now = self._page.desk.now()
        self._page.desk.write(self._page, lambda: approvals.approve(line.found, now), lambda _done: self.ask())

    def _withdraw(self, line: PluginLine) -> None:
        self._page.desk.write(self._page, lambda: approvals.withdraw(line.found.name), lambda _done: self.ask())

    def _copy(self, failure: Failure) -> None:
        QGuiApplication.clipboard().setText(failure.report)
        self._page.desk.note(_("The report is on the clipboard."))

    def _next_time(self, act: Callable[[], None], line: PluginLine) -> None:
        """The card shows what comes of it; after a mistake a plugin is started anew next time in any case."""
        act()
        if line.failure is not None and line.kind not in KEPT_OUT:
            self._page.desk.note(_("Takes effect when RCC Desktop is next opened."))
        self.ask()


def lines_of(found: list[Found], session: Session, kept_out: Collection[str]) -> list[PluginLine]:
    """Every plugin that was found, with what is to be said of each; ``kept_out`` are those not let in now."""
    host, infos, failures = session.host, session.host.infos, session.host.failures
    lines = []
    for each in found:
        info, failure = infos.get(each.name), failures.get(each.name)
        title = info.title if info else (failure.title if failure else each.name)
        is_let_in, is_left_off = each.name not in kept_out, host.is_left_off(each.name)
        lines.append(PluginLine(each, title, info.summary if info else "", failure, is_let_in, is_left_off))
    return lines


def _state(line: PluginLine) -> Badge:
    if line.starts_next:
        return Badge(_("Starts next time"), "info")
    if line.stops_next:
        return Badge(_("Stops next time"), "info")
    return Badge(_("Running"), "ok") if line.failure is None else Badge(_("Set aside"), "warn")


def _told(line: PluginLine) -> str:
    if line.starts_next or line.stops_next:
        return _("Takes effect when RCC Desktop is next opened.")
    return line.failure.words if line.failure else line.summary
