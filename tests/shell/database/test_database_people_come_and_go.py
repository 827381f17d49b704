"""Exactly the people who should open the center can, whatever happened in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rcc_desktop.api.problems import Problem
from rcc_desktop.database.center import Center, create_center, open_center, open_with_recovery_code
from rcc_desktop.database.restore import restore_center
from rcc_desktop.database.stretch import Stretch

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
LOGINS = ("ana", "bo", "cy")
PASSWORDS = tuple(f"{word} days of rain and tea" for word in ("many", "few", "no", "some"))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class ComingAndGoing(RuleBasedStateMachine):
    """``keys`` is who should open the center with what; everyone else should not."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "center"
        created = create_center(self.folder, login="ana", password=PASSWORDS[0], stretch=CHEAP)
        created.center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY)")
        created.center.close()
        self.keys = {"ana": PASSWORDS[0]}
        self.codes, self.rows, self.hours = [created.recovery_code], 0, 0
        self.kept: list[tuple[Path, dict[str, str], str, int, int]] = []
        self.epoch = 1

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def open(self) -> closing[Center]:
        login, password = next(iter(self.keys.items()))
        return closing(open_center(self.folder, login=login, password=password))

    @rule(login=st.sampled_from(LOGINS), password=st.sampled_from(PASSWORDS))
    def comes(self, login: str, password: str) -> None:
        with self.open() as center:
            if login in self.keys:
                with pytest.raises(Problem):
                    center.add_member(login, password)
            else:
                center.add_member(login, password)
                self.keys[login] = password

    @rule(login=st.sampled_from(LOGINS), password=st.sampled_from(PASSWORDS))
    def changes_password(self, login: str, password: str) -> None:
        if login in self.keys:
            with self.open() as center:
                center.change_password(login, self.keys[login], password)
            self.keys[login] = password

    @rule(login=st.sampled_from(LOGINS), password=st.sampled_from(PASSWORDS))
    def forgets_password(self, login: str, password: str) -> None:
        if login in self.keys:
            with closing(open_with_recovery_code(self.folder, self.codes[-1])) as center:
                center.set_password_with_recovery(self.codes[-1], login, password)
            self.keys[login] = password

    @precondition(lambda self: len(self.keys) > 1)
    @rule(login=st.sampled_from(LOGINS))
    def goes(self, login: str) -> None:
        if login in self.keys:
            with self.open() as center:
                center.remove_member(center.check_password(login, self.keys[login]))
            del self.keys[login]
            self.epoch += 1

    @rule()
    def prints_new_code(self) -> None:
        with self.open() as center:
            self.codes.append(center.new_recovery_code())

    @rule()
    def checks_in(self) -> None:
        with self.open() as center:
            self.rows += 1
            center.database.execute_sql("INSERT INTO visit VALUES (?)", (self.rows,))

    @rule()
    def backs_up(self) -> None:
        self.hours += 1
        with self.open() as center:
            backup = center.backup(NOW + timedelta(hours=self.hours), None)
        self.kept.append((backup, dict(self.keys), self.codes[-1], self.rows, self.epoch))

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 10))
    def restores(self, which: int) -> None:
        backup, keys, code, rows, epoch = self.kept[which % len(self.kept)]
        of_today = epoch == self.epoch and backup.exists()
        login, password = next(iter((self.keys if of_today else keys).items()))
        done = restore_center(self.folder, backup, login=login, password=password, now=NOW)
        assert done.keys_restored is not of_today
        self.rows = rows
        if not of_today:
            # One history from here on: what was backed up under keys that are now gone is out of this model.
            self.keys, self.epoch = dict(keys), epoch
            self.codes = [code]
            self.kept = [each for each in self.kept if each[4] <= epoch]

    @invariant()
    def exactly_those_who_should_can_open(self) -> None:
        for login in LOGINS:
            for password in {self.keys.get(login, PASSWORDS[0]), PASSWORDS[-1]}:
                assert self._opens(login, password) is (self.keys.get(login) == password)
        with closing(open_with_recovery_code(self.folder, self.codes[-1])) as center:
            assert center.database.execute_sql("SELECT count(*) FROM visit").fetchone() == (self.rows,)
            assert center.key_epoch == self.epoch
        for former in self.codes[:-1]:
            with pytest.raises(Problem):
                open_with_recovery_code(self.folder, former)

    def _opens(self, login: str, password: str) -> bool:
        try:
            open_center(self.folder, login=login, password=password).close()
        except Problem as problem:
            if problem.code != "store.wrong_password":
                raise
            return False
        return True


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_that_people_come_go_forget_and_restore_and_only_the_right_ones_open() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(ComingAndGoing, settings=settings(max_examples=5, stateful_step_count=12, deadline=None))
