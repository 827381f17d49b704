"""A person's file: who they are, and a tab for everything else that is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from rcc_desktop.api.ui import (
    Badge,
    BadgeLabel,
    Banner,
    Card,
    PageWidget,
    button,
    icon,
    label,
    look,
    mark,
    spaced,
    watch_look,
)
from rcc_desktop.api.words import words
from rcc_desktop.people import service
from rcc_desktop.people.views.about_tab import AboutTab
from rcc_desktop.people.views.closed_side import ClosedSide
from rcc_desktop.people.views.history_tab import HistoryTab
from rcc_desktop.people.views.keeper import Keeper
from rcc_desktop.people.views.lines_part import alerts_part
from rcc_desktop.people.views.questions_tab import QuestionsTab
from rcc_desktop.people.views.wording import under_the_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.hats import Closed, Side
    from rcc_desktop.people.rows import PersonFile
    from rcc_desktop.people.views.part import Conflict

_, ngettext = words("rcc_desktop")

ABOUT, QUESTIONS, ALERTS, HISTORY = "about", "questions", "alerts", "history"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, built when it is first looked at. What it builds may have a ``refresh``, called then.

    One of the participant side is not built where that side is closed to whoever looks.
    """

    key: str
    title: str
    icon: str
    build: Callable[[], QWidget]
    side: Side = "participant"


