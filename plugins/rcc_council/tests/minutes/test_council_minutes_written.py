"""Minutes say what was done and not what was said, out of what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.meetings.room import arrive
from rcc_council.meetings.service import add_meeting, cancel_meeting
from rcc_council.minutes.drafting import begin_minutes, rewrite, save_part, take_written

if TYPE_CHECKING:
    from collections.abc import Callable

Evening = Any


def test_that_the_evening_reads_like_this(evening: Evening) -> None:
    """The whole of it, so that a change of any sentence is looked at."""
    told = "\n".join(f"# {each.heading}\n{each.words}" for each in evening.seen().parts if not each.is_sealed)
    assert (
        told
        == """\
# Regular meeting of Main Street Council
Wednesday, March 4, 2026
Place: Main Street 12.
Called to order at 6:02 pm.
Chair: Ana Reyes.
Secretary: Ben Okafor.
# Attendance
Members present: Ana Reyes (Chair), Ben Okafor (Secretary), Cleo Marsh [left 6:50 pm], Dario Fontaine [left 6:50 pm], \
Esi Mensah [came 6:10 pm, left 6:15 pm, came 6:16 pm].
Absent: Finn Halloran.
Excused: Gita Rao.
1 seat is vacant.
# Quorum
7 members in office: a majority is 4.
4 were present at 6:02 pm: there was a quorum.
From 6:50 pm there was no quorum, 3 being present.
# Guests
1 guest was there.
# Guests by name
Quentin Blackwood.
# 1. Coffee machine
Three offers were looked at.
# Motion M1
Cleo Marsh moved, Dario Fontaine seconded: “Buy a coffee machine for 400 dollars”
Esi Mensah took no part and had left the room.
Roll call. 2 yes, 1 no: a majority needs yes > no, 2 > 1, adopted.
Yes: Ben Okafor, Cleo Marsh.
No: Dario Fontaine.
# 2. Recovery walk

# Motion M2
Ben Okafor moved: “Hold the walk in May”
Consensus. 4 agree, 1 stands aside: nobody blocks, adopted by consensus.
Stands aside: Cleo Marsh (away that day).
# Executive session
Held from 6:30 pm to 6:45 pm.
In the room: Ana Reyes, Ben Okafor, Cleo Marsh, Dario Fontaine, Esi Mensah, 1 guest.
No action was made public.
# 4. Music night

