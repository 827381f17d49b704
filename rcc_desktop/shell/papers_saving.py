"""Saves the paper in hand as a file: where to, the note in the audit, the writing, and what became of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rcc_desktop.api.documents import Table
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.look import mark, spaced
from rcc_desktop.api.words import words
from rcc_desktop.host import papers
from rcc_desktop.work.jobs import SHOW_PROGRESS_AFTER, is_alive
from rcc_desktop.work.lanes import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Answers, Cell, Document, Sheet
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class InHand:
    """A paper as it stands on screen, and what it was made from."""

    document: Document
    answers: Answers
    sheet: Sheet


class Saving(QWidget):
    """Asks where to, saves, and says how it went. The file is made of the very sheet on screen."""

    def __init__(self, page: PageWidget, session: Session) -> None:
        super().__init__()
        self._page, self._session = page, session
        self._folder = _documents_folder()
        self._stop = threading.Event()
        self._waits = QTimer(self, singleShot=True, interval=int(SHOW_PROGRESS_AFTER * 1000))
        self._waits.timeout.connect(self._show_wait)
        column = spaced(QVBoxLayout(self), gap=8)
        self.wait = Waiting(self.cancel)
        self.told = Banner("ok")
        self.asked = Banner("warn")
        self._open_folder = button(_("Open folder"), icon_name="folder-open", press=self._show_folder)
        self.told.add_action(self._open_folder)
        self._meant: tuple[InHand, Path] | None = None
        self._replace = button(_("Replace it"), press=self._replace_it)
        self._other = button(_("Another name"), press=self._ask_again)
        self.asked.add_action(self._replace)
        self.asked.add_action(self._other)
        for part in (self.wait, self.asked, self.told):
            column.addWidget(part)

    def ask_where(self, paper: InHand, suffix: str) -> QFileDialog:
        """Open the question for a place; the name it offers says which paper and period, and nothing of a person."""
        from rcc_desktop.documents.hand_over import file_name

        self.clear()
        name = file_name(paper.document.title, paper.answers.period) + suffix
        asked = FileQuestion(self.window(), self._folder, name, suffix)
        asked.fileSelected.connect(lambda chosen: self.save(paper, Path(chosen)))
        asked.open()
        return asked

    def save(self, paper: InHand, to: Path) -> None:
        """Save there, unless a file of that name is there already; then ask first."""
        self.clear()
        self._page.desk.read(self, to.exists, lambda there: self._ask_to_replace(paper, to, there))

    def save_over(self, paper: InHand, to: Path) -> None:
        """Save there, whatever is there: noted first, then written on the reading lane."""
        self.clear()
        self._folder = to.parent
        document, answers = paper.document, paper.answers
        self._page.desk.write(
            self,
            lambda: papers.note_hand_over(document, answers, to.suffix),
            lambda _noted: self._write(paper.sheet, to),
        )

    def cancel(self) -> None:
        """Stop at the next row; what was there before stays as it was."""
        self._stop.set()

    def clear(self) -> None:
        """Take away what was said about the last file."""
        self.told.hide()
        self.asked.hide()
        self._page.clear_problem()

    def show_problem(self, problem: Problem) -> None:
        """A problem is told under the page's title, with its way out."""
        self._over()
        self._page.show_problem(problem)

    def _ask_to_replace(self, paper: InHand, to: Path, there: bool) -> None:
        if not there:
            self.save_over(paper, to)
            return
        self._meant = (paper, to)
        self.asked.say(
            _("There is already a file {name}.").format(name=to.name), _("Replacing it cannot be taken back.")
        )
        self._other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace_it(self) -> None:
        if self._meant is not None:
            self.save_over(*self._meant)

    def _ask_again(self) -> None:
        if self._meant is not None:
            paper, to = self._meant
            self.ask_where(paper, to.suffix)

    def _write(self, sheet: Sheet, to: Path) -> None:
        self._stop = stop = threading.Event()
        session, head = self._session, papers.letterhead(self._session)

        def work() -> bool:
            from rcc_desktop.documents.hand_over import write_document

            try:
                write_document(until_stopped(sheet, stop), head, to)
            except Cancelled:
                return False
            finally:
                session.lanes.post(self._over)
            return True

        self._waits.start()
        session.lanes.run("read", self, work, lambda written: self._done(to, written))

    def _show_wait(self) -> None:
        self.wait.show()

    def _over(self) -> None:
        if is_alive(self):
            self._waits.stop()
            self.wait.hide()

    def _done(self, to: Path, written: bool) -> None:
        self._over()
        self._open_folder.setVisible(written)
        if written:
            self.told.say(_("Saved as {name}.").format(name=to.name), tone="ok")
        else:
            self.told.say(_("Stopped. No file was written."), tone="info")

    def _show_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.show_problem(
                Problem(
                    _("The folder could not be opened from here."),
                    _("The file is safe. Open your file manager and look in {folder}.").format(folder=self._folder),
                    code="documents.folder",
                )
            )


class Waiting(QFrame):
    """A bar that says work is under way, and a way to stop it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        mark(self, "banner", tone="neutral")
        row = spaced(QHBoxLayout(self), (16, 8, 8, 8), 12)
        row.addWidget(label(_("Making the paper…")))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(_("Making the paper…"))
        row.addWidget(bar, 1)
        self.stop = button(_("Cancel"), press=stop)
        row.addWidget(self.stop)
        self.hide()


class FileQuestion(QFileDialog):
    """Where a file shall go. What this computer remembers of folders is afterwards what it was before."""

    def __init__(self, over: QWidget, folder: Path, name: str, suffix: str) -> None:
        super().__init__(over, _("Save as"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilter(f"{_KINDS[suffix]} (*{suffix})")
        self.setDefaultSuffix(suffix.removeprefix("."))
        self.setHistory([])
        self.setDirectory(str(folder))
        self.selectFile(name)
        before = _remembered()
        self.destroyed.connect(lambda: _remember(before))


class _Rows(Sequence[Row]):
    """The rows of a table, which stop coming once nobody wants the file."""

    def __init__(self, rows: Sequence[Row], stop: threading.Event) -> None:
        self._rows, self._stop = rows, stop

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            if self._stop.is_set():
                raise Cancelled
            yield row

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._rows[at]


def until_stopped(sheet: Sheet, stop: threading.Event) -> Sheet:
    """The same sheet, but its tables raise ``Cancelled`` as they are read once ``stop`` is set."""
    parts = tuple(
        replace(part, rows=_Rows(part.rows, stop)) if isinstance(part, Table) else part for part in sheet.parts
    )
    return replace(sheet, parts=parts)


_KINDS = {
    ".xlsx": _("Spreadsheet"),
    ".pdf": "PDF",
    ".csv": "CSV",
    ".docx": _("Word document"),
    ".txt": _("Plain text"),
}
_KEPT_IN = ("QtProject", "FileDialog")


def _documents_folder() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _remembered() -> dict[str, Any]:
    """What Qt's file dialogs keep of the folders somebody visited, in every program of this computer's user."""
    kept = QSettings(QSettings.Scope.UserScope, _KEPT_IN[0])
    kept.beginGroup(_KEPT_IN[1])
    return {key: kept.value(key) for key in kept.allKeys()}


def _remember(before: dict[str, Any]) -> None:
    kept = QSettings(QSettings.Scope.UserScope, _KEPT_IN[0])
    kept.remove(_KEPT_IN[1])
    kept.beginGroup(_KEPT_IN[1])
    for key, value in before.items():
        kept.setValue(key, value)
