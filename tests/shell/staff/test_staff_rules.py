"""Which roles hold what, who is never the last, how long a desk may lie idle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.api.contributions import ROLES, Permission
from rcc_desktop.staff import rules

DOOR = Permission("checkin.record", "Check people in", ("front_desk", "director"))
NOTES = Permission("peers.notes", "Read notes", ("peer_specialist",))


def test_that_a_role_holds_what_names_it_and_nothing_else() -> None:
    assert rules.permissions_of(["front_desk"], [DOOR, NOTES]) == {"checkin.record"}
    assert rules.permissions_of(["director"], [DOOR, NOTES]) == {"checkin.record"}
    assert rules.permissions_of(["peer_specialist", "front_desk"], [DOOR, NOTES]) == {"checkin.record", "peers.notes"}


def test_that_an_administrator_holds_nothing_by_being_one() -> None:
    assert rules.permissions_of(["administrator"], [DOOR, NOTES]) == frozenset()


@given(st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(ROLES)))
def test_that_more_roles_never_take_a_permission_away(fewer: set[str], more: set[str]) -> None:
    assert rules.permissions_of(fewer, [DOOR, NOTES]) <= rules.permissions_of(fewer | more, [DOOR, NOTES])


@pytest.mark.parametrize(
    ("roles", "kept"),
    [
        ({1: ["director"], 2: ["front_desk"]}, True),
        ({1: ["administrator"]}, True),
        ({1: ["front_desk"], 2: ["supervisor", "coordinator"]}, False),
        ({}, False),
    ],
)
def test_that_only_directors_and_administrators_keep_the_staff(roles: dict[int, list[str]], kept: bool) -> None:
    assert rules.has_keeper(roles) is kept


def test_that_the_front_desk_is_covered_first_and_locked_soon() -> None:
    limits = rules.idle_limits(["front_desk"], cover=90, desk_minutes=3, office_minutes=10)
    assert (limits.cover, limits.lock) == (90, 180)


def test_that_whoever_also_works_in_the_office_gets_the_offices_minutes() -> None:
    limits = rules.idle_limits(["front_desk", "coordinator"], cover=90, desk_minutes=3, office_minutes=10)
    assert (limits.cover, limits.lock) == (600, 600)


def test_that_a_cover_never_comes_after_the_lock() -> None:
    limits = rules.idle_limits(["front_desk"], cover=600, desk_minutes=1, office_minutes=10)
    assert (limits.cover, limits.lock) == (60, 60)


def test_that_a_sign_in_name_is_the_same_in_any_case_and_with_blanks_around() -> None:
    assert rules.folded_login("  María ") == rules.folded_login("maría")
