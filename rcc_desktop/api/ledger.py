"""What the open transaction has written so far: the rows, who was touched, and on whose verb.

Records note their own writes here; ``database/transaction.py`` opens one ledger a transaction and turns it into one
audit entry, one history and one ``Changes``.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["add", "change", "remove"]


@dataclass(slots=True)
class RowChange:
    """Rows ``first`` to ``last`` of one table, and the columns that moved (stored values, before and after)."""

    table: str
    kind: Kind
    first: int
    last: int
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


@dataclass(slots=True)
class Ledger:
    """The notes of one transaction."""

    verbs: list[str] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    remarks: dict[str, str] = field(default_factory=dict)
    looked: bool = False

    def called(self, verb: str) -> None:
        """A guarded verb was called; the first names the audit entry."""
        self.verbs.append(verb)

    def entitle(self, verb: str) -> None:
        """Name the audit entry by what was found rather than by the guarded verb that keeps it."""
        self.verbs.insert(0, verb)

    def note(self, change: RowChange) -> None:
        """A write happened; additions of neighboring rows grow into one note."""
        latest = self.rows[-1] if self.rows else None
        if (
            latest is not None
            and change.kind == latest.kind == "add"
            and change.table == latest.table
            and change.first == latest.last + 1
        ):
            latest.last = change.last
            return
        self.rows.append(change)

    def remark(self, **details: str) -> None:
        """Put ids or keys (never values or names) into the audit entry, and keep the entry even if no row moved."""
        self.remarks.update(details)
        self.looked = True

    @property
    def tables(self) -> frozenset[str]:
        """The tables that were written to."""
        return frozenset(change.table for change in self.rows)


_open: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


def open_ledger() -> Ledger | None:
    """The ledger of the transaction under way, or None while only reading."""
    return _open.get()


def writing_ledger() -> Ledger:
    """The ledger of the transaction under way; writing without one is a mistake in the program."""
    ledger = _open.get()
    if ledger is None:
        raise RuntimeError("a record was written outside desk.write()")
    return ledger


def remark(**details: str) -> None:
    """Say in the audit entry what was looked at or handed over, by id or key; does nothing while only reading."""
    ledger = _open.get()
    if ledger is not None:
        ledger.remark(**details)


@contextmanager
def keep_ledger() -> Iterator[Ledger]:
    """Open a ledger for one transaction; a transaction inside another is a mistake in the program."""
    if _open.get() is not None:
        raise RuntimeError("a transaction is already open")
    token = _open.set(ledger := Ledger())
    try:
        yield ledger
    finally:
        _open.reset(token)
