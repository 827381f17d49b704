"""The connection to the center's database: SQLCipher, with every setting asserted."""

from __future__ import annotations

from playhouse.sqlcipher_ext import SqlCipherDatabase


class CenterDatabase(SqlCipherDatabase):  # type: ignore[misc]
    """The peewee database of a center: one connection a thread (``connect()`` in each), ``BEGIN IMMEDIATE``."""
