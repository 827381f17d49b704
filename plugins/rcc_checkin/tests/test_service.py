"""The verbs at the door."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from peewee import IntegrityError
from rcc_checkin import service, visits
from rcc_checkin.records import TimeAway, Visit
from rcc_checkin.rules import Door, minutes

from rcc_desktop.api import Actor, Problem, needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

Run = Any
Arrive = Any
Clock = Any
SameThreadDesk = Any


@pytest.fixture
def arrive(run: Run, person: Callable[[str], int], door: Door) -> Arrive:
    """Add somebody and check them in."""

    def add_and_check_in(now: datetime, name: str = "Ana Lee", **more: Any) -> service.Arrival:
        somebody = person(name)
        arrival: service.Arrival = run(lambda: service.check_in(somebody, door, now, **more))
        return arrival

    return add_and_check_in


@needs("checkin.record")
def write_second_visit(person: int, now: datetime) -> int:
    return Visit.add(site=1, person=person, kind="member", on_day=now.date(), weekday=6, hour=now.hour, arrived_at=now)


def rows_of(ask: Run, door: Door, day: date = date(2026, 11, 21), *, undone: bool = False) -> list[visits.VisitRow]:
    found: list[visits.VisitRow] = ask(lambda: visits.visits_on(day, 1, door.opening.zone, today=day, undone=undone))
    return found


def test_that_a_check_in_says_who_when_and_what_for(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    maria = person("Maria Nunez")
    arrival = run(lambda: service.check_in(maria, door, clock.at(9, 10), reasons=("meeting", "food", "meeting")))
    (row,) = ask(lambda: visits.here_now(door))
    assert (arrival.how, arrival.name, arrival.visit) == ("new", "Maria Nunez", row.id)
    assert (row.name, row.arrived_at, row.reasons) == ("Maria Nunez", clock.now, ("meeting", "food"))
    assert (row.on_day, row.kind, row.heads) == (date(2026, 11, 21), "member", 1)


def test_that_a_second_enter_does_not_make_a_second_visit(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.at(9, 10)))
    again = run(lambda: service.check_in(maria, door, clock.at(9, 11)))
    assert again.how == "here"
    assert again.since.strftime("%H:%M") == "09:10"
    assert len(rows_of(ask, door)) == 1


def test_that_the_database_itself_refuses_a_second_open_visit_of_one_person_at_one_site(
    run: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.now))
    with pytest.raises(IntegrityError):
        run(lambda: write_second_visit(maria, clock.now))


def test_that_a_second_desk_at_the_same_moment_is_told_they_are_here(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.now))
    monkeypatch.setattr(service, "_last_visit", lambda person, site: ("Maria Nunez", None))
    with pytest.raises(Problem, match="here already"):
        run(lambda: service.check_in(maria, door, clock.now))
    assert len(rows_of(ask, door)) == 1


def test_that_coming_back_within_the_hour_goes_on_with_the_visit(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    # ORACLE 10.2: 9-10, 10:40-12 and 15-16 are two visits on one day, and 60 + 80 + 60 = 200 minutes
    p = person("Pat Doe")
    for came, left in (((9, 0), (10, 0)), ((10, 40), (12, 0)), ((15, 0), (16, 0))):
        arrival = run(lambda came=came: service.check_in(p, door, clock.at(*came)))
        run(lambda arrival=arrival, left=left: service.check_out([arrival.visit], clock.at(*left)))
    rows = rows_of(ask, door)
    lengths = [minutes(row.left_at - row.arrived_at - row.away) for row in rows if row.left_at]
    assert lengths == [140, 60]
    assert sum(lengths) == 200
    assert len({(row.person, row.on_day) for row in rows}) == 1


def test_that_a_return_can_be_taken_back(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Pat Doe")
    first = run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.check_out([first.visit], clock.at(10)))
    back = run(lambda: service.check_in(p, door, clock.at(10, 40)))
    run(lambda: service.undo_return(back.visit, back.before))
    (row,) = rows_of(ask, door)
    assert (row.left_at, row.left_how, row.away) == (clock.at(10), "said", timedelta())
    assert ask(lambda: fetch(TimeAway.select(TimeAway.id))) == []


def test_that_coming_back_after_the_day_has_turned_is_a_visit_of_the_new_day(
    run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock
) -> None:
    last_night = arrive(datetime(2026, 11, 21, 3, 0, tzinfo=door.opening.zone))
    run(lambda: service.check_out([last_night.visit], clock.at(3, 50)))
    assert run(lambda: service.check_in(last_night.person, door, clock.at(4, 10))).how == "new"
    for day in (date(2026, 11, 20), date(2026, 11, 21)):
        assert [row.on_day for row in rows_of(ask, door, day)] == [day]


def test_that_a_visit_nobody_ended_yesterday_is_ended_before_todays_begins(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Pat Doe")
    clock.now = datetime(2026, 11, 20, 10, 0, tzinfo=door.opening.zone)
    run(lambda: service.check_in(p, door, clock.now))
    clock.now = datetime(2026, 11, 21, 9, 0, tzinfo=door.opening.zone)
    assert run(lambda: service.check_in(p, door, clock.now)).how == "new"
    (yesterday,) = rows_of(ask, door, date(2026, 11, 20))
    assert yesterday.left_how == "estimated"
    assert yesterday.left_at == datetime(2026, 11, 20, 20, 0, tzinfo=door.opening.zone)
    assert len(rows_of(ask, door)) == 1


def test_that_closing_time_ends_what_is_open_and_says_it_is_estimated(
    run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock
) -> None:
    arrive(clock.at(9))
    assert run(lambda: service.close_forgotten(door, clock.at(19, 59))) == 0
    assert ask(lambda: visits.anyone_forgotten(door, clock.at(20)))
    assert run(lambda: service.close_forgotten(door, clock.at(20))) == 1
    (row,) = rows_of(ask, door)
    assert (row.left_at, row.left_how) == (clock.at(20), "estimated")
    assert not ask(lambda: visits.anyone_forgotten(door, clock.now))


def test_that_coming_back_after_an_estimated_end_takes_the_end_back(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.close_forgotten(door, clock.at(20)))
    assert run(lambda: service.check_in(p, door, clock.at(20, 30))).how == "back"
    (row,) = rows_of(ask, door)
    assert (row.left_at, row.away) == (None, timedelta())


def test_that_anonymous_people_are_counted_without_a_person(run: Run, ask: Run, door: Door, clock: Clock) -> None:
    run(lambda: service.check_in_anonymous(3, door, clock.at(9, 30), reasons=("food",)))
    (row,) = rows_of(ask, door)
    assert (row.person, row.name, row.heads, row.reasons) == (None, "", 3, ("food",))


@pytest.mark.parametrize("heads", [0, -1, 501])
def test_that_a_count_of_nobody_or_of_a_crowd_is_refused(run: Run, door: Door, clock: Clock, heads: int) -> None:
    with pytest.raises(Problem) as refused:
        run(lambda: service.check_in_anonymous(heads, door, clock.now))
    assert refused.value.field == "heads"


def test_that_a_group_is_names_and_a_head_count_in_one_go(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    ana, bo = person("Ana Lee"), person("Bo Ruiz")
    group = run(lambda: service.check_in_group([ana, bo, ana], 12, door, clock.now, group_name="Oxford House"))
    rows = rows_of(ask, door)
    assert [arrival.how for arrival in group.arrivals] == ["new", "new"]
    assert sorted((row.person or 0, row.heads) for row in rows) == [(0, 10), (ana, 1), (bo, 1)]
    assert sum(row.heads for row in rows) == group.heads == 12
    assert {row.group_name for row in rows} == {"Oxford House"}
    assert {row.kind for row in rows if row.person} == {"member"}
    assert {row.kind for row in rows if row.person is None} == {"group"}


def test_that_an_empty_group_is_refused(run: Run, door: Door, clock: Clock) -> None:
    with pytest.raises(Problem, match="Nobody"):
        run(lambda: service.check_in_group([], 0, door, clock.now))


def test_that_checking_out_one_several_and_all_ends_exactly_those(
    run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock
) -> None:
    rows = [arrive(clock.at(9), name).visit for name in ("A A", "B B", "C C")]
    assert run(lambda: service.check_out(rows[:1], clock.at(10))) == (rows[0],)
    assert run(lambda: service.check_out(rows[:2], clock.at(10, 5))) == (rows[1],)
    assert [row.id for row in ask(lambda: visits.here_now(door))] == [rows[2]]
    assert run(lambda: service.check_out_everyone(door, clock.at(11))) == (rows[2],)
    assert ask(lambda: visits.here_now(door)) == []


def test_that_checking_out_can_be_taken_back(run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock) -> None:
    arrival = arrive(clock.at(9))
    ended = run(lambda: service.check_out([arrival.visit], clock.at(10)))
    run(lambda: service.undo_check_out(ended))
    (row,) = ask(lambda: visits.here_now(door))
    assert (row.left_at, row.left_how) == (None, "")


def test_that_checking_out_is_not_taken_back_over_a_newer_visit(
    run: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    first = run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.check_out([first.visit], clock.at(10)))
    run(lambda: service.check_in(p, door, clock.at(12)))
    with pytest.raises(Problem, match="here already"):
        run(lambda: service.undo_check_out([first.visit]))


def test_that_an_undone_check_in_keeps_its_row_with_who_and_why_and_counts_nowhere(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    arrival = run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.undo_check_in(arrival.visit, " Wrong Ana ", clock.at(9, 1)))
    assert rows_of(ask, door) == []
    (kept,) = rows_of(ask, door, undone=True)
    assert kept.undone_why == "Wrong Ana"
    assert ask(lambda: Visit.stored_row(arrival.visit))["undone_by_id"] == 1
    assert run(lambda: service.check_in(p, door, clock.at(9, 2))).how == "new"


def test_that_undoing_needs_a_reason(run: Run, arrive: Arrive, door: Door, clock: Clock) -> None:
    arrival = arrive(clock.at(9))
    with pytest.raises(Problem) as refused:
        run(lambda: service.undo_check_in(arrival.visit, "  ", clock.now))
    assert refused.value.field == "why"


def test_that_a_second_undo_keeps_the_first_why(run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock) -> None:
    arrival = arrive(clock.at(9))
    run(lambda: service.undo_check_in(arrival.visit, "Wrong Ana", clock.now))
    run(lambda: service.undo_check_in(arrival.visit, "Once more", clock.now))
    assert rows_of(ask, door, undone=True)[0].undone_why == "Wrong Ana"


def test_that_a_corrected_time_keeps_the_earlier_one(
    run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock
) -> None:
    arrival = arrive(clock.at(11))
    clock.at(15)
    wanted = (clock.now.replace(hour=10, minute=15), clock.now.replace(hour=14))
    run(lambda: service.correct_visit(arrival.visit, *wanted, "Typed late", door, clock.now))
    (row,) = rows_of(ask, door)
    assert (row.arrived_at, row.left_at, row.left_how, row.corrected) == (*wanted, "said", True)
    assert ask(lambda: Visit.stored_row(arrival.visit))["hour"] == 10
    (before,) = ask(lambda: visits.corrections_of(row.id, door.opening.zone))
    assert (before.arrived_at.hour, before.left_at) == (11, None)
    assert (before.corrected_by, before.why) == ("Jo Kim", "Typed late")


def test_that_the_earlier_leaving_is_kept_as_well(run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock) -> None:
    arrival = arrive(clock.at(9))
    run(lambda: service.check_out([arrival.visit], clock.at(10)))
    clock.at(12)
    run(lambda: service.correct_visit(arrival.visit, clock.now.replace(hour=9), None, "Still here", door, clock.now))
    (before,) = ask(lambda: visits.corrections_of(arrival.visit, door.opening.zone))
    assert before.left_at == clock.now.replace(hour=10)
    assert [row.id for row in ask(lambda: visits.here_now(door))] == [arrival.visit]


@pytest.mark.parametrize(
    ("arrived", "left", "why", "field"),
    [(9, 10, " ", "why"), (13, None, "x", "arrived"), (9, 13, "x", "left"), (10, 9, "x", "left")],
)
def test_that_times_that_cannot_be_are_refused_beside_their_field(
    run: Run,
    arrive: Arrive,
    door: Door,
    clock: Clock,
    arrived: int,
    left: int | None,
    why: str,
    field: str,
) -> None:
    arrival = arrive(clock.at(9))
    clock.at(12)
    came = clock.now.replace(hour=arrived)
    went = clock.now.replace(hour=left) if left else None
    with pytest.raises(Problem) as refused:
        run(lambda: service.correct_visit(arrival.visit, came, went, why, door, clock.now))
    assert refused.value.field == field


def test_that_a_correction_made_from_an_old_picture_is_refused(
    run: Run, arrive: Arrive, door: Door, clock: Clock
) -> None:
    arrival = arrive(clock.at(9))
    run(lambda: service.check_out([arrival.visit], clock.at(10)))
    clock.at(12)
    came = clock.now.replace(hour=8)
    with pytest.raises(Problem) as refused:
        run(lambda: service.correct_visit(arrival.visit, came, None, "x", door, clock.now, expected=1))
    assert refused.value.code == "changed_elsewhere"


def test_that_reasons_can_be_said_anew(run: Run, ask: Run, arrive: Arrive, door: Door, clock: Clock) -> None:
    arrival = arrive(clock.at(9), reasons=("food", "meeting"))
    run(lambda: service.set_reasons(arrival.visit, ("meeting", "jobs")))
    assert rows_of(ask, door)[0].reasons == ("meeting", "jobs")


def test_that_a_return_adds_what_is_new_to_the_reasons(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    arrival = run(lambda: service.check_in(p, door, clock.at(9), reasons=("food",)))
    run(lambda: service.check_out([arrival.visit], clock.at(10)))
    run(lambda: service.check_in(p, door, clock.at(10, 30), reasons=("food", "meeting")))
    assert rows_of(ask, door)[0].reasons == ("food", "meeting")


def test_that_people_are_what_they_were_last_time(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    first = run(lambda: service.check_in(p, door, clock.at(9), kind="volunteer"))
    run(lambda: service.check_out([first.visit], clock.at(10)))
    run(lambda: service.check_in(p, door, clock.at(14)))
    assert [row.kind for row in rows_of(ask, door)] == ["volunteer", "volunteer"]


def test_that_nobody_is_invented_for_an_id_that_is_not_there(run: Run, door: Door, clock: Clock) -> None:
    with pytest.raises(Problem, match="no such person"):
        run(lambda: service.check_in(99, door, clock.now))


def test_that_the_desk_sees_when_somebody_was_here_last(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    ana, bo = person("Ana Lee"), person("Bo Ruiz")
    arrival = run(lambda: service.check_in(ana, door, clock.at(9)))
    seen = ask(lambda: visits.seen_before([ana, bo], door, date(2026, 11, 21)))
    assert seen == {ana: visits.Seen(date(2026, 11, 21), 1, clock.at(9))}
    run(lambda: service.check_out([arrival.visit], clock.at(10)))
    assert ask(lambda: visits.seen_before([ana], door, date(2026, 11, 21)))[ana].here_since is None


def test_that_a_persons_visits_come_newest_first(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("Ana Lee")
    for hour in (9, 12, 15):
        arrival = run(lambda hour=hour: service.check_in(p, door, clock.at(hour)))
        run(lambda arrival=arrival: service.check_out([arrival.visit], clock.advance(minutes=30)))
    found = ask(lambda: visits.visits_of(p, door.opening.zone, limit=2))
    assert [row.arrived_at.hour for row in found] == [15, 12]


VERBS: dict[str, tuple[str, Any]] = {
    "check_in": ("checkin.record", lambda door, now: service.check_in(1, door, now)),
    "check_in_anonymous": ("checkin.record", lambda door, now: service.check_in_anonymous(1, door, now)),
    "check_in_group": ("checkin.record", lambda door, now: service.check_in_group([], 2, door, now)),
    "check_out": ("checkin.record", lambda door, now: service.check_out([1], now)),
    "check_out_everyone": ("checkin.record", service.check_out_everyone),
    "undo_check_in": ("checkin.record", lambda door, now: service.undo_check_in(1, "x", now)),
    "close_forgotten": ("checkin.record", service.close_forgotten),
    "correct_visit": ("checkin.correct", lambda door, now: service.correct_visit(1, now, None, "x", door, now)),
    "here_now": ("checkin.see", lambda door, now: visits.here_now(door)),
}


@pytest.mark.parametrize("verb", VERBS)
def test_that_every_verb_is_refused_to_those_who_may_not(
    desk: SameThreadDesk, door: Door, clock: Clock, verb: str
) -> None:
    permission, call = VERBS[verb]
    others = frozenset({"checkin.record", "checkin.correct", "checkin.see", "checkin.report"}) - {permission}
    with pytest.raises(Problem) as refused:
        desk.session.store.write(lambda: call(door, clock.now), Actor(1, others))
    assert refused.value.code == "permission"
