"""Logs without names: what broke is told by its type and its place in the program, never by its words."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger("rcc_desktop")
"""Whatever is logged may leave the building: keys and numbers only, never values, names or an error's own words."""

log.addHandler(logging.NullHandler())  # nothing goes to stderr by itself, where a traceback would show words

PLACES = 12  # the innermost places of a report; the outer ones are always the window's own loop
LOG_FILE = "rcc-desktop.log"
LOG_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Report:
    """A mistake of the program, fit to be sent: ``places`` are module:line, innermost last.

    ``number`` is the same for the same mistake, so two reports of it are known for one.
    """

    number: str
    kind: str
    places: tuple[str, ...]

    def text(self) -> str:
        """What "Copy report" copies."""
        return "\n".join((f"{self.number} {self.kind}", *(f"  {place}" for place in self.places)))


def report_of(error: BaseException) -> Report:
    """The report of ``error``: its type and where it was raised; its words may hold a name and are left out."""
    from hashlib import sha256

    kind = type(error).__qualname__
    places = tuple(_places(error.__traceback__))[-PLACES:]
    seal = sha256("\n".join((kind, *places)).encode()).hexdigest()
    return Report(seal[:6].upper(), kind, places)


def log_mistake(error: BaseException) -> Report:
    """Log ``error`` by number, type and place, and give the report of it."""
    report = report_of(error)
    log.error("mistake %s", report.number, exc_info=error)
    return report


class NamelessFormatter(logging.Formatter):
    """Writes a traceback as type and places; the words of the error stay out of the file."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another formatter may have left there has the words in it
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return report_of(ei[1]).text() if ei[1] is not None else ""


def start_log(folder: Path) -> RotatingFileHandler:
    """Keep the log in ``folder``, two files of half a megabyte at most; the caller closes the handler."""
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(NamelessFormatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return handler


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places
