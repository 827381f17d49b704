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
    from collections.abc import Callable

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.host.found import Found
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class PluginLine:
    """One plugin as this page shows it."""

    found: Found
    title: str
    summary: str
    failure: Failure | None = None

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
        """Look which plugins there are."""
        outside = self._session.settings.get(DROP_IN)
        self._session.lanes.run("read", self._page, lambda: find_plugins(outside=outside), self._show)

    def _show(self, found: list[Found]) -> None:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), gap=12)
        for line in lines_of(found, self._session):
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
        state = Badge(_("Running"), "ok") if line.failure is None else Badge(_("Set aside"), "warn")
        card.add_action(BadgeLabel(state))
        card.body.addWidget(label(line.failure.words if line.failure else line.summary, wrap=True))
        row = spaced(QHBoxLayout(), gap=8)
        for each in self._buttons(line):
            row.addWidget(each)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _buttons(self, line: PluginLine) -> list[QWidget]:
        host, name = self._session.host, line.found.name
        kind = line.failure.kind if line.failure else ""
        found: list[QWidget] = []
        if kind in {"not_approved", "changed"}:
            found.append(button(_("Let it in"), "primary", press=lambda: self._approve(line)))
        elif line.failure is not None and line.failure.can_be_tried_again:
            found.append(button(_("Try again"), press=lambda: self._next_time(lambda: host.try_again(name))))
        if line.from_outside and kind != "not_approved":
            found.append(button(_("Let it in no more"), press=lambda: self._withdraw(line)))
        if line.failure is not None and line.failure.detail:
            found.append(button(_("Copy report"), "link", press=partial(self._copy, line.failure)))
        if kind != "left_off":
            found.append(button(_("Leave off"), "link", press=lambda: self._next_time(lambda: host.leave_off(name))))
        return found

    def _approve(self, line: PluginLine) -> None:
        now = self._page.desk.now()
        self._page.desk.write(self._page, lambda: approvals.approve(line.found, now), lambda _done: self._say())

    def _withdraw(self, line: PluginLine) -> None:
        self._page.desk.write(self._page, lambda: approvals.withdraw(line.found.name), lambda _done: self._say())

    def _copy(self, failure: Failure) -> None:
        QGuiApplication.clipboard().setText(failure.report)
        self._page.desk.note(_("The report is on the clipboard."))

    def _next_time(self, act: Callable[[], None]) -> None:
        act()
        self._say()

    def _say(self) -> None:
        self._page.desk.note(_("Takes effect when RCC Desktop is next opened."))


def lines_of(found: list[Found], session: Session) -> list[PluginLine]:
    """Every plugin that was found, and those that failed and were not, with what is to be said of each."""
    infos, failures = session.host.infos, session.host.failures
    lines = []
    for each in found:
        info, failure = infos.get(each.name), failures.get(each.name)
        title = info.title if info else (failure.title if failure else each.name)
        lines.append(PluginLine(each, title, info.summary if info else "", failure))
    return lines