class PersonFilePage(PageWidget):
    """One person's file. ``more`` are the tabs of plugins; ``tab`` names the one to open at.

    That the file was opened is in the audit. Fields are saved when the keys leave them, or with Ctrl+S.
    """

    def __init__(
        self,
        desk: Desk,
        person: int,
        more: Sequence[Tab] = (),
        tab: str | None = None,
        back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(desk, _("Person"))
        self.person = person
        self._wanted = tab or ABOUT
        self._looked = False
        self._closed: Closed = ""
        self.keeper = Keeper(desk, self, person)
        self.keeper.shown.connect(self._show_header)
        self.keeper.conflicts.connect(self._show_conflicts)
        self._restricted = BadgeLabel(Badge(_("Restricted"), "danger"))
        self._fill_header(back)
        self.alerts = Banner("warn")
        self.conflict = self._conflict_banner()
        self.body.addWidget(self.alerts)
        self.body.addWidget(self.conflict)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        # Each tab scrolls by itself, so the page need not be as tall as the longest of them.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.hide()
        watch_look(self._measure)
        self._measure()
        self.body.addWidget(self.tabs, 1)
        self._tabs = [*self._own_tabs(), *more, Tab(HISTORY, _("History"), "history", self._build_history)]
        self._frames = [self._frame(each) for each in self._tabs]
        self._built: dict[int, QWidget] = {}
        self.tabs.currentChanged.connect(self._visit)
        keys = QShortcut(QKeySequence("Ctrl+S"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.keeper.save)

    def refresh(self) -> None:
        """Ask for the file again; the first time, that it is looked at goes into the audit."""
        person = self.person
        if self._looked:
            self.desk.read(self, lambda: service.file_of(person), self.keeper.show)
            history = self._built.get(self._index(HISTORY))
            if isinstance(history, HistoryTab):
                history.refresh()
            return
        self.desk.write(self, lambda: service.look_at(person), self._open)

    def unsaved(self) -> dict[str, object]:
        """What is typed in this file and could not be saved; hand it to ``put_back`` of the page that comes after."""
        return self.keeper.unsaved()

    def put_back(self, typed: dict[str, object]) -> None:
        """Have what was typed before in the fields again, and say so."""
        if typed:
            self.keeper.put_back(typed)
            self.desk.note(_("What you typed here before is back in its field. It is not saved yet."))

    def first_focus(self) -> QWidget:
        """The tabs: a key pressed by mistake must not change a name."""
        return self.tabs.tabBar()

    def open_tab(self, key: str) -> None:
        """Show a tab by its key; an unknown one shows the first."""
        self.tabs.setCurrentIndex(max(0, self._index(key)))

    def tab_keys(self) -> list[str]:
        """The tabs there are, in order."""
        return [each.key for each in self._tabs]

    def _open(self, file: PersonFile) -> None:
        self._looked, self._closed = True, file.closed
        self.keeper.show(file)
        self.tabs.show()
        self.open_tab(self._wanted)
        self._visit(self.tabs.currentIndex())
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_header(self, back: Callable[[], object] | None) -> None:
        self._restricted.hide()
        self.add_action(self._restricted)
        if back is not None:
            self.add_action(button(_("All people"), "quiet", icon_name="users", press=back))

    def _own_tabs(self) -> list[Tab]:
        desk, person, keeper = self.desk, self.person, self.keeper
        tabs = [Tab(ABOUT, _("About"), "user", lambda: AboutTab(desk, person, keeper), "center")]
        if desk.may("people.demographics"):
            tabs.append(Tab(QUESTIONS, _("Questions"), "clipboard-list", lambda: QuestionsTab(desk, person, keeper)))
        tabs.append(Tab(ALERTS, _("Alerts"), "bell", self._build_alerts))
        return tabs

    def _build_alerts(self) -> QWidget:
        desk = self.desk
        part = alerts_part(self.person, lambda: desk.now().date(), may=desk.may("people.change"))
        room = QWidget()
        card = Card(_("What the desk sees when they come in"))
        card.body.addWidget(label(_("A message waiting, a safety note. Everybody at the desk can read it."), "subtle"))
        card.body.addWidget(part.editor)
        column = spaced(QVBoxLayout(room), (0, 16, 12, 0))
        column.addWidget(card)
        column.addStretch(1)
        self.keeper.add(part)
        return room

    def _build_history(self) -> QWidget:
        return HistoryTab(self.desk, self.person)

    def _frame(self, tab: Tab) -> QScrollArea:
        frame = mark(QScrollArea(), "bare")
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.addTab(frame, icon(tab.icon, "text2"), tab.title)
        return frame

    def _visit(self, at: int) -> None:
        """Build a tab when it is first looked at."""
        if at < 0 or at in self._built or not self._looked:
            return
        tab = self._tabs[at]
        built = ClosedSide(self._closed) if self._closed and tab.side == "participant" else tab.build()
        self._built[at] = built
        layout = built.layout()
        if isinstance(built, PageWidget) and layout is not None:
            spaced(layout, (0, 16, 0, 0), 16)  # a page inside a page needs no margins of its own
        self._frames[at].setWidget(built)
        refresh = getattr(built, "refresh", None)
        if refresh is not None:
            refresh()

    def _measure(self) -> None:
        self.tabs.setMinimumHeight(look().px(240))
        self.tabs.setIconSize(QSize(look().px(16), look().px(16)))

    def _index(self, key: str) -> int:
        keys = self.tab_keys()
        return keys.index(key) if key in keys else -1

    def _show_header(self, file: PersonFile) -> None:
        self.set_title(file.name)
        self.set_subtitle(under_the_name(file))
        self._restricted.setVisible(file.restricted)
        today = self.desk.now().date()
        now = [alert.words for alert in file.alerts if alert.until is None or alert.until >= today]
        if now:
            self.alerts.say(now[0], " · ".join(now[1:]))
        else:
            self.alerts.hide()

    def _conflict_banner(self) -> Banner:
        banner = Banner("warn")
        banner.add_action(button(_("Keep what I typed"), press=self.keeper.keep_mine))
        banner.add_action(button(_("Take the newer one"), press=self.keeper.take_theirs))
        return banner

    def _show_conflicts(self, met: tuple[Conflict, ...]) -> None:
        if not met:
            self.conflict.hide()
            return
        told = _("{field}: changed elsewhere to “{theirs}”. You typed “{mine}”.")
        lines = [told.format(field=one.title, theirs=one.theirs, mine=one.mine) for one in met]
        self.conflict.say(_("Somebody changed this while you were typing."), "\n".join(lines))
