"""The meeting while it goes on, run with the keys alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from rcc_council.meetings.live import ask_to_speak, enter_executive, note_words
from rcc_council.meetings.room import arrive
from rcc_council.plugin import MEETINGS
from rcc_council.register.actions import actions_of_meeting
from rcc_council.views.live_action import ActionPanel
from rcc_council.views.live_closing import ClosingPanel
from rcc_council.views.motion_panel import MotionPanel

from rcc_desktop.api.ui import Overlay

Town = Any
Press = Any
Open = Any
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def spoken(page: QWidget) -> str:
    """What a screen reader hears of the quorum."""
    heard: str = page.live.room.quorum.accessibleName()  # type: ignore[attr-defined]
    return heard


def test_that_a_meeting_opens_with_one_button_and_names_are_typed_at_once(
    open_page: Open, town: Town, press: Press
) -> None:
    page = open_page()
    page.begin()
    press("dev", ENTER, "grace", ENTER)
    assert town.here() == {"Devon Price", "Grace Lin"}


def test_that_the_quorum_is_said_with_every_arrival_and_every_leave(open_page: Open, town: Town, press: Press) -> None:
    town.open("Maria", "Devon", "Aaliyah", "Sam", "Tomás", item=None)
    page = open_page()
    assert spoken(page).startswith("No quorum. 5 of 10 here.")
    assert page.live.banner.isVisible()
    press("mei", ENTER)
    assert spoken(page).startswith("Quorum. 6 of 10 here.")
    assert not page.live.banner.isVisible()
    page.live.agenda.setFocus()
    press("l", ENTER)
    assert len(town.here()) == 5
    assert spoken(page).startswith("No quorum. 5 of 10 here.")
    assert page.live.banner.isVisible()


def test_that_an_arrival_is_taken_back_by_undo(open_page: Open, town: Town, press: Press, desk: Any) -> None:
    town.open("Maria", item=None)
    open_page()
    press("bo", ENTER)
    assert town.here() == {"Maria Nuñez", "Bo Ruiz"}
    desk.undo_latest()
    assert town.here() == {"Maria Nuñez"}


def test_that_a_name_nobody_has_on_file_comes_as_a_guest(open_page: Open, town: Town, press: Press) -> None:
    town.open("Maria", item=None)
    open_page()
    press("Visitor Vera", ENTER)
    guest = next(each for each in town.now().people if each.name == "Visitor Vera")
    assert (guest.capacity, guest.counts, guest.is_here) == ("guest", False, True)


def test_that_n_takes_up_the_next_item_and_ends_the_one_before(open_page: Open, town: Town, press: Press) -> None:
    town.open(item=None)
    page = open_page()
    page.live.agenda.setFocus()
    press("n", "n")
    assert [(item.title, item.state) for item in town.now().agenda] == [
        ("Welcome", "done"),
        ("Budget", "open"),
        ("Van", "waiting"),
        ("Closing", "waiting"),
    ]
    assert page.live.item.title.text() == "2  Budget"


def test_that_letters_typed_in_a_field_are_text_and_with_alt_are_keys(
    open_page: Open, town: Town, press: Press
) -> None:
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("t", "nvma")
    assert page.live.item.notes.text.toPlainText() == "nvma"
    press(Qt.Key.Key_N, alt=True)
    assert town.item("Van").state == "open"
    assert town.item("Budget").words == "nvma"


def test_that_the_time_of_an_item_runs_and_says_when_it_is_over(open_page: Open, town: Town, clock: Any) -> None:
    town.open()
    page = open_page()
    clock.advance(minutes=23)
    page.live._tick()
    assert page.live.item.timer.text() == "23:00 of 20 min"
    assert page.live.item.over.text() == "3:00 over"


def test_that_a_speaker_is_put_on_the_list_and_has_the_word_by_key(
    open_page: Open, town: Town, press: Press, panel: Any
) -> None:
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("s", "jor", ENTER)
    page.live.agenda.setFocus()
    press("w")
    (speaker,) = town.item("Budget").speakers
    assert (speaker.name, speaker.began is not None, speaker.ended) == ("Jordan Kim", True, None)
    press("w")
    assert town.item("Budget").speakers[0].ended is not None


def test_that_a_motion_is_written_down_with_m(open_page: Open, town: Town, press: Press, panel: Any) -> None:
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("m", "That the council buys a van.")
    form = panel(page, MotionPanel).form
    form.fill({"mover": town.people["Devon"], "seconder": town.people["Sam"]})
    form.submit()
    motion = town.motion()
    assert (motion.number, motion.mover, motion.seconder) == ("M1", "Devon Price", "Sam Whitehorse")
    assert [card.motion.id for card in page.live.item.cards] == [motion.id]


def test_that_the_digits_take_the_steps_that_are_open_now(open_page: Open, town: Town, press: Press) -> None:
    town.open()
    town.move()
    page = open_page()
    page.live.agenda.setFocus()
    said = [code for code, _button in page.live.item.with_keys().steps]
    assert said[0] == "seconded"
    press("1", "dev", ENTER)
    assert (town.motion().state, town.motion().seconder) == ("seconded", "Devon Price")
    page.live.agenda.setFocus()
    press("1")
    assert town.motion().state == "stated"
    steps = [code for code, _button in page.live.item.with_keys().steps]
    page.live.agenda.setFocus()
    press(str(steps.index("tabled") + 1))
    assert town.motion().state == "tabled"


def test_that_without_a_quorum_only_what_is_allowed_is_offered(
    open_page: Open, town: Town, press: Press, panel: Any
) -> None:
    town.open("Maria", "Devon")
    page = open_page()
    page.live.agenda.setFocus()
    press("m")
    kind = panel(page, MotionPanel).form.row("kind").control
    assert kind.value() == "adjourn"
    assert kind.count() == 4


def test_that_a_promise_goes_into_the_register(
    open_page: Open, town: Town, press: Press, panel: Any, desk: Any
) -> None:
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("d", "Ask for two more offers")
    form = panel(page, ActionPanel).form
    form.fill({"owner": town.people["Rosa"]})
    form.submit()
    (action,) = desk.ask(lambda: actions_of_meeting(town.meeting, desk.now().date()))
    assert (action.words, action.owner_name) == ("Ask for two more offers", "Rosa Medina")


def test_that_executive_session_hides_its_item_from_those_without_the_permission(
    open_page: Open, town: Town, press: Press, desk: Any
) -> None:
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("e")
    sealed = page.live.open_item()
    assert (sealed.kind, sealed.is_sealed) == ("executive", True)
    town.do(note_words, sealed.id, "About somebody's job.", expected=sealed.version)
    desk.acting_as("coordinator")
    other = open_page()
    assert other.live.open_item() is None
    assert sealed.title not in [item.title for _depth, item in other.live.agenda.items]
    assert "sealed" in " ".join(label.text() for label in other.live.item.nothing.findChildren(type(other._title)))
    assert not other.executive.isVisible()


def test_that_leaving_executive_session_says_its_times(open_page: Open, town: Town, press: Press, desk: Any) -> None:
    town.open()
    town.do(enter_executive, town.meeting, desk.now())
    page = open_page()
    town.clock.advance(minutes=20)
    page.live.agenda.setFocus()
    press("e")
    assert desk.notes[-1] == "Executive session from 17:30 to 17:50."
    assert page.live.open_item() is None


def test_that_closing_asks_with_what_is_left_and_shows_what_came_of_it(
    open_page: Open, town: Town, panel: Any, desk: Any
) -> None:
    town.open()
    town.move()
    page = open_page()
    page.ask_close()
    panel(page, ClosingPanel).yes.click()
    assert page.shown == "over"
    assert town.now().meeting.state == "closed"
    assert page.minutes.isVisible()
    desk.undo_latest()
    assert town.now().meeting.state == "open"


def test_that_a_meeting_without_a_quorum_leaves_its_stub(open_page: Open, town: Town, desk: Any) -> None:
    town.open("Maria", item=None)
    page = open_page()
    page.close_now()
    assert town.now().meeting.state == "no_quorum"
    assert "never a quorum" in desk.notes[-1]


def test_that_another_desk_shows_at_once_what_this_one_keeps(open_page: Open, town: Town, session: Any) -> None:
    town.open()
    here, there = open_page(), open_page()
    session.on_changes(lambda changes: there.refresh() if changes.touches(MEETINGS) else None)
    here.live.room_deeds.left(next(each for each in town.now().people if each.name == "Mei Chen"))
    assert "9 of 10 here" in spoken(there)


def test_that_whoever_may_only_look_changes_nothing(open_page: Open, town: Town, press: Press, desk: Any) -> None:
    town.open()
    town.do(ask_to_speak, town.items["Budget"], town.people["Mei"], desk.now())
    town.move()
    desk.acting_as("supervisor")
    page = open_page()
    page.live.agenda.setFocus()
    press("n", "m", "v", "s", "d", "e", "1", ENTER)
    assert not [each for each in page.window().findChildren(Overlay) if each.isVisible()]
    assert town.item("Budget").state == "open"
    assert not page.live.item_bar.isVisible()
    assert page.live.item.notes.text.isReadOnly()


def test_that_nothing_needs_a_scroll_to_the_side_at_the_smallest_screen(open_page: Open, town: Town) -> None:
    town.open()
    town.move("That " + "the council buys a van and has it painted in the colors of the center, " * 4)
    page = open_page(width=1262, height=664)
    for part in page.live.findChildren(QAbstractScrollArea):
        assert part.horizontalScrollBar().maximum() == 0, part
    whole = QRect(0, 0, page.width(), page.height())
    for each in (page.live.room_card, page.live.middle, page.live.agenda_card, page.live.item_bar):
        assert each.isVisible()
        assert whole.contains(QRect(each.mapTo(page, each.rect().topLeft()), each.size()))


def test_that_where_there_is_little_room_one_part_is_shown_and_keys_turn_to_it(
    open_page: Open, town: Town, press: Press
) -> None:
    town.open()
    page = open_page(width=700)
    live = page.live
    assert (live.room_card.isVisible(), live.middle.isVisible()) == (False, True)
    press(Qt.Key.Key_A, alt=True)
    assert (live.room_card.isVisible(), live.middle.isVisible()) == (True, False)
    assert live.room.field.hasFocus()


def test_that_a_past_meeting_is_typed_in_on_the_same_page(open_page: Open, town: Town, desk: Any, clock: Any) -> None:
    from rcc_council.meetings.service import add_meeting

    starts = clock.now.replace(day=18)
    held = town.do(add_meeting, town.body, starts, starts.replace(hour=18), clock.now, was_held=True)
    page = open_page(on_meeting=False)
    page.open_meeting_of(held)
    assert page.shown == "over"
    page._correct()
    town.do(arrive, held, town.people["Rosa"], starts)
    page.refresh()
    assert page.shown == "live"
    page.live.room.field.setText("Mei")
    page.live.room._enter()
    came = {each.name: each.came for each in page.now.people if each.is_here}
    assert came == {"Rosa Medina": starts, "Mei Chen": starts}


def test_that_who_chairs_is_chosen_by_a_few_letters(open_page: Open, town: Town, press: Press) -> None:
    town.open()
    page = open_page()
    page.live.ask_chair()
    press("gra", ENTER)
    assert town.now().chair == "Grace Lin"
    assert "Grace Lin" in page.live.room.chair.text()


def test_that_a_meeting_that_is_over_leads_to_its_minutes(open_page: Open, town: Town, desk: Any) -> None:
    town.open()
    page = open_page()
    page.close_now()
    assert page.minutes.isVisible()
    page.minutes.click()
    assert desk.shell.pages == [("council.minutes", town.meeting)]
