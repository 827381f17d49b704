"""What tests of the hat need: a mentor, and a credential of theirs, in one line."""

from __future__ import annotations

import timeit
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.people.credentials import add_credential
from rcc_mentors.people.service import add_mentor, set_traits

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def made_mentor(desk: Any) -> Callable[..., int]:
    """A mentor at a stage since ``day``; ``role=("peer_mentor",)`` and the like say what they bring."""

    def made(person: int, *, stage: str = "active", day: date = date(2026, 3, 2), **traits: Any) -> int:
        now = desk.now()

        def make() -> int:
            mentor = add_mentor(person, now, stage=stage, why="Served before this program", on_day=day)
            for kind, codes in traits.items():
                set_traits(mentor, kind, codes)
            return mentor

        row: int = desk.do(make)
        return row

    return made


@pytest.fixture
def certified(desk: Any) -> Callable[..., int]:
    """A credential of a mentor's."""

    def made(mentor: int, kind: str, issued: date, expires: date | None) -> int:
        row: int = desk.do(lambda: add_credential(mentor, kind, issued, expires, desk.now()))
        return row

    return made


@pytest.fixture
def benchmark_seconds() -> Callable[[Callable[[], object]], float]:
    """How long something takes: the best of five, so that a busy machine does not decide."""

    def measured(work: Callable[[], object]) -> float:
        return min(timeit.repeat(work, number=1, repeat=5))

    return measured
