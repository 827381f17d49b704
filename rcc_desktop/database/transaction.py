"""One transaction: one set of changes, one audit entry, one piece of news, and only if it is kept."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import act_as
from rcc_desktop.api.changes import Changes
from rcc_desktop.api.ledger import Ledger, keep_ledger
from rcc_desktop.database import audit, history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.api.acting import Actor
    from rcc_desktop.database.head import Head
    from rcc_desktop.database.store import Store


class Kept:
    """What became of a transaction; ``changes`` is set once it is kept."""

    changes: Changes | None = None


@contextmanager
def write(store: Store, actor: Actor, *, origin: object | None = None, request: str | None = None) -> Iterator[Kept]:
    """Open a transaction on ``store`` for ``actor``; keep it at the end of the block, or undo all of it if it raises.

    ``request`` is the writer's own id of this piece of work: a repeat of one that was kept raises ``IntegrityError``
    and changes nothing. A block that writes must call a guarded verb, else it is a mistake of the program.
    """
    kept = Kept()
    with store.connected() as database, store.errors_in_words(), act_as(actor):
        with database.atomic("IMMEDIATE"), keep_ledger() as ledger:
            yield kept
            head = _settle(store, ledger, actor, request or uuid.uuid4().hex)
        if head is not None:
            store.anchor_head(head)
            kept.changes = Changes(ledger.tables, frozenset(ledger.people), origin, head.seq)
    if kept.changes is not None:
        store.tell(kept.changes)


def _settle(store: Store, ledger: Ledger, actor: Actor, request: str) -> Head | None:
    if not ledger.rows and not ledger.looked:
        return None
    if not ledger.verbs:
        raise RuntimeError("rows were written by something that is not a guarded verb")
    head = audit.append(store.database, store.audit_key, ledger, actor=actor, at=store.now(), request=request)
    history.keep(store.database, head.seq, ledger.rows)
    store.search_index.follow(ledger, store.now())
    return head
