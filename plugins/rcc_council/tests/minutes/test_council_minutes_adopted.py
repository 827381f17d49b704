"""Minutes are sent around, corrected, adopted by a later meeting, and stay as they are from then on."""

from __future__ import annotations

import inspect
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_council.bodies.records import Body
from rcc_council.minutes.adopting import adopt, amend, motions_to_adopt, motions_to_amend, verify
from rcc_council.minutes.circulating import (
    ask_correction,
    circulate,
    make_correction,
    reopen_correction,
    take_back,
    turn_down,
)
from rcc_council.minutes.drafting import add_part, remove_part, save_part
from rcc_council.minutes.frozen_text import FrozenPart, Head, digest_of, frozen_parts, frozen_text, settled
from rcc_council.minutes.reading import minutes_list, minutes_now, minutes_of, owed
from rcc_council.minutes.records import Minutes, MinutesPart
from rcc_council.minutes.rules import both_texts, minutes_due

from rcc_desktop.api import Problem
from rcc_desktop.api.acting import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

Evening = Any
NEXT = date(2026, 3, 11)
HEAD = Head("Main Street Council", "2026-03-04", "regular", "2026-03-11", "M1", "no")
ROOMS = ("adopting", "circulating", "drafting", "names")
READS = {"names_in", "require_names_settled", "verify", "motions_to_adopt", "motions_to_amend", "begin_minutes"}
"""Verbs that change nothing: ``begin_minutes`` gives what was begun before."""
AFTER = {"amend"}
"""What alone may come after adoption."""


def refused(evening: Evening, verb: Any, *given: Any, **more: Any) -> str:
    with pytest.raises(Problem) as caught:
        evening.do(verb, *given, **more)
    return str(caught.value.code)


def test_that_minutes_are_due_at_the_earlier_of_the_next_meeting_and_sixty_days() -> None:
    """Rules 7: meeting 2026-03-04, next 2026-06-03, due 2026-05-03; and the next meeting where that is sooner."""
    assert minutes_due(date(2026, 3, 4), date(2026, 6, 3)) == date(2026, 5, 3)
    assert minutes_due(date(2026, 3, 4), date(2026, 3, 11)) == date(2026, 3, 11)
    assert minutes_due(date(2026, 3, 4), None, 30) == date(2026, 4, 3)


def test_that_what_is_owed_comes_first_and_says_when_it_is_late(evening: Evening) -> None:
    held = evening.meeting
    evening.plan(date(2026, 6, 3))
    evening.meeting = held
    evening.clock.set(evening.clock.now.replace(month=5, day=3))
    row = evening.desk.ask(lambda: owed(evening.clock.now))[0]
    assert (row.meeting, row.due, row.is_late, row.state) == (held, date(2026, 5, 3), False, "draft")
    evening.clock.set(evening.clock.now.replace(day=4))
    assert evening.desk.ask(lambda: owed(evening.clock.now))[0].is_late
    evening.now(circulate, evening.minutes)
    assert evening.desk.ask(lambda: owed(evening.clock.now)) == ()
    assert [row.due for row in evening.desk.ask(lambda: minutes_list(evening.clock.now))] == [None]


def test_that_a_draft_is_for_those_who_keep_it(evening: Evening, desk: Any) -> None:
    desk.acting_as("supervisor")
    with pytest.raises(Problem):
        evening.seen()
    assert [row.minutes for row in desk.ask(lambda: minutes_list(evening.clock.now))] == [None]
    assert desk.ask(lambda: minutes_of(evening.meeting)) == evening.minutes


def test_that_only_members_who_were_there_ask_for_corrections(sent: Evening, person: Any) -> None:
    ask = sent.people
    for absent in (ask["Gita"], ask["Finn"], person("Somebody Else")):
        with pytest.raises(Problem) as caught:
            sent.desk.do(lambda who=absent: ask_correction(sent.minutes, who, "It was tea.", sent.clock.now))
        assert caught.value.code == "council.did_not_attend"
    part = sent.part("1. Coffee").id
    row = sent.desk.do(lambda: ask_correction(sent.minutes, ask["Dario"], "Four offers.", sent.clock.now, part=part))
    asked = sent.seen().corrections[0]
    assert (asked.id, asked.asked_by, asked.heading, asked.state) == (
        row,
        "Dario Fontaine",
        "1. Coffee machine",
        "asked",
    )
    assert refused(sent, take_back, sent.minutes) == "council.asked"


