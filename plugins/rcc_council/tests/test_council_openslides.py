"""A real program's example meeting comes in as a past one, and nothing that was moved or voted is lost."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from rcc_council.bodies.records import Body
from rcc_council.bodies.service import body_list
from rcc_council.commands import COMMANDS
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting, Speaker
from rcc_council.motions.reading import motions_of
from rcc_council.motions.records import Ballot, Motion, MotionStep, Vote, VoteChoice
from rcc_council.openslides import take_openslides
from rcc_council.plain_text import MOST_CHARACTERS, plain_text

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[4] / "shared" / "data" / "openslides" / "example-data.json"
STORED = (Meeting, AgendaItem, InRoom, Speaker, Motion, MotionStep, Vote, VoteChoice, Ballot)


@needs("testing")
def _add_body() -> int:
    return Body.add(name="Council of Main Street", kind="council", first_day=date(2010, 1, 1))


@pytest.fixture
def body(desk: Any) -> int:
    row: int = desk.do(_add_body)
    return row


@pytest.fixture
def example() -> dict[str, Any]:
    if not EXAMPLE.exists():
        pytest.skip("the example meeting of OpenSlides is not beside this checkout")
    found: dict[str, Any] = json.loads(EXAMPLE.read_text())
    return found


@pytest.fixture
def take(desk: Any, body: int) -> Callable[[Any], Any]:
    """Bring an export in, as data or as text."""

    def taken(export: Any) -> Any:
        text = export if isinstance(export, str) else json.dumps(export)
        return desk.do(lambda: take_openslides(body, text, desk.now()))

    return taken


def stored(desk: Any) -> dict[str, int]:
    return {each.__name__: desk.ask(lambda each=each: each.select().count()) for each in STORED}


def seen(desk: Any) -> Any:
    (meeting,) = desk.ask(lambda: fetch(Meeting.select(Meeting.id)))[0]
    return desk.ask(lambda: motions_of(meeting, desk.now()))


def small(**more: Any) -> dict[str, Any]:
    """An export made here: one meeting, one motion, one poll."""
    tables: dict[str, Any] = {
        "meeting": {"1": {"name": "Weekly", "start_time": 1_700_000_000}},
        "motion": {"1": {"title": "Coffee", "text": "<p>Buy it</p>", "meeting_id": 1, "state_id": 1}},
        "motion_state": {"1": {"name": "accepted", "meeting_id": 1}},
        "poll": {"1": {"content_object_id": "motion/1", "meeting_id": 1, "state": "finished", "type": "named"}},
        "option": {"1": {"poll_id": 1, "meeting_id": 1, "content_object_id": "motion/1", "yes": "2.000000"}},
        "user": {"1": {"first_name": "Ana", "last_name": "Ruiz"}, "2": {"username": "ben"}},
        "vote": {
            "1": {"option_id": 1, "meeting_id": 1, "value": "Y", "weight": "1.000000", "user_id": 1},
            "2": {"option_id": 1, "meeting_id": 1, "value": "Y", "weight": "1.000000", "user_token": "secret"},
        },
    }
    return {**tables, **more}


def test_that_every_motion_poll_option_and_vote_of_the_example_is_kept(
    desk: Any, take: Any, example: dict[str, Any]
) -> None:
    taken = take(example)
    kept = stored(desk)
    assert (taken.items, kept["AgendaItem"]) == (len(example["agenda_item"]), 15)
    assert (taken.motions, taken.elections, kept["Motion"]) == (4, 2, 6)
    assert (taken.polls, kept["Vote"]) == (len(example["poll"]), 5)
    assert (taken.votes, kept["Ballot"]) == (len(example["vote"]), 9)
    assert kept["Speaker"] == len(example["speaker"])
    assert kept["InRoom"] == len(example["meeting"]["1"]["present_user_ids"])
    asked = [row for row in example["option"].values() if "poll_id" in row]
    assert taken.options == len(asked) == 8
    motions = {row.number: row for row in seen(desk)}
    assert sorted(motions) == ["2", "3", "A1", "E1", "E2"]
    assert [each.number for each in motions["A1"].amendments] == ["1 - 1"]
    assert {row.mover for number, row in motions.items() if number[0] != "E"} == {"Administrator"}


def test_that_the_votes_of_the_example_add_up_as_in_the_file(desk: Any, take: Any, example: dict[str, Any]) -> None:
    take(example)
    votes = {"yes": 0, "no": 0, "abstain": 0}
    for row in example["vote"].values():
        votes[{"Y": "yes", "N": "no", "A": "abstain"}[row["value"]]] += int(float(row["weight"]))
    kept = desk.ask(lambda: fetch(Ballot.select(Ballot.choice, Ballot.weight)))
    assert {name: sum(weight for choice, weight in kept if choice == name) for name in votes} == votes
    motions = {row.number: row for row in seen(desk)}
    first, second = motions["A1"].votes
    assert (first.yes, first.no, first.abstain, first.illegal) == (2, 4, 1, 9)
    assert (first.outcome, second.outcome, second.was_counted) == ("undecided", "undecided", False)
    assert "2 yes, 4 no, 1 abstaining; 2 valid, 9 invalid, 2 cast" in first.arithmetic
    third, fourth = motions["E1"].votes
    assert [(each.words, each.yes) for each in third.choices] == [("Administrator", 0)]
    assert [(each.words, each.yes, each.no, each.abstain) for each in fourth.choices] == [
        ("Administrator", 3, 0, 0),
        ("b", 7, 0, 0),
        ("a", 2, 0, 0),
        ("On all of them at once", 0, 2, 1),
    ]
    (named,) = motions["E2"].votes
    assert (named.method, [(each.name, each.choice) for each in named.ballots]) == (
        "roll_call",
        [("Administrator", "yes")],
    )


def test_that_markup_states_and_the_tree_of_the_agenda_come_over(desk: Any, take: Any, example: dict[str, Any]) -> None:
    take(example)
    motions = {row.number: row for row in seen(desk)}
    assert Counter(row.state for row in motions.values() if row.kind == "main") == {"moved": 2, "stated": 1}
    assert motions["3"].words == "sdf sdfpdfkw wef\nwepkf\nweüpfk\nweüpfdfg"
    assert motions["A1"].words.startswith("Lorem ipsum dolor sit amet")
    assert "<" not in "".join(row.words for row in motions.values())
    inside = desk.ask(lambda: fetch(AgendaItem.select(AgendaItem.title).where(AgendaItem.inside.is_null(False))))
    assert inside == [("2. Wahl",)]
    hidden = desk.ask(lambda: fetch(AgendaItem.select(AgendaItem.title).where(AgendaItem.is_sealed)))
    assert hidden == [("H",)]


def test_that_the_example_is_a_past_meeting_of_its_own_day(desk: Any, take: Any, example: dict[str, Any]) -> None:
    take(example)
    meeting = desk.ask(Meeting.get)
    assert (meeting.on_day, meeting.was_typed_in, meeting.state) == (date(2011, 11, 11), True, "closed")
    assert meeting.ends_at > meeting.starts_at


def test_that_the_same_file_a_second_time_changes_nothing(desk: Any, take: Any, example: dict[str, Any]) -> None:
    take(example)
    before = stored(desk)
    again = take(json.dumps(example, indent=4))
    assert (again.meetings, again.already_here, stored(desk)) == (0, 1, before)


def test_that_a_secret_vote_keeps_no_name_and_no_token(desk: Any, take: Any) -> None:
    take(small())
    (motion,) = seen(desk)
    assert (motion.state, motion.votes[0].outcome) == ("adopted", "adopted")
    assert [each.name for each in motion.votes[0].ballots] == ["Ana Ruiz"]
    kept = desk.ask(lambda: fetch(Ballot.select(Ballot.name, Ballot.why)))
    assert kept == [("Ana Ruiz", ""), ("", "")]


def test_that_counts_nobody_made_are_said_and_not_counted(desk: Any, take: Any) -> None:
    option = {"poll_id": 1, "meeting_id": 1, "content_object_id": "motion/1", "yes": "-1.000000", "no": "-2.000000"}
    take(small(option={"1": option}, vote={}))
    vote = seen(desk)[0].votes[0]
    assert (vote.yes, vote.no, vote.was_counted) == (0, 0, False)
    assert vote.arithmetic.startswith("a majority yes, not documented no, 0 abstaining")


def test_that_who_cast_a_vote_for_somebody_else_is_said(desk: Any, take: Any) -> None:
    cast = {"option_id": 1, "meeting_id": 1, "value": "N", "weight": "1.000000", "user_id": 1, "delegated_user_id": 2}
    take(small(vote={"1": cast}))
    ballot = seen(desk)[0].votes[0].ballots[0]
    assert (ballot.name, ballot.choice, ballot.why) == ("Ana Ruiz", "no", "Cast by ben.")


def test_that_a_vote_under_a_topic_has_lines_of_its_own(desk: Any, take: Any) -> None:
    poll = {"content_object_id": "topic/1", "meeting_id": 1, "state": "published", "title": "Which day?"}
    lines = {
        "1": {"poll_id": 1, "meeting_id": 1, "text": "Monday", "yes": "4.000000", "weight": 2},
        "2": {"poll_id": 1, "meeting_id": 1, "text": "Friday", "yes": "6.000000", "weight": 1},
    }
    topic = {"1": {"title": "Picnic", "meeting_id": 1}}
    take(small(poll={"1": poll}, option=lines, vote={}, topic=topic))
    asked = next(row for row in seen(desk) if row.kind == "other")
    assert [(each.words, each.yes) for each in asked.votes[0].choices] == [("Friday", 6), ("Monday", 4)]
    assert asked.votes[0].question == "Which day?"


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"meeting": {"1": {"start_time": NaN}}}',
        "[" * 200_000,
        '{"a":' * 200_000,
        '{"meeting": {"1": {}}}',
        '{"meeting": {"x": {}}}',
        '{"meeting": {"1": []}}',
        '{"meeting": {"1": {"start_time": "yesterday"}}}',
        '{"meeting": {"1": {"start_time": 1e400}}}',
        '{"meeting": {"1": {"start_time": 99999999999999999999}}}',
        '{"meeting": {"1": {"start_time": ' + "9" * 5000 + "}}}",
    ],
)
def test_that_what_is_no_export_is_refused(desk: Any, take: Any, broken: str) -> None:
    with pytest.raises(Problem, match="Nothing was brought in") as refused:
        take(broken)
    assert refused.value.field == "file"
    assert set(stored(desk).values()) == {0}


@pytest.mark.parametrize(
    "more",
    [
        {"vote": {"1": {"option_id": 9, "meeting_id": 1, "value": "Y", "weight": "1.0"}}},
        {"vote": {"1": {"option_id": 1, "meeting_id": 1, "value": "?", "weight": "1.0"}}},
        {"vote": {"1": {"option_id": 1, "meeting_id": 1, "value": "Y", "weight": "0.5"}}},
        {"vote": {"1": {"option_id": 1, "meeting_id": 1, "value": "Y", "weight": "1e99999999"}}},
        {"option": {"1": {"poll_id": 9, "meeting_id": 1, "content_object_id": "motion/1"}}},
        {"option": {"1": {"poll_id": 1, "meeting_id": 1, "content_object_id": "motion/1", "yes": "-3.000000"}}},
        {"poll": {"1": {"content_object_id": "motion/9", "meeting_id": 1}}},
        {"motion": {"1": {"title": "a", "meeting_id": 1, "lead_motion_id": 1}}},
        {"motion": {"1": {"title": ["a"], "meeting_id": 1}}},
        {"motion": {"1": {"title": "a", "meeting_id": 1, "text": "<p>" * 10_000}}},
        {"agenda_item": {"1": {"content_object_id": "motion/1", "meeting_id": 1, "parent_id": 1}}},
        {"agenda_item": {"1": {"content_object_id": "../etc", "meeting_id": 1}}},
        {"user": {}},
        {"tag": {str(each): {} for each in range(20_001)}},
    ],
)
def test_that_a_file_with_one_bad_row_leaves_nothing_behind(desk: Any, take: Any, more: dict[str, Any]) -> None:
    """Votes, polls or motions that would be lost; loops; parts of votes; and rows that are not there."""
    with pytest.raises(Problem):
        take(small(**more))
    assert set(stored(desk).values()) == {0}


def test_that_html_becomes_plain_words_once() -> None:
    assert (
        plain_text("<p>a &amp;lt;b&gt;</p><script>steal()</script><ul><li>one<li>two</ul>") == "a &lt;b>\n- one\n- two"
    )
    assert plain_text("we&uuml;pf&nbsp;k<br>x\u202ey\x00z") == "weüpf k\nxyz"
    assert plain_text("1 < 2 and <b>3 > 2") == "1 < 2 and 3 > 2"
    with pytest.raises(ValueError, match="too long"):
        plain_text("x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![CDATA[", "</", "<?", "<!", "&lt;", "<a b='", "<script>"])
def test_that_no_markup_takes_long(piece: str) -> None:
    """Each of these made a parser look for its end again and again; a thousand files like it would still be read."""
    for text in (piece * 4_999, piece * 4_999 + ">", piece * 2_499 + ">" * 2_499 + "x" * 50_000):
        plain_text(text[:MOST_CHARACTERS])


@settings(deadline=None)
@given(some.text(max_size=300))
def test_that_any_text_can_be_read(text: str) -> None:
    assert "\x00" not in plain_text(text)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(picked=some.data())
def test_that_a_spoiled_export_is_refused_whole_or_taken_whole(desk: Any, take: Any, picked: Any) -> None:
    export = json.loads(json.dumps(small()))
    table = picked.draw(some.sampled_from(sorted(export)))
    row = export[table][picked.draw(some.sampled_from(sorted(export[table])))]
    row[picked.draw(some.sampled_from([*sorted(row), "weight", "text", "type", "parent_id"]))] = picked.draw(JSON)
    before = stored(desk)
    try:
        taken = take(export)
    except Problem:
        assert stored(desk) == before
    else:
        grown = stored(desk)
        assert grown["Vote"] - before["Vote"] == taken.polls
        assert grown["Ballot"] - before["Ballot"] == taken.votes


def test_that_a_command_brings_a_meeting_in_and_says_what_it_left(desk: Any, body: int, tmp_path: Path) -> None:
    (command,) = (each for each in COMMANDS if each.name == "council import-openslides")
    path = tmp_path / "export.json"
    path.write_text(json.dumps(small(tag={"1": {"meeting_id": 1}})))
    answer = desk.do(lambda: command.run(desk, {"file": str(path), "body": str(body)}))
    assert command.told(answer) == (
        "1 meeting brought in: 0 items, 1 motions, 0 elections, 1 polls and 2 votes. "
        "Left out, by its name in the file: tag 1."
    )
    again = desk.do(lambda: command.run(desk, {"file": str(path), "body": str(body)}))
    assert "here already" in command.told(again)
    for given_file, number in ((tmp_path / "none.json", "1"), (path, "one"), (path, "999")):
        with pytest.raises(Problem):
            desk.do(lambda f=given_file, n=number: command.run(desk, {"file": str(f), "body": n}))


def test_that_the_body_of_a_command_is_called_by_its_name(desk: Any, body: int, tmp_path: Path) -> None:
    (command,) = (each for each in COMMANDS if each.name == "council import-openslides")
    path = tmp_path / "export.json"
    path.write_text(json.dumps(small()))
    name = desk.ask(lambda: body_list(desk.now()))[0].name
    answer = desk.do(lambda: command.run(desk, {"file": str(path), "body": f" {name.upper()} "}))
    assert "1 meeting brought in" in command.told(answer)
    with pytest.raises(Problem, match=name):
        desk.do(lambda: command.run(desk, {"file": str(path), "body": "Nobody"}))
