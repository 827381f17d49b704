"""Above the boards: which days, which board, what of it, how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Chips, ChoiceField, FlowRow, button, icon, icon_button, label, look, spaced, watch_look
from rcc_mentors.views.board_layout import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

_, ngettext = words("rcc_mentors")

DAY, WEEK, MONTH = "day", "week", "month"
BY_SITE, BY_MENTOR = "site", "mentor"


class BoardBar(QWidget):
    """Two rows that wrap: days and boards, then filters."""

    turned = Signal(int)
    """To the days before (-1), after (1), or to today (0)."""
    board_chosen = Signal(str)
    filtered = Signal()
    zoomed = Signal(int)
    keys_asked = Signal()
    printed = Signal()
    side_asked = Signal()
    limits_asked = Signal()
    calendars_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_narrow = False
        whole = spaced(QVBoxLayout(self), gap=8)
        self.before = icon_button("chevron-left", _("Earlier (Page Up)"), lambda: self.turned.emit(-1))
        self.after = icon_button("chevron-right", _("Later (Page Down)"), lambda: self.turned.emit(1))
        today = button(_("Today"), press=lambda: self.turned.emit(0))
        today.setToolTip(_("Today (T)"))
        self.range = label("", "heading3")
        self.boards = Chips(
            ((DAY, _("Day")), (WEEK, _("Week")), (MONTH, _("Month"))), one=True, at_least_one=True, numbered=False
        )
        for code, key in ((DAY, "1"), (WEEK, "2"), (MONTH, "3")):
            self.boards.chip(code).setToolTip(key)
        self.boards.changed.connect(lambda: self.board_chosen.emit(str(self.boards.chosen()[0])))
        self.by = Chips(
            ((BY_SITE, _("By site")), (BY_MENTOR, _("By mentor"))), one=True, at_least_one=True, numbered=False
        )
        self.by.choose((BY_SITE,))
        self.by.changed.connect(self.filtered)
        self.smaller = icon_button("minus", _("Show more hours (minus)"), lambda: self.zoomed.emit(-1))
        self.larger = icon_button("plus", _("Show more detail (plus)"), lambda: self.zoomed.emit(1))
        printing = icon_button("printer", _("Print a poster of these days (Ctrl+P)"), self.printed.emit)
        keys = icon_button("keyboard", _("Keys (?)"), self.keys_asked.emit)
        self.limits = icon_button("scale", _("Limits of the center (L)"), self.limits_asked.emit)
        calendars = icon_button("share-2", _("Calendars for phones"), self.calendars_asked.emit)
        self._paper = (printing, calendars)
        self.more = icon_button("funnel", _("Filters, zoom and print"), self._unfold)
        whole.addWidget(FlowRow(self.before, today, self.after, self.range, self.boards, self.more))
        self.more.hide()
        self._more_row = self._filters(self.smaller, self.larger, self.limits, printing, calendars, keys)
        whole.addWidget(self._more_row)
        watch_look(self._measure)
        self._measure()

    def offer(self, sites: Mapping[int, str], roles: Mapping[str, str], mentors: Mapping[int, str]) -> None:
        """Offer what the center has; what was chosen stays."""
        self._offer(self.site, [(0, _("All sites")), *sites.items()], 0)
        self._offer(self.role, [("", _("Every role")), *roles.items()], "")
        self._offer(self.mentor, [(0, _("Everybody")), *mentors.items()], 0)
        self.site.setVisible(len(sites) > 1)

    def which(self) -> Filter:
        """What of the shifts is to be shown."""
        site, mentor = cast("int", self.site.value() or 0), cast("int", self.mentor.value() or 0)
        return Filter(site, str(self.role.value() or ""), mentor, bool(self.only_open.chosen()))

    def show_range(self, text: str, board: str) -> None:
        """Say which days are shown, and on which board."""
        self.range.setText(text)
        self.boards.choose((board,))
        self.by.setVisible(board == DAY)
        for each in (self.smaller, self.larger):
            each.setVisible(board != MONTH)

    def show_side(self, text: str) -> None:
        """What the button says that opens and closes the list at the side."""
        self.side.setText(f"\u2002{text}")  # the style draws icon and text too close together
        self.side.setAccessibleName(_("{count}: open or close the list").format(count=text))
        self.side.setToolTip(_("Open or close the list at the side (O goes to it)"))

    def may_print(self, may: bool) -> None:
        """Whether there are posters and calendars for whoever is signed in."""
        for each in self._paper:
            each.setVisible(may)

    def mirror(self) -> None:
        """Earlier points to where reading begins."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.before.setIcon(icon("chevron-right" if mirrored else "chevron-left", "text2"))
        self.after.setIcon(icon("chevron-left" if mirrored else "chevron-right", "text2"))

    def fold(self, *, narrow: bool) -> None:
        """Where there is little room, the filters wait behind a button; those that are set stay in sight."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.more.setVisible(narrow)
            self._more_row.setVisible(not narrow or self.which() != Filter(self.which().site))

    def _unfold(self) -> None:
        self._more_row.setVisible(self._more_row.isHidden())

    def _filters(self, *icons: QWidget) -> FlowRow:
        self.site, self.role, self.mentor = (ChoiceField([(empty, "")], empty) for empty in (0, "", 0))
        names = (_("Site"), _("Role"), _("Mentor"))
        for field, name in zip((self.site, self.role, self.mentor), names, strict=True):
            field.setAccessibleName(name)
            field.setToolTip(name)
            field.currentIndexChanged.connect(self.filtered)
        self.only_open = Chips((("open", _("Only open slots")),), numbered=False)
        self.only_open.changed.connect(self.filtered)
        self.side = button("", icon_name="list", press=self.side_asked.emit)
        return FlowRow(self.by, self.site, self.role, self.mentor, self.only_open, self.side, *icons)

    def _measure(self) -> None:
        for field in (self.site, self.role, self.mentor):
            field.setFixedWidth(look().px(168))
        self.range.setMinimumHeight(look().px(36))

    def _offer(self, field: ChoiceField, options: list[tuple[int | str, str]], empty: int | str) -> None:
        before = field.value()
        field.blockSignals(True)
        field.offer(options)
        field.set_value(before if before in dict(options) else empty)
        field.blockSignals(False)