def test_that_a_correction_is_made_in_the_text_or_turned_down(sent: Evening) -> None:
    part = sent.part("1. Coffee")

    def ask(said: str) -> int:
        who = sent.people["Dario"]
        return int(sent.desk.do(lambda: ask_correction(sent.minutes, who, said, sent.clock.now, part=part.id)))

    first, second = ask("Four offers."), ask("Nobody looked.")
    sent.do(make_correction, first, "Four offers were looked at.", expected=part.version)
    assert (sent.seen().state, sent.part("1. Coffee").words) == ("corrected", "Four offers were looked at.")
    sent.do(turn_down, second)
    assert [each.state for each in sent.seen().corrections] == ["made", "turned_down"]
    assert refused(sent, make_correction, second) == "council.answered"
    sent.do(reopen_correction, first)
    assert sent.seen().state == "circulated"


def test_that_minutes_are_adopted_by_a_later_meeting_and_frozen(sent: Evening) -> None:
    motion = sent.adopting_motion(NEXT)
    assert [each.id for each in sent.do(motions_to_adopt, sent.minutes)] == [motion]
    digest = sent.do(adopt, sent.minutes, motion)
    seen = sent.seen()
    assert (seen.state, seen.adopted_on, seen.digest, seen.is_sound) == ("adopted", NEXT, digest, True)
    assert seen.adopted_words == "Adopted on March 11, 2026 by motion M1."
    text = sent.desk.ask(lambda: Minutes.get_by_id(sent.minutes).frozen)
    assert sha256(text.encode("utf-8")).hexdigest() == digest
    assert "§ sealed § 3. Executive session" in text
    assert "§ inner § Guests by name\nQuentin Blackwood.\n" in text


def test_that_minutes_are_adopted_as_corrected_where_a_correction_was_made(sent: Evening) -> None:
    row = sent.desk.do(lambda: ask_correction(sent.minutes, sent.people["Ana"], "Late.", sent.clock.now))
    motion = sent.adopting_motion(NEXT)
    assert refused(sent, adopt, sent.minutes, motion) == "council.corrections_wait"
    sent.do(make_correction, row)
    sent.do(adopt, sent.minutes, motion)
    assert sent.seen().adopted_words == "Adopted as corrected on March 11, 2026 by motion M1."


def test_that_a_draft_that_nobody_saw_is_not_adopted(evening: Evening) -> None:
    motion = evening.adopting_motion(NEXT)
    assert refused(evening, adopt, evening.minutes, motion) == "council.not_sent"


@pytest.mark.parametrize(
    ("day", "more", "code"),
    [
        (date(2026, 3, 3), {}, "council.not_later"),
        (NEXT, {"motion_kind": "main"}, "council.motion"),
        (NEXT, {"motion_kind": "amend_adopted"}, "council.motion"),
    ],
)
def test_that_not_every_motion_adopts(sent: Evening, day: date, more: dict[str, Any], code: str) -> None:
    motion = sent.adopting_motion(day, **more)
    assert refused(sent, adopt, sent.minutes, motion) == code
    assert sent.do(motions_to_adopt, sent.minutes) == ()


def test_that_a_special_meeting_adopts_no_minutes(sent: Evening) -> None:
    """RONR: only what a special meeting was called for comes before it. Also where its kind was changed afterwards."""
    from rcc_council.meetings.records import Meeting

    motion = sent.adopting_motion(NEXT)
    later = sent.desk.ask(lambda: Meeting.get(Meeting.on_day == NEXT).id)
    sent.change(Meeting, later, kind="special")
    assert refused(sent, adopt, sent.minutes, motion) == "council.special"


