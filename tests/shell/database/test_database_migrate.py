"""An owner's steps are taken all together or not at all, and a newer file is left alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from playhouse.sqlcipher_ext import SqlCipherDatabase

from rcc_desktop.api import Problem
from rcc_desktop.database.migrate import SHELL, Steps, has_rows, migrate, pending, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEY = "x'" + "ab" * 32 + "'"
MAKES_A_TABLE = """
def up(migrator, db):
    db.execute_sql('CREATE TABLE rides_ride (id INTEGER PRIMARY KEY, person INTEGER REFERENCES person (id))')
"""
ENDS_THE_PROCESS = """
import os, signal
def up(migrator, db):
    db.execute_sql('CREATE TABLE rides_driver (id INTEGER PRIMARY KEY)')
    os.kill(os.getpid(), signal.SIGKILL)
"""


def opened(path: Path) -> Any:
    database = SqlCipherDatabase(str(path), passphrase=KEY, pragmas={"foreign_keys": 1, "journal_mode": "wal"})
    database.connect()
    return database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    made = opened(tmp_path / "center.db")
    yield made
    made.close()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Steps]:
    """``steps("rides", first, second)`` writes numbered steps; called again, it adds to them."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(owner: str, *sources: str) -> Steps:
        folder = tmp_path / f"steps_of_{owner}"
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        for number, source in enumerate(sources, 1 + len(list(folder.glob("0*.py")))):
            (folder / f"{number:04}_step.py").write_text(source, encoding="utf-8")
        monkeypatch.delitem(sys.modules, folder.name, raising=False)
        return Steps(owner, folder.name)

    return write


def no_backup() -> None:
    raise AssertionError("there was nothing to lose yet")


def history_of(database: Any, owner: str) -> list[str]:
    table = f"schema_steps_{owner}"
    if table not in database.get_tables():
        return []
    return [name for (name,) in database.execute_sql(f"SELECT name FROM {table} ORDER BY id").fetchall()]


def checks_foreign_keys(database: Any) -> bool:
    return bool(database.pragma("foreign_keys"))


def test_that_steps_are_taken_once_and_in_order(database: Any, steps: Callable[..., Steps]) -> None:
    rides = steps("rides", MAKES_A_TABLE)
    taken = migrate(database, [SHELL, rides], no_backup)
    assert taken[0] == "shell/0001_center"
    assert taken[-1] == "rides/0001_step"
    assert migrate(database, [SHELL, rides], no_backup) == []


def test_that_a_failing_step_leaves_no_table_and_no_history(database: Any, steps: Callable[..., Steps]) -> None:
    migrate(database, [SHELL], no_backup)
    rides = steps("rides", MAKES_A_TABLE, "def up(migrator, db):\n    1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        take(database, rides)
    assert "rides_ride" not in database.get_tables()
    assert history_of(database, "rides") == []
    assert pending(database, rides) == ["0001_step", "0002_step"]
    assert checks_foreign_keys(database)


def test_that_a_step_that_leaves_a_row_pointing_nowhere_is_refused(database: Any, steps: Callable[..., Steps]) -> None:
    migrate(database, [SHELL], no_backup)
    orphan = "def up(migrator, db):\n    db.execute_sql('INSERT INTO rides_ride VALUES (1, 4711)')\n"
    rides = steps("rides", MAKES_A_TABLE, orphan)
    with pytest.raises(RuntimeError, match="points nowhere"):
        take(database, rides)
    assert "rides_ride" not in database.get_tables()
    assert checks_foreign_keys(database)


def test_that_owners_before_a_failing_one_keep_their_steps(database: Any, steps: Callable[..., Steps]) -> None:
    good, bad = steps("rides", MAKES_A_TABLE), steps("walks", "def up(migrator, db):\n    1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        migrate(database, [SHELL, good, bad], no_backup)
    assert history_of(database, "rides") == ["0001_step"]
    assert history_of(database, "walks") == []


def test_that_a_file_with_newer_steps_is_refused_and_nothing_is_written(
    database: Any, steps: Callable[..., Steps]
) -> None:
    migrate(database, [SHELL], no_backup)
    database.execute_sql("INSERT INTO schema_steps_shell (name, applied) VALUES ('9999_of_tomorrow', '2030-01-01')")
    with pytest.raises(Problem) as refused:
        migrate(database, [SHELL, steps("rides", MAKES_A_TABLE)], no_backup)
    assert refused.value.code == "store.newer_schema"
    assert refused.value.way_out
    assert "rides_ride" not in database.get_tables()


def test_that_a_backup_is_made_once_and_before_the_first_step(database: Any, steps: Callable[..., Steps]) -> None:
    migrate(database, [SHELL], no_backup)
    database.execute_sql("INSERT INTO site (name, active, version) VALUES ('Main', 1, 1)")
    seen: list[set[str]] = []
    owners = [steps("rides", MAKES_A_TABLE), steps("walks", MAKES_A_TABLE.replace("rides", "walks"))]
    migrate(database, owners, lambda: seen.append(set(database.get_tables())))
    (tables_then,) = seen
    assert tables_then.isdisjoint({"rides_ride", "walks_ride", "schema_steps_rides"})


def test_that_a_file_in_which_nothing_was_entered_has_nothing_to_lose(
    database: Any, steps: Callable[..., Steps]
) -> None:
    migrate(database, [SHELL], no_backup)
    assert not has_rows(database)
    migrate(database, [steps("rides", MAKES_A_TABLE)], no_backup)
    database.execute_sql("INSERT INTO rides_ride VALUES (1, NULL)")
    assert has_rows(database)


TAKE = """
import sys
from playhouse.sqlcipher_ext import SqlCipherDatabase
from rcc_desktop.database.migrate import Steps, take
sys.path.insert(0, sys.argv[2])
database = SqlCipherDatabase(sys.argv[1], passphrase=sys.argv[3], pragmas={"foreign_keys": 1, "journal_mode": "wal"})
database.connect()
take(database, Steps("rides", "steps_of_rides"))
"""


def test_that_a_kill_in_the_middle_of_a_step_leaves_the_former_shape(
    database: Any, steps: Callable[..., Steps], tmp_path: Path
) -> None:
    migrate(database, [SHELL, steps("rides", MAKES_A_TABLE)], no_backup)
    database.execute_sql("INSERT INTO rides_ride VALUES (1, NULL)")
    database.close()
    rides = steps("rides", "def up(migrator, db):\n    db.execute_sql('DELETE FROM rides_ride')\n", ENDS_THE_PROCESS)
    command = [sys.executable, "-c", TAKE, str(tmp_path / "center.db"), str(tmp_path), KEY]
    killed = subprocess.run(command, check=False, capture_output=True)
    assert killed.returncode == -9, killed.stderr
    database.connect()
    assert history_of(database, "rides") == ["0001_step"]
    assert "rides_driver" not in database.get_tables()
    assert database.execute_sql("SELECT count(*) FROM rides_ride").fetchone() == (1,)
    assert pending(database, rides) == ["0002_step", "0003_step"]