# Motion M4
Ben Okafor moved: “Hold a music night”
No decision was taken.
# Actions
• Dario Fontaine: Ask the city for a permit (due March 18, 2026)
# Recommendations
• To the director: “Open on Sundays” (answer due April 3, 2026)
# Adjournment
The meeting was adjourned at 7:05 pm."""
    )


def test_that_what_was_said_in_executive_session_is_sealed_and_apart(evening: Evening, desk: Any) -> None:
    sealed = [each for each in evening.seen().parts if each.is_sealed]
    assert [each.words.split("\n")[0] for each in sealed] == [
        "The lease was talked over with the landlord's letter.",
        "Ana Reyes moved: “Offer two years”",
    ]
    desk.acting_as("coordinator")
    seen = evening.seen()
    assert seen.has_sealed
    assert not any("lease" in each.words or "two years" in each.words for each in seen.parts)


def test_that_whoever_may_not_see_what_is_sealed_loses_nothing_of_it_by_writing_anew(
    evening: Evening, desk: Any
) -> None:
    before = [each.words for each in evening.seen().parts if each.is_sealed]
    desk.acting_as("coordinator")
    evening.now(rewrite, evening.minutes)
    desk.acting_as("director", "council_secretary")
    assert [each.words for each in evening.seen().parts if each.is_sealed] == before


def test_that_counts_stand_only_where_they_were_counted(evening: Evening) -> None:
    voice = next(each for each in evening.seen().parts if "Offer two years" in each.words)
    assert "By voice, not counted" in voice.words
    assert not any(char.isdigit() for char in voice.words)


def test_that_writing_anew_leaves_alone_what_the_secretary_edited(evening: Evening) -> None:
    coffee, quorum = evening.part("1. Coffee"), evening.part("quorum")
    evening.do(save_part, coffee.id, coffee.heading, "Offers were compared.", expected=coffee.version)
    item = next(each for each in evening.seen().parts if each.id == coffee.id)
    assert item.is_edited
    evening.change(AgendaItem, _item(evening, "Coffee machine"), words="Four offers were looked at.")
    evening.change(Meeting, evening.meeting, place="Upstairs")
    moved = evening.part("1. Coffee")
    assert (moved.words, moved.moved) == ("Offers were compared.", "Four offers were looked at.")
    assert evening.part("head").moved.split("\n")[1] == "Place: Upstairs."
    assert evening.now(rewrite, evening.minutes) == 1
    assert evening.part("1. Coffee").words == "Offers were compared."
    assert evening.part("head").words.split("\n")[1] == "Place: Upstairs."
    assert evening.part("quorum") == quorum
    evening.now(take_written, coffee.id)
    taken = evening.part("1. Coffee")
    assert (taken.words, taken.is_edited, taken.moved) == ("Four offers were looked at.", False, "")


def test_that_two_desks_never_lose_each_others_words(evening: Evening) -> None:
    part = evening.part("1. Coffee")
    first = evening.do(save_part, part.id, part.heading, "Ana's words.", expected=part.version)
    assert not first.is_both
    second = evening.do(save_part, part.id, part.heading, "Ben's words.", expected=part.version)
    assert second.is_both
    assert "Ana's words." in second.words
    assert "Ben's words." in second.words
    assert evening.part("1. Coffee").words == second.words
    again = evening.do(save_part, part.id, part.heading, "Both.", expected=second.version)
    assert (again.words, again.is_both) == ("Both.", False)


def test_that_the_same_words_from_two_desks_stand_once(evening: Evening) -> None:
    part = evening.part("1. Coffee")
    for _desk in range(2):
        saved = evening.do(save_part, part.id, part.heading, "The same.", expected=part.version)
    assert (saved.words, saved.is_both) == ("The same.", False)


def test_that_a_canceled_meeting_and_one_without_quorum_leave_their_stub(council: Evening) -> None:
    council.plan(council.clock.now.date())
    council.do(cancel_meeting, council.meeting, "The boiler broke.")
    council.minutes = council.now(begin_minutes, council.meeting)
    assert [each.words.split("\n")[2:] for each in council.seen().parts] == [
        ["This meeting was canceled.", "It was to begin at 6:00 pm.", "The boiler broke."]
    ]
    council.plan(council.clock.now.date())
    council.open_with("Ana", "Ben")
    council.close(18, 20)
    assert council.part("quorum").words.split("\n") == [
        "7 members in office: a majority is 4.",
        "2 were present at 6:00 pm: there was no quorum.",
        "For want of a quorum no business was done.",
    ]


def test_that_who_stands_in_for_the_chair_is_said(council: Evening) -> None:
    council.plan(council.clock.now.date())
    council.open_with("Ben", "Cleo", "Dario", "Esi")
    council.change(Meeting, council.meeting, chair=council.people["Cleo"])
    council.close()
    assert "Chair: Cleo Marsh, in place of Ana Reyes." in council.part("head").words


def test_that_a_meeting_held_without_the_program_says_what_nobody_wrote_down(council: Evening) -> None:
    from datetime import timedelta

    starts = council.clock.now - timedelta(days=20)
    council.meeting = council.now(add_meeting, council.body, starts, starts + timedelta(hours=1), was_held=True)
    council.minutes = council.now(begin_minutes, council.meeting)
    assert council.part("members").words == "Who was there was not written down."
    assert not any(each.made_of == "quorum" for each in council.seen().parts)


def test_that_the_next_meeting_is_announced(evening: Evening) -> None:
    from datetime import date

    held = evening.meeting
    evening.plan(date(2026, 3, 11))
    evening.meeting = held
    evening.now(rewrite, evening.minutes)
    assert evening.part("next").words == "Wednesday, March 11, 2026, 6:00 pm, Main Street 12"


def test_that_a_member_who_came_twice_is_listed_once(council: Evening, person: Callable[..., int]) -> None:
    council.plan(council.clock.now.date())
    council.open_with("Ana", "Ben", "Cleo", "Dario")
    staff = person("Sol Winter")
    council.now(arrive, council.meeting, staff, capacity="staff")
    council.close()
    told = council.part("members").words
    assert told.count("Ana Reyes") == 1
    assert "Staff present: Sol Winter." in told


def _item(evening: Evening, title: str) -> int:
    return int(evening.desk.ask(lambda: AgendaItem.get(AgendaItem.title == title).id))