def test_that_another_body_adopts_nothing_here(sent: Evening) -> None:
    from rcc_council.meetings.records import Meeting

    motion = sent.adopting_motion(NEXT)
    other = sent.add(Body, name="Events committee", kind="committee", first_day=date(2026, 1, 1))
    later = sent.desk.ask(lambda: Meeting.get(Meeting.on_day == NEXT).id)
    sent.change(Meeting, later, body=other)
    assert refused(sent, adopt, sent.minutes, motion) == "council.not_later"


@pytest.fixture
def adopted(sent: Evening) -> Evening:
    """The minutes of March 4, adopted on March 11 as corrected."""
    row = sent.desk.do(lambda: ask_correction(sent.minutes, sent.people["Ana"], "Late.", sent.clock.now))
    sent.do(make_correction, row)
    sent.do(adopt, sent.minutes, sent.adopting_motion(NEXT))
    return sent


def verbs() -> Iterator[Any]:
    for room in ROOMS:
        module = import_module(f"rcc_council.minutes.{room}")
        for name, verb in inspect.getmembers(module, inspect.isfunction):
            if getattr(verb, "__needs__", "") and verb.__module__ == module.__name__ and name not in READS | AFTER:
                yield pytest.param(verb, id=name)


@pytest.mark.parametrize("verb", list(verbs()))
def test_that_no_verb_changes_what_is_adopted(adopted: Evening, verb: Any) -> None:
    given = _things(adopted)
    parameters = inspect.signature(verb).parameters
    arguments = {name: given[name] for name, each in parameters.items() if name in given}
    missing = [name for name, each in parameters.items() if each.default is each.empty and name not in arguments]
    assert not missing, f"say in this test what {missing} is"
    before = _stored(adopted)
    with pytest.raises(Problem) as caught:
        adopted.desk.do(lambda: verb(**arguments))
    assert caught.value.code == "council.frozen"
    assert _stored(adopted) == before


def test_that_a_changed_byte_is_told(adopted: Evening) -> None:
    assert adopted.do(verify, adopted.minutes)
    text = adopted.desk.ask(lambda: Minutes.get_by_id(adopted.minutes).frozen)
    adopted.change(Minutes, adopted.minutes, frozen=text.replace("400", "900"))
    assert not adopted.do(verify, adopted.minutes)
    assert adopted.seen().is_sound is False


def test_that_what_is_read_is_the_frozen_text_and_not_the_draft_behind_it(adopted: Evening) -> None:
    before = [(each.heading, each.words) for each in adopted.seen().parts]
    for (row,) in adopted.desk.ask(lambda: list(MinutesPart.select(MinutesPart.id).tuples())):
        adopted.change(MinutesPart, row, words="Something else.")
    assert [(each.heading, each.words) for each in adopted.seen().parts] == before


def test_that_adopted_minutes_are_amended_by_a_motion_and_dated(adopted: Evening) -> None:
    before = adopted.desk.ask(lambda: Minutes.get_by_id(adopted.minutes).frozen)
    assert adopted.do(motions_to_amend, adopted.minutes) == ()
    motion = adopted.adopting_motion(date(2026, 3, 18), motion_kind="amend_adopted")
    assert [each.id for each in adopted.do(motions_to_amend, adopted.minutes)] == [motion]
    adopted.do(amend, adopted.minutes, motion, "The machine cost 380 dollars.")
    seen = adopted.seen()
    assert [(each.day, each.motion, each.words) for each in seen.addenda] == [
        (date(2026, 3, 18), "M1", "The machine cost 380 dollars.")
    ]
    assert adopted.desk.ask(lambda: Minutes.get_by_id(adopted.minutes).frozen) == before
    assert seen.is_sound
    assert refused(adopted, amend, adopted.minutes, motion) == "council.used"


def test_that_only_a_motion_to_amend_amends(adopted: Evening) -> None:
    motion = adopted.adopting_motion(date(2026, 3, 18))
    assert refused(adopted, amend, adopted.minutes, motion) == "council.motion"


