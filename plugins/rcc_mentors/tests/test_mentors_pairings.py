"""Pairs: what speaks against one, what gives way to a reason, what is remembered, and who sees which."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from peewee import IntegrityError
from rcc_mentors.people import pairings, pairs, supervision
from rcc_mentors.people.pairing_rules import Standing, against, days_quiet, fits, preference
from rcc_mentors.people.records import Mentor, MentorTrait, Supervision

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import StaffMember, StaffRole, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
TODAY = date(2026, 11, 21)
MOST = 4


@needs("testing")
def _hat(person: int, stage: str, **brings: str) -> int:
    mentor = Mentor.add(person=person, stage=stage, stage_on=TODAY, applied_on=TODAY, active_on=TODAY)
    for kind, code in brings.items():
        MentorTrait.add(mentor=mentor, kind=kind, code=code)
    return mentor


@pytest.fixture
def mentor(desk: Desk, person: Callable[..., int]) -> Callable[..., int]:
    """``mentor("Nia Brooks", language="spanish")`` gives a made-up person the hat."""

    def give(name: str, stage: str = "active", **brings: str) -> int:
        who = person(name)
        row: int = desk.do(lambda: _hat(who, stage, **brings))
        return row

    return give


def code_of(work: Callable[[], object]) -> str | None:
    with pytest.raises(Problem) as problem:
        work()
    return problem.value.code


def paired(desk: Desk, mentor: int, person: int, **more: Any) -> int:
    row: int = desk.do(lambda: pairings.pair(mentor, person, desk.now(), MOST, **more))
    return row


FREE: dict[str, Any] = {
    "is_self": False,
    "is_paired": False,
    "serves": True,
    "person_likes": 0,
    "mentor_likes": 0,
    "walks_with": 3,
}


@pytest.mark.parametrize(
    ("differs", "reasons"),
    [
        ({}, ()),
        ({"is_self": True}, ("self",)),
        ({"is_paired": True}, ("already",)),
        ({"serves": False}, ("not_serving",)),
        ({"person_likes": -1, "mentor_likes": 1}, ("person_rather_not",)),
        ({"mentor_likes": -1}, ("mentor_rather_not",)),
        ({"walks_with": 4}, ("full",)),
        ({"serves": False, "walks_with": 5}, ("not_serving", "full")),
    ],
)
def test_what_speaks_against_a_pair(differs: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert against(Standing(**{**FREE, **differs}), MOST) == reasons


def test_that_only_what_was_asked_and_said_fits() -> None:
    assert fits({"language": ["spanish"], "lived": ["parent"]}, {"language": ["english", "spanish"]}) == (
        ("language", "spanish"),
    )


def test_that_wishes_come_before_what_fits_and_that_before_few_people() -> None:
    liked = preference(Standing(**{**FREE, "person_likes": 1}), 0)
    fitting = preference(Standing(**FREE), 2)
    free = preference(Standing(**{**FREE, "walks_with": 0}), 1)
    assert sorted([free, fitting, liked]) == [liked, fitting, free]


def test_that_a_pair_that_was_never_in_touch_is_quiet_since_it_began() -> None:
    assert days_quiet(date(2026, 10, 22), None, TODAY) == 30
    assert days_quiet(date(2026, 10, 1), date(2026, 11, 20), TODAY) == 1


def test_that_nobody_is_their_own_mentor_whatever_the_reason(desk: Desk, person: Callable[..., int]) -> None:
    nia = person("Nia Brooks")
    row = desk.do(lambda: _hat(nia, "active"))
    assert code_of(lambda: paired(desk, row, nia, why="She asked for it")) == "mentors.self"


def test_that_rather_not_refuses_with_the_reason_and_gives_way_to_one_that_is_kept(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    nia, maria = mentor("Nia Brooks"), person("Maria Nuñez")
    desk.do(lambda: pairings.set_wish(nia, maria, "person", -1))
    with pytest.raises(Problem, match="would rather not have this mentor") as refused:
        paired(desk, nia, maria)
    assert refused.value.field == "why"
    paired(desk, nia, maria, why="They talked it over")
    (row,) = desk.ask(lambda: pairs.pairs(TODAY))
    assert row.note == "They talked it over"


def test_that_the_same_two_are_not_paired_twice_and_may_be_again_later(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int], clock: Any
) -> None:
    nia, maria = mentor("Nia Brooks"), person("Maria Nuñez")
    first = paired(desk, nia, maria)
    assert code_of(lambda: paired(desk, nia, maria, why="Again")) == "mentors.already"
    desk.do(lambda: pairings.end_pairing(first, "goals_met", clock.now))
    paired(desk, nia, maria)
    assert [row.ended_why for row in desk.ask(lambda: pairs.pairs_of(maria, TODAY))] == ["goals_met", ""]


def test_that_an_end_needs_a_reason_and_is_taken_back(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    row = paired(desk, mentor("Nia Brooks"), person("Maria Nuñez"))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: pairings.end_pairing(row, "", desk.now()))
    assert refused.value.field == "why"
    desk.do(lambda: pairings.end_pairing(row, "moved", desk.now()))
    assert desk.ask(lambda: pairs.pairs(TODAY)) == []
    desk.do(lambda: pairings.undo_end(row))
    assert [pair.id for pair in desk.ask(lambda: pairs.pairs(TODAY))] == [row]


def test_that_a_mentor_who_walks_with_as_many_as_one_takes_is_refused(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    nia = mentor("Nia Brooks")
    for name in ("Ana Lee", "Bo Ruiz", "Cy Wood", "Di Moss"):
        paired(desk, nia, person(name))
    assert code_of(lambda: paired(desk, nia, person("Eve Hill"))) == "mentors.full"


def test_that_pairing_answers_what_was_asked_and_undo_asks_again(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    nia, maria = mentor("Nia Brooks"), person("Maria Nuñez")
    desk.do(lambda: pairings.ask_for_mentor(maria, {"language": ("spanish",)}, desk.now()))
    row = paired(desk, nia, maria)
    assert desk.ask(pairs.asking) == []
    desk.do(lambda: pairings.undo_pair(row))
    (asked,) = desk.ask(pairs.asking)
    assert (asked.name, asked.wanted) == ("Maria Nuñez", (("language", "spanish"),))
    assert desk.ask(lambda: pairs.pairs(TODAY)) == []


def test_that_asking_again_says_it_anew_and_waits_from_the_first_day(
    desk: Desk, person: Callable[..., int], clock: Any
) -> None:
    maria = person("Maria Nuñez")
    desk.do(lambda: pairings.ask_for_mentor(maria, {"language": ("spanish",)}, clock.now))
    clock.advance(days=3)
    desk.do(lambda: pairings.ask_for_mentor(maria, {"lived": ("parent", "veteran")}, clock.now))
    (asked,) = desk.ask(pairs.asking)
    assert (asked.asked_on, asked.wanted) == (TODAY, (("lived", "parent"), ("lived", "veteran")))


def test_that_a_pairing_with_contacts_is_ended_and_not_taken_back(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    row = paired(desk, mentor("Nia Brooks"), person("Maria Nuñez"))
    contact = desk.do(lambda: pairings.note_contact(row, TODAY, "phone", 20, desk.now()))
    with pytest.raises(Problem, match="in touch since"):
        desk.do(lambda: pairings.undo_pair(row))
    desk.do(lambda: pairings.undo_contact(contact))
    desk.do(lambda: pairings.undo_pair(row))


@pytest.mark.parametrize(
    ("day", "how", "minutes", "field"),
    [
        (TODAY + timedelta(days=1), "phone", 5, "on_day"),
        (TODAY - timedelta(days=1), "phone", 5, "on_day"),
        (TODAY, "telepathy", 5, "how"),
        (TODAY, "phone", -1, "minutes"),
        (TODAY, "phone", 24 * 60 + 1, "minutes"),
    ],
)
def test_that_a_contact_that_cannot_be_is_told_beside_its_field(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int], day: date, how: str, minutes: int, field: str
) -> None:
    row = paired(desk, mentor("Nia Brooks"), person("Maria Nuñez"))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: pairings.note_contact(row, day, how, minutes, desk.now()))
    assert refused.value.field == field


def test_that_suggestions_put_wishes_then_what_fits_then_few_people_first_and_say_what_speaks_against(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    maria = person("Maria Nuñez")
    busy, fitting = mentor("Busy Bell", language="spanish"), mentor("Fit Fern", language="spanish")
    liked, never = mentor("Liked Lane"), mentor("Never Nash", language="spanish")
    mentor("Gone Gale", "on_leave", language="spanish")
    paired(desk, busy, person("Somebody Else"))
    desk.do(lambda: pairings.ask_for_mentor(maria, {"language": ("spanish",)}, desk.now()))
    desk.do(lambda: pairings.set_wish(liked, maria, "person", 1))
    desk.do(lambda: pairings.set_wish(never, maria, "mentor", -1))
    found = desk.ask(lambda: pairs.suggestions(maria, MOST))
    assert [(row.mentor, row.against) for row in found] == [
        (liked, ()),
        (fitting, ()),
        (busy, ()),
        (never, ("mentor_rather_not",)),
    ]
    assert found[1].fitting == (("language", "spanish"),)


def test_that_somebody_with_a_hat_is_not_suggested_to_themselves(desk: Desk, person: Callable[..., int]) -> None:
    nia = person("Nia Brooks")
    desk.do(lambda: _hat(nia, "active"))
    assert desk.ask(lambda: pairs.suggestions(nia, MOST)) == []


def test_that_a_restricted_person_has_no_name_in_the_pairs(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    paired(desk, mentor("Nia Brooks"), person("Zenobia Quill", restricted=True))
    desk.acting_as("coordinator")
    (row,) = desk.ask(lambda: pairs.pairs(TODAY))
    assert (row.mentor_name, row.person_name) == ("Nia Brooks", "Name not shown")


@pytest.fixture
def signed_in_mentor(desk: Desk, mentor: Callable[..., int]) -> int:
    """Nia, signed in as the peer mentor she is."""
    nia: int = mentor("Nia Brooks")

    @needs("testing")
    def link() -> None:
        StaffMember.change(desk.session.actor.staff, person=Mentor.get_by_id(nia).person)

    desk.do(link)
    return nia


def test_that_a_peer_mentor_sees_and_notes_their_own_people_alone(
    desk: Desk, signed_in_mentor: int, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    mine = paired(desk, signed_in_mentor, person("Maria Nuñez"))
    theirs = paired(desk, mentor("Lou Lake"), person("Bo Ruiz"))
    desk.acting_as("peer_mentor")
    assert [row.person_name for row in desk.ask(lambda: pairs.my_pairs(TODAY))] == ["Maria Nuñez"]
    assert code_of(lambda: desk.ask(lambda: pairs.pairs(TODAY))) == "permission"
    contact = desk.do(lambda: pairings.note_my_contact(mine, TODAY, "text", 0, desk.now()))
    refusal = code_of(lambda: desk.do(lambda: pairings.note_my_contact(theirs, TODAY, "text", 0, desk.now())))
    assert refusal == "mentors.not_mine"
    desk.do(lambda: pairings.undo_my_contact(contact))


def test_that_somebody_who_is_no_mentor_has_nobody(desk: Desk) -> None:
    desk.acting_as("peer_mentor")
    assert desk.ask(lambda: pairs.my_pairs(TODAY)) == []


def test_that_whom_a_colleague_walks_beside_as_a_visitor_is_closed(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    lou = person("Lou Lake")
    paired(desk, mentor("Nia Brooks"), lou)
    desk.do(lambda: _hat(lou, "active"))
    desk.acting_as("coordinator")
    assert code_of(lambda: desk.ask(lambda: pairs.pairs_of(lou, TODAY))) == "people.colleague"


@needs("testing")
def _employ(login: str, name: str, role: str, person: int | None = None) -> int:
    member = StaffMember.add(login=login, name=name, person=person)
    StaffRole.add(member=member, role=role)
    return member


@needs("testing")
def _supervisors_of(mentor: int) -> list[tuple[int, date, date | None]]:
    columns = (Supervision.supervisor, Supervision.since, Supervision.until)
    rows = fetch(Supervision.select(*columns).where(Supervision.mentor == mentor).order_by(Supervision.since.desc()))
    return [(row, from_day(since), None if until is None else from_day(until)) for row, since, until in rows]


def test_that_a_new_supervisor_ends_the_one_before_and_undo_leaves_no_trace(
    desk: Desk, mentor: Callable[..., int], clock: Any
) -> None:
    nia = mentor("Nia Brooks")
    grace, devon = (desk.do(lambda role=role: _employ(role, role, role)) for role in ("supervisor", "peer_specialist"))
    assert desk.do(lambda: supervision.set_supervisor(nia, grace, clock.now)) is None
    clock.advance(days=10)
    assert desk.do(lambda: supervision.set_supervisor(nia, devon, clock.now)) == grace
    changed = date(2026, 12, 1)
    assert desk.ask(lambda: _supervisors_of(nia)) == [(devon, changed, None), (grace, TODAY, changed)]
    desk.do(lambda: supervision.set_supervisor(nia, grace, clock.now))
    assert desk.ask(lambda: _supervisors_of(nia)) == [(grace, TODAY, None)]


def test_that_the_store_keeps_a_mentor_from_having_two_supervisors(desk: Desk, mentor: Callable[..., int]) -> None:
    nia = mentor("Nia Brooks")

    @needs("testing")
    def twice() -> None:
        for _time in range(2):
            Supervision.add(mentor=nia, supervisor=1, since=TODAY)

    with pytest.raises(IntegrityError):
        desk.do(twice)


def test_that_nobody_supervises_themselves(desk: Desk, person: Callable[..., int]) -> None:
    nia = person("Nia Brooks")
    hat = desk.do(lambda: _hat(nia, "active"))
    member = desk.do(lambda: _employ("nia", "Nia", "peer_specialist", nia))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: supervision.set_supervisor(hat, member, desk.now()))
    assert refused.value.field == "supervisor"


def test_that_the_digest_holds_a_supervisors_mentors_quiet_pairs_those_who_wait_and_those_alone(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int], clock: Any
) -> None:
    grace = desk.do(lambda: _employ("grace", "Grace", "supervisor"))
    nia, lou, other = mentor("Nia Brooks"), mentor("Lou Lake"), mentor("Alone Ash")
    mentor("New Nell", "orientation")
    for each in (nia, lou):
        desk.do(lambda each=each: supervision.set_supervisor(each, grace, clock.now))
    quiet = paired(desk, nia, person("Maria Nuñez"))
    lively = paired(desk, nia, person("Bo Ruiz"))
    paired(desk, other, person("Cy Wood"))
    ana = person("Ana Lee")
    desk.do(lambda: pairings.ask_for_mentor(ana, {}, clock.now))
    clock.advance(days=30)
    desk.do(lambda: pairings.note_contact(lively, clock.now.date(), "phone", 15, clock.now))
    found = desk.ask(lambda: supervision.digest(clock.now.date(), 30, grace))
    assert {(row.name, row.pairs, row.quiet) for row in found.mentors} == {("Lou Lake", 0, 0), ("Nia Brooks", 2, 1)}
    assert [(row.id, row.quiet) for row in found.quiet] == [(quiet, 30)]
    assert [row.name for row in found.unpaired] == ["Lou Lake"]
    assert [row.name for row in found.asking] == ["Ana Lee"]
    assert [row.name for row in found.alone] == ["Alone Ash"]
    assert found.on_the_way == 1


def test_that_ending_a_day_before_thirty_is_not_quiet(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int], clock: Any
) -> None:
    paired(desk, mentor("Nia Brooks"), person("Maria Nuñez"))
    clock.advance(days=29)
    assert [row.quiet for row in desk.ask(lambda: pairs.pairs(clock.now.date()))] == [29]
    assert desk.ask(lambda: supervision.digest(clock.now.date(), 30, 1)).quiet == ()


def test_that_who_is_here_today_is_known_without_knowing_who_saw_them_come(
    desk: Desk, mentor: Callable[..., int], person: Callable[..., int]
) -> None:
    from rcc_checkin.door import door_of
    from rcc_checkin.service import check_in

    maria = person("Maria Nuñez")
    paired(desk, mentor("Nia Brooks"), maria)
    assert [row.is_here for row in desk.ask(lambda: pairs.pairs(TODAY))] == [False]
    desk.do(lambda: check_in(maria, door_of(desk), desk.now()))
    assert [row.is_here for row in desk.ask(lambda: pairs.pairs(TODAY))] == [True]
    assert [row.is_here for row in desk.ask(lambda: pairs.pairs(TODAY + timedelta(days=1)))] == [False]
