"""The way to the hat, credentials, notices and training: tables of cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import holidays as public_holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.people.rules import (
    CHECKLIST,
    PIPELINE,
    STAGES,
    CheckSteps,
    Held,
    Move,
    Terms,
    current,
    earliest_final,
    ethics_standing,
    fault_in_check,
    hat_after,
    is_renewed,
    last_day,
    may_follow,
    open_items,
    same_work,
    stage_of_item,
    standing,
    training_missing,
    warn_from,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_that_a_credential_of_leap_day_ends_on_the_last_of_february_two_years_on() -> None:
    assert last_day(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert warn_from(date(2026, 2, 28), 90) == date(2025, 11, 30)


@pytest.mark.parametrize(
    ("issued", "months", "policy", "expected"),
    [
        (date(2024, 2, 29), 24, "next_day", date(2026, 3, 1)),
        (date(2024, 2, 29), 24, "day_before", date(2026, 2, 27)),
        (date(2024, 2, 29), 48, "same_date", date(2028, 2, 29)),
        (date(2024, 3, 5), 24, "same_date", date(2026, 3, 5)),
        (date(2024, 3, 5), 24, "next_day", date(2026, 3, 5)),
        (date(2024, 3, 5), 24, "month_end", date(2026, 3, 31)),
        (date(2025, 12, 31), 2, "same_date", date(2026, 2, 28)),
        (date(2025, 12, 1), 1, "same_date", date(2026, 1, 1)),
    ],
)
def test_that_the_last_day_follows_the_centers_own_way_of_counting(
    issued: date, months: int, policy: str, expected: date
) -> None:
    assert last_day(issued, months, policy) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 2, 28), "not_yet"),
        (date(2024, 2, 29), "valid"),
        (date(2025, 11, 29), "valid"),
        (date(2025, 11, 30), "renew"),
        (date(2026, 2, 28), "renew"),
        (date(2026, 3, 1), "expired"),
    ],
)
def test_that_the_last_day_still_counts_and_the_window_opens_ninety_days_before(today: date, expected: str) -> None:
    held = Held(1, "peer_certificate", date(2024, 2, 29), date(2026, 2, 28))
    assert standing(held, today, 90) == expected


def test_that_what_has_no_last_day_never_ends() -> None:
    assert standing(Held(1, "orientation", date(2020, 1, 1), None), date(2060, 1, 1), 90) == "valid"


@given(DAYS, st.integers(1, 120), st.sampled_from(["same_date", "day_before"]))
def test_that_no_credential_outlasts_the_month_it_ends_in(issued: date, months: int, policy: str) -> None:
    ends = last_day(issued, months, policy)  # type: ignore[arg-type]
    whole = (ends.year * 12 + ends.month) - (issued.year * 12 + issued.month)
    assert whole in {months, months - 1}
    assert ends <= last_day(issued, months, "month_end")


def test_that_of_two_certificates_the_one_that_is_good_for_longer_counts_once_it_has_begun() -> None:
    old = Held(1, "cpr", date(2024, 12, 1), date(2026, 12, 1))
    new = Held(2, "cpr", date(2026, 12, 2), date(2028, 12, 2))
    assert current([new, old], TODAY) == old
    assert current([new, old], date(2026, 12, 2)) == new
    assert current([new], TODAY) == new
    assert current([], TODAY) is None


def test_that_a_renewal_that_leaves_a_gap_is_not_a_renewal() -> None:
    old = Held(1, "cpr", date(2024, 12, 1), date(2026, 12, 1))
    assert is_renewed([old, Held(2, "cpr", date(2026, 12, 2), date(2028, 12, 2))], old, TODAY)
    assert not is_renewed([old, Held(2, "cpr", date(2026, 12, 3), date(2028, 12, 2))], old, TODAY)
    assert not is_renewed([old], old, TODAY)


def test_that_every_stage_can_be_left_and_everybody_who_left_can_come_back() -> None:
    for stage in STAGES:
        assert set(may_follow(stage)) <= set(STAGES)
        assert stage not in may_follow(stage)
        assert stage == "left" or "left" in may_follow(stage)
    assert {"applied", "active"} <= set(may_follow("left"))
    assert "on_leave" not in may_follow("council")
    assert may_follow("on_leave") == ("active", "left")


def test_that_a_stage_waits_for_everything_before_it() -> None:
    assert open_items("applied", ()) == ()
    assert open_items("references", {"form_received"}) == ("talked_together",)
    assert open_items("active", ()) == tuple(item for stage in PIPELINE for item in CHECKLIST[stage])
    assert open_items("left", ()) == open_items("on_leave", ()) == ()


def test_that_every_item_belongs_to_one_stage() -> None:
    items = [item for each in CHECKLIST.values() for item in each]
    assert len(items) == len(set(items))
    assert all(item in CHECKLIST[stage_of_item(item) or ""] for item in items)
    assert stage_of_item("nothing") is None


def test_that_a_leave_does_not_make_a_mentor_new_and_a_return_does() -> None:
    moves = [
        Move("applied", date(2026, 1, 5)),
        Move("active", date(2026, 2, 1)),
        Move("on_leave", date(2026, 5, 1)),
        Move("active", date(2026, 6, 1)),
    ]
    assert hat_after(moves).active_on == date(2026, 2, 1)
    moves.append(Move("left", date(2026, 8, 1), "work"))
    gone = hat_after(moves)
    assert (gone.active_on, gone.left_on, gone.left_why) == (date(2026, 2, 1), date(2026, 8, 1), "work")
    moves.append(Move("active", date(2026, 11, 1)))
    back = hat_after(moves)
    assert (back.stage, back.active_on, back.left_on, back.left_why) == ("active", date(2026, 11, 1), None, "")


@pytest.mark.parametrize(
    ("edition", "renew_on", "expected"),
    [
        (None, None, "owed"),
        ("2025", date(2027, 6, 1), "owed"),
        ("2026", date(2027, 6, 1), "signed"),
        ("2026", TODAY + timedelta(days=90), "renew"),
        ("2026", TODAY + timedelta(days=1), "renew"),
        ("2026", TODAY, "owed"),
        ("2026", None, "signed"),
    ],
)
def test_that_the_ethics_code_is_owed_again_on_its_day_and_for_a_new_edition(
    edition: str | None, renew_on: date | None, expected: str
) -> None:
    assert ethics_standing(edition, renew_on, "2026", TODAY, 90) == expected


def test_that_training_is_missing_in_all_and_by_topic() -> None:
    terms = Terms(24, 20 * 60, {"ethics": 6 * 60})
    assert training_missing(terms, {}) == {"": 1200, "ethics": 360}
    assert training_missing(terms, {"ethics": 300, "crisis": 900}) == {"ethics": 60}
    assert training_missing(terms, {"ethics": 360, "crisis": 839}) == {"": 1}
    assert training_missing(terms, {"ethics": 360, "crisis": 840}) == {}
    assert training_missing(Terms(24), {}) == {}


def test_that_the_final_notice_waits_five_business_days_and_a_holiday_on_the_friday_before_is_none() -> None:
    sent = date(2026, 7, 2)
    assert earliest_final(sent, {date(2026, 7, 3)}) == date(2026, 7, 10)
    assert earliest_final(sent, ()) == date(2026, 7, 9)
    assert earliest_final(sent, public_holidays.country_holidays("US", years=2026).keys()) == date(2026, 7, 10)


@given(DAYS, st.sets(DAYS, max_size=30))
def test_that_the_wait_holds_five_whole_working_days(sent: date, closed: set[date]) -> None:
    final = earliest_final(sent, closed)
    days = [sent + timedelta(days=day) for day in range(1, (final - sent).days + 1)]
    assert sum(day.weekday() < 5 and day not in closed for day in days) == 5


CLEAR = CheckSteps(
    disclosed_on=date(2026, 10, 1),
    authorized_on=date(2026, 10, 1),
    ordered_on=date(2026, 10, 2),
    result_on=date(2026, 10, 8),
    result="clear",
)
CONCERN = replace(CLEAR, result="concern", assessed_on=date(2026, 10, 9), pre_adverse_on=date(2026, 10, 12))


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        (CheckSteps(), None),
        (CLEAR, None),
        (replace(CLEAR, decision="cleared"), None),
        (replace(CLEAR, disclosed_on=None), ("authorized_on", "before_disclosed_on")),
        (
            CheckSteps(disclosed_on=date(2026, 10, 1), ordered_on=date(2026, 10, 2)),
            ("ordered_on", "before_authorized_on"),
        ),
        (CheckSteps(result_on=date(2026, 10, 8), result="clear"), ("result_on", "before_ordered_on")),
        (replace(CLEAR, ordered_on=date(2026, 9, 30)), ("ordered_on", "order")),
        (replace(CLEAR, disclosed_on=date(2026, 11, 22)), ("disclosed_on", "ahead")),
        (replace(CLEAR, result=""), ("result", "no_result")),
        (replace(CLEAR, result_on=None), ("result_on", "no_day")),
        (replace(CLEAR, decision="not_cleared"), ("decision", "clear")),
        (CheckSteps(decision="cleared"), ("decision", "no_result")),
        (replace(CONCERN, decision="cleared"), None),
        (replace(CONCERN, decision="cleared", assessed_on=None), ("assessed_on", "not_assessed")),
        (replace(CONCERN, decision="not_cleared"), ("final_on", "no_notice")),
        (replace(CONCERN, decision="not_cleared", final_on=date(2026, 10, 16)), ("final_on", "too_soon")),
        (replace(CONCERN, decision="not_cleared", final_on=date(2026, 10, 19)), None),
        (
            replace(CONCERN, pre_adverse_on=None, final_on=date(2026, 10, 19)),
            ("final_on", "before_pre_adverse_on"),
        ),
    ],
)
def test_that_nobody_is_looked_into_or_turned_down_without_the_steps_before(
    steps: CheckSteps, fault: tuple[str, str] | None
) -> None:
    assert fault_in_check(steps, TODAY, ()) == fault


def test_that_a_volunteer_who_is_paid_for_the_same_work_is_noticed_and_nobody_else() -> None:
    assert same_work("volunteer", {"front_desk", "driver"}, {"front_desk"}) == {"front_desk"}
    assert same_work("volunteer", {"driver"}, {"front_desk"}) == frozenset()
    assert same_work("paid", {"front_desk"}, {"front_desk"}) == frozenset()
    assert same_work("volunteer", {"peer_mentor"}, {"coordinator", "peer_mentor"}) == frozenset()