def test_that_a_draft_has_no_addenda(sent: Evening) -> None:
    motion = sent.adopting_motion(date(2026, 3, 18), motion_kind="amend_adopted")
    assert refused(sent, amend, sent.minutes, motion) == "council.not_adopted_minutes"


def test_that_parts_of_ones_own_stand_where_they_were_put(evening: Evening) -> None:
    from rcc_council.minutes.drafting import rewrite

    after = evening.part("quorum").id
    own = evening.do(add_part, evening.minutes, "Notices", "Elections in May.", after=after)
    evening.now(rewrite, evening.minutes)
    headings = [each.heading for each in evening.seen().parts]
    assert headings[headings.index("Quorum") + 1] == "Notices"
    assert refused(evening, remove_part, after) == "council.recorded_part"
    evening.do(remove_part, own)
    assert "Notices" not in [each.heading for each in evening.seen().parts]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n§\\ é\u0301"), max_size=60)


@given(st.lists(st.builds(FrozenPart, TEXT, TEXT, st.sampled_from(["open", "inner", "sealed"])), max_size=6))
def test_that_frozen_parts_are_read_back_whatever_stands_in_them(parts: list[FrozenPart]) -> None:
    text = frozen_text(HEAD, parts)
    assert [(each.shown, each.words) for each in frozen_parts(text)] == [
        (each.shown, settled(each.words)) for each in parts
    ]
    assert frozen_text(HEAD, frozen_parts(text)) == text


def test_that_the_frozen_text_is_these_bytes() -> None:
    """As the module says, written out by hand; the digest is that of ``sha256sum`` over it."""
    text = frozen_text(
        HEAD, [FrozenPart("Coffee", "Bought.  \r\n§ 1\n\n"), FrozenPart("Lease", "Two\nyears", "sealed")]
    )
    assert text.encode() == (
        b"RCC Desktop minutes, form 1\nbody: Main Street Council\nheld_on: 2026-03-04\nkind: regular\n"
        b"adopted_on: 2026-03-11\nmotion: M1\nas_corrected: no\n\n"
        b"\xc2\xa7 open \xc2\xa7 Coffee\nBought.\n\\\xc2\xa7 1\n\n"
        b"\xc2\xa7 sealed \xc2\xa7 Lease\nTwo\nyears\n"
    )
    assert digest_of(text) == sha256(text.encode()).hexdigest()


@given(TEXT, TEXT)
def test_that_both_texts_are_kept(stored: str, typed: str) -> None:
    kept = both_texts(stored, typed, "--")
    assert stored.strip() in kept
    assert typed.strip() in kept


@needs("testing")
def _every_part(minutes: int) -> list[dict[str, Any]]:
    return [
        MinutesPart.stored_row(row)
        for (row,) in fetch(MinutesPart.select(MinutesPart.id).where(MinutesPart.minutes == minutes))
    ]


def _stored(evening: Evening) -> tuple[Any, ...]:
    minutes = evening.desk.ask(lambda: Minutes.stored_row(evening.minutes))
    return minutes, evening.desk.ask(lambda: _every_part(evening.minutes)), evening.seen()


def _things(evening: Evening) -> dict[str, Any]:
    """Something real for every name a verb asks for."""
    part = evening.desk.ask(lambda: _every_part(evening.minutes))[1]
    return {
        "minutes": evening.minutes,
        "part": part["id"],
        "correction": evening.seen().corrections[0].id,
        "motion": evening.desk.ask(lambda: Minutes.stored_row(evening.minutes)["adopted_by_id"]),
        "now": evening.clock.now,
        "on_day": evening.clock.now.date(),
        "asked_by": evening.people["Ana"],
        "heading": "Other",
        "said": "Other words",
        "name": "Quentin Blackwood",
        "why": "because",
        "expected": part["version"],
        "is_sealed": True,
    }


def test_that_minutes_that_are_gone_are_said_to_be(evening: Evening) -> None:
    with pytest.raises(Problem) as caught:
        evening.desk.ask(lambda: minutes_now(999, evening.clock.now))
    assert caught.value.code == "council.minutes_gone"
    assert refused(evening, save_part, 999, "", "", expected=1) == "council.part_gone"
