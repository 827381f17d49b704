"""What tests of shifts need: mentors who serve, and needs, in one line each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.board import board, shift_row
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift

from rcc_desktop.api import needs
from rcc_desktop.api.records import ClosedDay, Site, StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_mentors.shifts.rows import ShiftRow

SINCE = date(2026, 1, 5)


@needs("testing")
def _wear_hat(person: int, hat: dict[str, Any]) -> int:
    return Mentor.add(person=person, **{"stage": "active", "stage_on": SINCE, "applied_on": SINCE, **hat})


@needs("testing")
def _add_site(name: str) -> int:
    return Site.add(name=name)


@needs("testing")
def _close(day: date, site: int | None, why: str) -> int:
    return ClosedDay.add(on_day=day, site=site, why=why)


@needs("testing")
def _sign_in_as(person: int) -> None:
    StaffMember.update(person=person).where(StaffMember.name == "Director").execute()


@pytest.fixture
def mentor(desk: Any, person: Callable[..., int]) -> Callable[..., int]:
    """``mentor("Maria Nuñez", most_shifts_week=1)`` is an active mentor."""

    def made(name: str, *, restricted: bool = False, **hat: Any) -> int:
        somebody = person(name, restricted=restricted)
        row: int = desk.do(lambda: _wear_hat(somebody, hat))
        return row

    return made


@pytest.fixture
def need(desk: Any) -> Callable[..., int]:
    """``need(date(2026, 11, 24), 9, 12, rule="FREQ=WEEKLY")`` is the first shift of a need, in local hours."""

    def made(day: date, begins: float, ends: float, **more: Any) -> int:
        wish = {"site": 1, "role": "front_desk", "starts": int(begins * 60), "length": int((ends - begins) * 60)}
        row: int = desk.do(lambda: add_shift(ShiftWish(day=day, **{**wish, **more}), desk.now()))
        return row

    return made


@pytest.fixture
def seen(desk: Any) -> Callable[[int], ShiftRow]:
    """A shift as the board shows it now."""

    def look(shift: int) -> ShiftRow:
        row: ShiftRow = desk.ask(lambda: shift_row(shift, desk.now()))
        return row

    return look


@pytest.fixture
def days(desk: Any) -> Callable[..., list[tuple[date, str]]]:
    """The days and states of the shifts between two days."""

    def look(first: date, last: date) -> list[tuple[date, str]]:
        return [(row.day, row.state) for row in desk.ask(lambda: board(first, last, desk.now())).shifts]

    return look


@pytest.fixture
def site(desk: Any) -> Callable[[str], int]:
    """Another site."""

    def made(name: str) -> int:
        row: int = desk.do(lambda: _add_site(name))
        return row

    return made


@pytest.fixture
def close(desk: Any) -> Callable[..., None]:
    """A day a site, or every site, stays closed."""

    def made(day: date, site: int | None = None, why: str = "Painting") -> None:
        desk.do(lambda: _close(day, site, why))

    return made


@pytest.fixture
def signed_in_mentor(desk: Any, person: Callable[..., int]) -> Callable[..., int]:
    """A mentor to whom the sign-in at this desk belongs."""

    def made(name: str, **hat: Any) -> int:
        somebody = person(name)
        row: int = desk.do(lambda: _wear_hat(somebody, hat))
        desk.do(lambda: _sign_in_as(somebody))
        return row

    return made


@pytest.fixture
def entries(desk: Any, store: Any) -> Callable[[], int]:
    """How many entries the record of who did what has."""

    def count() -> int:
        found: int = desk.ask(lambda: store.database.execute_sql("SELECT count(*) FROM audit_entry").fetchone()[0])
        return found

    return count
