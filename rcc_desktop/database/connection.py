"""The center's database as peewee sees it: SQLCipher, one connection a thread, ``BEGIN IMMEDIATE``."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase

from rcc_desktop.database import engine, faults

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.keyslots import Secrets


class CenterDatabase(SqlCipherDatabase):  # type: ignore[misc]
    """Every thread calls ``connect()`` and ``close()`` for itself; all get the same settings.

    When the center's key is changed, the other threads' connections are made anew at their next statement.
    """

    def __init__(self, path: Path, secrets: Secrets, *, journal: str = "wal", reserve: Path | None = None) -> None:
        super().__init__(str(path), autoconnect=False, lock_type="IMMEDIATE")
        self.path = path
        self._secrets = secrets
        self._journal = journal
        self._reserve = reserve
        self._generation = 0
        self._gate = threading.RLock()  # held while the key is changed
        self._connections: list[Any] = []

    def cursor(self, named_cursor: str | None = None) -> Any:
        """A cursor on this thread's connection, made anew if the key was changed since."""
        self._renew()
        return super().cursor(named_cursor)

    def connection(self) -> Any:
        """This thread's driver connection, made anew if the key was changed since."""
        self._renew()
        return super().connection()

    def execute_sql(self, sql: str, params: Any = None, *args: Any, **kwargs: Any) -> Any:
        """As peewee does; the first time the disk is full, the room set aside for that is given up."""
        try:
            return super().execute_sql(sql, params, *args, **kwargs)
        except peewee.DatabaseError as error:
            self._give_up_reserve(error)
            raise

    def commit(self) -> Any:
        """As peewee does, with the same care for a full disk."""
        try:
            return super().commit()
        except peewee.DatabaseError as error:
            self._give_up_reserve(error)
            raise

    def rollback(self) -> Any:
        """As peewee does, unless the engine has undone the transaction by itself, as it does on a full disk."""
        if not self.is_closed() and not self._state.conn.in_transaction:
            return None
        return super().rollback()

    @property
    def secrets(self) -> Secrets:
        """What the file opens with now."""
        return self._secrets

    def checkpoint(self) -> bool:
        """Bring the write-ahead log home: after two idle seconds, before a backup, before leaving."""
        busy, *_sizes = self.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def second_connection(self) -> Any:
        """A driver connection of its own, keyed and settled, for backups and checks; the caller gives it back."""
        return self._opened()

    def give_back(self, connection: Any) -> None:
        """Close a connection that ``second_connection`` opened."""
        self._close(connection)

    def rekey_to(self, secrets: Secrets) -> None:
        """Encrypt the whole file anew, bring it home and read it back; every other thread waits meanwhile.

        After an error the file opens with the former key or with the new one, never with neither, and this thread is
        connected with the right one.
        """
        with self._gate:
            if not self.is_closed():
                self.close()
            try:
                self._rekey_apart(secrets)
            finally:
                self._connect_with_either(secrets)
            if self._secrets != secrets:
                raise faults.key_unchanged()
            if not self.checkpoint():
                raise faults.busy()
            self._read_back()

    def close_everywhere(self) -> None:
        """Close every thread's connection; the threads must have stopped using them."""
        if not self.is_closed():
            self.close()
        for connection in list(self._connections):
            self._close(connection)

    def _renew(self) -> None:
        with self._gate:
            if not self.is_closed() and self._state.generation != self._generation:
                self.close()
                self.connect()

    def _connect(self) -> Any:
        connection = self._opened()
        try:
            self._add_conn_hooks(connection)
        except BaseException:
            self._close(connection)
            raise
        return connection

    def _initialize_connection(self, conn: Any) -> None:
        self._state.generation = self._generation

    def _opened(self) -> Any:
        connection = engine.keyed(self.path, self._secrets)
        self._connections.append(connection)
        try:
            engine.first_read(connection)
            engine.settle(connection, self._journal)
        except BaseException:
            self._close(connection)
            raise
        return connection

    def _close(self, conn: Any) -> None:
        if conn in self._connections:
            self._connections.remove(conn)
        conn.close()

    def _rekey_apart(self, secrets: Secrets) -> None:
        connection = self._opened()
        try:
            connection.execute(f"PRAGMA rekey=\"x'{secrets.dek.hex()}{secrets.salt.hex()}'\"").fetchall()
        finally:
            self._close(connection)

    def _connect_with_either(self, fresh: Secrets) -> None:
        """The engine answers "ok" even where the disk was too full to change the key, so opening it is the proof."""
        former, self._secrets = self._secrets, fresh
        try:
            self.connect()
        except peewee.DatabaseError as error:
            if faults.engine_code(error) != engine.NOT_A_DATABASE:
                raise
            self._secrets = former
            self.connect()
        else:
            self._generation += 1
            self._state.generation = self._generation

    def _read_back(self) -> None:
        connection = self._opened()
        try:
            if engine.faults_in(connection):
                raise faults.damaged()
        finally:
            self._close(connection)

    def _give_up_reserve(self, error: BaseException) -> None:
        if self._reserve is not None and faults.engine_code(error) == faults.FULL:
            with suppress(OSError):  # gone already, or held by another program: there is nothing more to give
                self._reserve.unlink()
