"""Finding people as their names are typed: what only this database can do lies behind this one class."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from peewee import Database

    from rcc_desktop.api.ledger import Ledger


class SearchIndex:
    """The index over every name, alias, phone and card, kept in the person's own transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def follow(self, ledger: Ledger, now: datetime) -> None:
        """Bring the index up to date with what the open transaction moved."""
