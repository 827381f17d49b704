"""A process apart, seen from a page: it is asked, tells how far it is, and answers without anybody waiting for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from rcc_desktop.api.apart import command, line, surroundings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Apart(QObject):
    """One question to ``module``, which runs apart (see ``rcc_desktop.api.apart``); it ends with its ``parent``.

    Of ``told``, ``answered`` and ``failed`` nothing more is heard once it was stopped.
    """

    told = Signal(object)
    answered = Signal(object)
    failed = Signal()

    def __init__(self, parent: QWidget, module: str, question: Any) -> None:
        super().__init__(parent)
        self._is_over = False
        self._child = QProcess(self)
        self._child.setProcessEnvironment(_environment(surroundings(module)))
        self._child.setStandardErrorFile(QProcess.nullDevice())  # a traceback may quote what was asked
        self._child.readyReadStandardOutput.connect(self._listen)
        self._child.finished.connect(self._ended)
        self._child.errorOccurred.connect(self._ended)
        parent.destroyed.connect(self.stop)  # told before its children are let go of
        program, *arguments = command(module)
        self._child.start(program, arguments)
        self._child.write(line(question))

    def stop(self) -> None:
        """End it; what it told so far is all there will be."""
        self._is_over = True
        self._child.kill()
        self._child.waitForFinished()

    def _listen(self) -> None:
        while not self._is_over and self._child.canReadLine():
            words = json.loads(bytes(self._child.readLine().data()))
            if "answer" in words:
                self.stop()
                self.answered.emit(words["answer"])
            else:
                self.told.emit(words["told"])

    def _ended(self) -> None:
        self._listen()
        if not self._is_over:
            self._is_over = True
            self.failed.emit()


def _environment(values: dict[str, str]) -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name, value in values.items():
        environment.insert(name, value)
    return environment
