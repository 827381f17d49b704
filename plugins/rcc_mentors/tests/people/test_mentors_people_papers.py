"""Credentials, training, ethics, background checks, and the warnings that come of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from rcc_mentors.documents_due import to_renew
from rcc_mentors.people.checks import begin_check, change_check, remove_check
from rcc_mentors.people.credentials import (
    correct_credential,
    remove_credential,
    set_terms,
    terms_by_kind,
)
from rcc_mentors.people.file import file_of
from rcc_mentors.people.listing import mentors, warnings
from rcc_mentors.people.rules import CheckSteps, Terms
from rcc_mentors.people.service import mark_item, move_stage
from rcc_mentors.people.standards import Standards, public_holidays
from rcc_mentors.people.training import add_training, remove_signing, remove_training, sign_ethics

from rcc_desktop.api import Problem
from rcc_desktop.api.documents import Answers
from rcc_desktop.testing import ZONE

Desk = Any
Made = Any
STANDARDS = Standards(warn_days=90, ethics_edition="2026", ethics_months=12, holidays_of="US")
TODAY = date(2026, 11, 21)


@pytest.fixture
def ana(person: Any) -> int:
    made: int = person("Ana Vega")
    return made


@pytest.fixture
def mentor(desk: Desk, ana: int, made_mentor: Made) -> int:
    """A mentor who owes nothing."""
    made: int = made_mentor(ana)
    now = desk.now()
    desk.do(lambda: sign_ethics(made, "2026", TODAY, 12, now))
    return made


def file(desk: Desk, person: int) -> Any:
    now = desk.now()
    return desk.ask(lambda: file_of(person, now, STANDARDS))


def owed(desk: Desk) -> list[tuple[str, str, date | None]]:
    now = desk.now()
    return [(row.owed.code, row.owed.kind, row.owed.day) for row in desk.ask(lambda: warnings(now, STANDARDS))]


def test_that_a_renewal_keeps_the_old_one_and_ends_the_warning(
    desk: Desk, ana: int, mentor: int, certified: Made
) -> None:
    certified(mentor, "cpr", date(2024, 12, 1), date(2026, 12, 1))
    assert owed(desk) == [("renew", "cpr", date(2026, 12, 1))]
    certified(mentor, "cpr", TODAY, date(2028, 11, 21))
    assert owed(desk) == []
    assert [row.issued_on for row in file(desk, ana).credentials] == [TODAY, date(2024, 12, 1)]


def test_that_an_expired_credential_keeps_the_person_active(desk: Desk, ana: int, mentor: int, certified: Made) -> None:
    certified(mentor, "cpr", date(2024, 11, 20), date(2026, 11, 20))
    assert owed(desk) == [("expired", "cpr", date(2026, 11, 20))]
    assert file(desk, ana).stage == "active"


def test_that_a_credential_is_written_down_once_and_in_order(desk: Desk, mentor: int, certified: Made) -> None:
    certified(mentor, "cpr", TODAY, None)
    with pytest.raises(Problem) as problem:
        certified(mentor, "cpr", TODAY, None)
    assert problem.value.field == "issued_on"
    with pytest.raises(Problem) as problem:
        certified(mentor, "orientation", TODAY, TODAY - timedelta(days=1))
    assert problem.value.field == "expires_on"
    with pytest.raises(Problem) as problem:
        certified(mentor, "", TODAY, None)
    assert problem.value.field == "kind"


def test_that_a_credential_may_begin_next_year_but_not_in_a_hundred(desk: Desk, mentor: int, certified: Made) -> None:
    row = certified(mentor, "cpr", date(2027, 11, 21), None)
    ahead = date(2126, 11, 21)
    with pytest.raises(Problem) as problem:
        certified(mentor, "orientation", ahead, None)
    assert (problem.value.field, problem.value.code) == ("issued_on", "mentors.credential_ahead")
    with pytest.raises(Problem) as problem:
        desk.do(lambda: correct_credential(row, ahead, None, desk.now()))
    assert (problem.value.field, problem.value.code) == ("issued_on", "mentors.credential_ahead")


def test_that_a_credential_is_corrected_and_taken_back(desk: Desk, ana: int, mentor: int, certified: Made) -> None:
    row = certified(mentor, "cpr", date(2026, 1, 5), None)
    desk.do(lambda: correct_credential(row, date(2026, 1, 6), date(2028, 1, 6), desk.now(), number="A-7", expected=1))
    (kept,) = file(desk, ana).credentials
    assert (kept.issued_on, kept.expires_on, kept.number) == (date(2026, 1, 6), date(2028, 1, 6), "A-7")
    with pytest.raises(Problem) as problem:
        desk.do(lambda: correct_credential(row, date(2026, 1, 6), None, desk.now(), expected=1))
    assert problem.value.code == "changed_elsewhere"
    desk.do(lambda: remove_credential(row))
    assert file(desk, ana).credentials == ()


def test_that_the_center_says_what_a_credential_asks(desk: Desk) -> None:
    assert desk.ask(terms_by_kind)["cpr"] == Terms(24)
    said = Terms(12, 600, {"ethics": 120, "crisis": 60})
    assert desk.do(lambda: set_terms("cpr", said)) == Terms(24)
    assert desk.ask(terms_by_kind)["cpr"] == said
    assert desk.do(lambda: set_terms("cpr", Terms(None))) == said
    for wrong, field in ((Terms(0), "months"), (Terms(12, -1), "training_minutes")):
        with pytest.raises(Problem) as problem:
            desk.do(lambda wrong=wrong: set_terms("cpr", wrong))
        assert problem.value.field == field


def test_that_short_training_is_told_once_the_renewal_is_near_and_counts_from_the_certificate_on(
    desk: Desk, mentor: int, certified: Made
) -> None:
    now = desk.now()
    desk.do(lambda: set_terms("peer_certificate", Terms(24, 600, {"ethics": 120})))
    certified(mentor, "peer_certificate", date(2024, 12, 1), date(2026, 12, 1))
    desk.do(lambda: add_training([mentor], date(2024, 11, 30), "ethics", 600, now))
    desk.do(lambda: add_training([mentor], date(2026, 5, 1), "crisis", 300, now))
    rows = desk.ask(lambda: warnings(now, STANDARDS))
    assert [(row.owed.code, row.owed.minutes) for row in rows] == [("renew", 0), ("training_short", 300)]
    desk.do(lambda: add_training([mentor], date(2026, 5, 1), "ethics", 300, now))
    assert owed(desk) == [("renew", "peer_certificate", date(2026, 12, 1))]


def test_that_one_training_is_written_down_for_everybody_who_came_and_can_be_taken_back(
    desk: Desk, ana: int, mentor: int, person: Any, made_mentor: Made
) -> None:
    now, other = desk.now(), made_mentor(person("Bo Park"))
    rows = desk.do(lambda: add_training([mentor, other, mentor], TODAY, "overdose", 90, now, title="Naloxone"))
    assert len(rows) == 2
    assert [(row.topic, row.minutes, row.title) for row in file(desk, ana).trainings] == [("overdose", 90, "Naloxone")]
    desk.do(lambda: remove_training(rows))
    assert file(desk, ana).trainings == ()


@pytest.mark.parametrize(
    ("day", "topic", "minutes", "field"),
    [
        (TODAY + timedelta(days=1), "ethics", 60, "on_day"),
        (TODAY, "", 60, "topic"),
        (TODAY, "ethics", 0, "minutes"),
        (TODAY, "ethics", 1441, "minutes"),
    ],
)
def test_that_an_impossible_training_is_refused(
    desk: Desk, mentor: int, day: date, topic: str, minutes: int, field: str
) -> None:
    now = desk.now()
    with pytest.raises(Problem) as problem:
        desk.do(lambda: add_training([mentor], day, topic, minutes, now))
    assert problem.value.field == field


def test_that_the_ethics_code_is_owed_by_whoever_never_signed_and_again_after_its_months(
    desk: Desk, ana: int, clock: Any, made_mentor: Made
) -> None:
    mentor, now = made_mentor(ana), desk.now()
    assert owed(desk) == [("ethics_owed", "", None)]
    signing = desk.do(lambda: sign_ethics(mentor, "2026", TODAY, 12, now))
    assert owed(desk) == []
    assert file(desk, ana).marks["ethics_signed"].done_on == TODAY
    clock.advance(days=275)
    assert owed(desk) == [("ethics_renew", "", date(2027, 11, 21))]
    clock.advance(days=90)
    assert owed(desk) == [("ethics_owed", "", date(2027, 11, 21))]
    desk.do(lambda: remove_signing(signing))
    assert "ethics_signed" not in file(desk, ana).marks


def test_that_a_new_edition_is_owed_by_everybody(desk: Desk, mentor: int) -> None:
    now, newer = desk.now(), replace(STANDARDS, ethics_edition="2027")
    assert [row.owed.code for row in desk.ask(lambda: warnings(now, newer))] == ["ethics_owed"]


def test_that_those_on_the_way_in_and_those_who_left_owe_nothing(
    desk: Desk, ana: int, person: Any, made_mentor: Made
) -> None:
    now = desk.now()
    made_mentor(ana, stage="references")
    gone = made_mentor(person("Bo Park"))
    desk.do(lambda: move_stage(gone, "left", now, why="work"))
    assert owed(desk) == []
    rows = desk.ask(lambda: mentors(now, STANDARDS))
    assert [(row.stage, len(row.open_items)) for row in rows] == [("left", 0), ("references", 11)]


STEPS = CheckSteps(disclosed_on=date(2026, 10, 1), authorized_on=date(2026, 10, 1), ordered_on=date(2026, 10, 2))


def test_that_a_cleared_check_ticks_its_items_and_is_a_credential(desk: Desk, ana: int, mentor: int) -> None:
    now = desk.now()
    check = desk.do(lambda: begin_check(mentor, STEPS, now, STANDARDS))
    assert set(file(desk, ana).marks) == {"ethics_signed", "disclosure", "authorization"}
    back = replace(STEPS, result_on=date(2026, 10, 8), result="clear", decision="cleared", recheck_on=date(2028, 10, 8))
    desk.do(lambda: change_check(check, back, now, STANDARDS, expected=1))
    made = file(desk, ana)
    assert "check_decided" in made.marks
    assert [(row.kind, row.issued_on, row.expires_on) for row in made.credentials] == [
        ("background_check", date(2026, 10, 8), date(2028, 10, 8))
    ]
    desk.do(lambda: change_check(check, replace(back, recheck_on=date(2027, 10, 8)), now, STANDARDS))
    assert [row.expires_on for row in file(desk, ana).credentials] == [date(2027, 10, 8)]


def test_that_the_final_notice_waits_over_the_observed_holiday(desk: Desk, mentor: int, clock: Any) -> None:
    clock.set(datetime(2026, 7, 20, 10, tzinfo=ZONE))
    now = desk.now()
    sent = CheckSteps(
        *(date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 20), "concern", date(2026, 6, 25)),
        pre_adverse_on=date(2026, 7, 2),
        final_on=date(2026, 7, 9),
        decision="not_cleared",
    )
    with pytest.raises(Problem, match="07/10/2026") as problem:
        desk.do(lambda: begin_check(mentor, sent, now, STANDARDS))
    assert problem.value.field == "final_on"
    desk.do(lambda: begin_check(mentor, sent, now, replace(STANDARDS, holidays_of="")))
    desk.do(lambda: begin_check(mentor, replace(sent, final_on=date(2026, 7, 10)), now, STANDARDS))


def test_that_a_check_opened_by_mistake_is_taken_back(desk: Desk, ana: int, mentor: int) -> None:
    now = desk.now()
    check = desk.do(lambda: begin_check(mentor, STEPS, now, STANDARDS))
    desk.do(lambda: remove_check(check))
    assert file(desk, ana).checks == ()
    assert set(file(desk, ana).marks) == {"ethics_signed"}


def test_that_taking_a_step_back_takes_back_what_it_had_ticked_and_given(desk: Desk, ana: int, mentor: int) -> None:
    now = desk.now()
    check = desk.do(lambda: begin_check(mentor, STEPS, now, STANDARDS))
    back = replace(STEPS, result_on=date(2026, 10, 8), result="clear", decision="cleared", recheck_on=date(2028, 10, 8))
    desk.do(lambda: change_check(check, back, now, STANDARDS))
    desk.do(lambda: change_check(check, STEPS, now, STANDARDS))
    assert set(file(desk, ana).marks) == {"ethics_signed", "disclosure", "authorization"}
    assert file(desk, ana).credentials == ()


def test_that_what_was_ticked_by_hand_outlives_a_check_that_is_taken_back(desk: Desk, ana: int, mentor: int) -> None:
    now = desk.now()
    desk.do(lambda: mark_item(mentor, "disclosure", now, done_on=date(2026, 9, 1)))
    check = desk.do(lambda: begin_check(mentor, STEPS, now, STANDARDS))
    desk.do(lambda: remove_check(check))
    assert file(desk, ana).marks["disclosure"].done_on == date(2026, 9, 1)


def test_that_a_result_that_nobody_decided_on_is_told(desk: Desk, mentor: int) -> None:
    now = desk.now()
    back = replace(STEPS, result_on=date(2026, 10, 8), result="concern")
    check = desk.do(lambda: begin_check(mentor, back, now, STANDARDS))
    assert owed(desk) == [("check_waits", "", date(2026, 10, 8))]
    decided = replace(back, assessed_on=date(2026, 10, 9), decision="cleared")
    desk.do(lambda: change_check(check, decided, now, STANDARDS))
    assert owed(desk) == []


def test_that_what_is_past_its_day_comes_first(desk: Desk, mentor: int, certified: Made) -> None:
    certified(mentor, "naloxone_training", date(2025, 1, 1), date(2026, 11, 25))
    certified(mentor, "cpr", date(2024, 1, 1), date(2026, 11, 20))
    assert [code for code, _kind, _day in owed(desk)] == ["expired", "renew"]


def test_that_the_paper_of_renewals_has_a_line_for_each_thing_owed_and_is_late_or_soon(
    desk: Desk, mentor: int, certified: Made
) -> None:
    certified(mentor, "cpr", date(2024, 1, 1), date(2026, 11, 20))
    certified(mentor, "orientation", date(2024, 1, 1), date(2026, 12, 20))
    sheet = desk.ask(lambda: to_renew(desk, Answers(now=desk.now())))
    assert [tuple(row) for row in sheet.parts[0].rows] == [
        ("Ana Vega", "CPR expired on 11/20/2026", date(2026, 11, 20), "Late"),
        ("Ana Vega", "Orientation: renew by 12/20/2026", date(2026, 12, 20), "Soon"),
    ]


def test_that_an_unknown_country_keeps_no_holidays() -> None:
    assert public_holidays("Nowhere", (2026,)) == frozenset()
    assert public_holidays("", (2026,)) == frozenset()
    assert date(2026, 4, 20) in public_holidays("US-MA", (2026,))  # Patriots' Day, third Monday of April
    assert date(2026, 4, 20) not in public_holidays("US", (2026,))


def test_that_a_restricted_mentor_is_in_no_list_of_those_who_may_not_know(
    desk: Desk, person: Any, made_mentor: Made
) -> None:
    made_mentor(person("Hidden Holt", restricted=True))
    desk.acting_as("coordinator")
    assert owed(desk) == []
