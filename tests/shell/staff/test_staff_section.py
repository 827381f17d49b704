"""The staff list in the window: adding somebody gives them a key, removing somebody takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.database.center import open_center
from rcc_desktop.shell.key_room import KeyRoom
from rcc_desktop.staff import service
from rcc_desktop.staff.keys import prove
from rcc_desktop.staff.views.own_file import OwnFile
from rcc_desktop.staff.views.password_section import PasswordSection
from rcc_desktop.staff.views.staff_section import StaffSection, state_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rcc_desktop.database.center import Center
    from rcc_desktop.host.session import Session
    from rcc_desktop.staff.service import MemberRow
    from rcc_desktop.testing_desk import TryOutDesk

DIRECTOR, DIRECTORS_PASSWORD = "director", "seven kind herons wade slowly"
PASSWORD = "nine calm otters float along"


@pytest.fixture
def page(qtbot: QtBot, desk: TryOutDesk) -> PageWidget:
    made = PageWidget(desk, "Settings")
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def section(page: PageWidget, session: Session) -> StaffSection:
    made = StaffSection(page, KeyRoom(session), signed_in=1)
    page.body.addWidget(made)
    made.ask()
    return made


def add_lou(section: StaffSection, **other: object) -> MemberRow:
    form = section.open_new()
    form.form.fill({"name": "Lou", "login": "lou", "roles": ["front_desk"], "password": PASSWORD, **other})
    form.form.submit()
    return next(row for row in section.rows() if row.login == "lou")


def test_that_somebody_added_can_open_the_center(section: StaffSection, center: Center, desk: TryOutDesk) -> None:
    row = add_lou(section)
    assert row.has_key
    assert prove_of(center, "lou") == row.slot
    assert desk.notes == ["Lou can sign in now."]


def prove_of(center: Center, login: str) -> str:
    """The slot that this person's password opens, in another program, once this one has closed the center."""
    folder = center.folder
    center.close()
    opened = open_center(folder, login=login, password=PASSWORD)
    try:
        return opened.slot_uid
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"password": "short"}, "password"), ({"login": DIRECTOR}, "login")],
)
def test_that_what_is_wrong_with_somebody_new_is_told_beside_it(
    section: StaffSection, typed: dict[str, str], field: str
) -> None:
    form = section.open_new()
    form.form.fill({"name": "Lou", "login": "lou", "roles": ["front_desk"], "password": PASSWORD, **typed})
    form.form.submit()
    assert form.form.row(field).problem()
    section.ask()
    assert len(section.rows()) == 1


def test_that_somebody_whose_key_could_not_be_made_is_on_the_list_and_can_be_given_one_again(
    section: StaffSection, center: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_login: str, _password: str) -> str:
        raise Problem("The disk is full.", "Make room.")

    with monkeypatch.context() as for_now:
        for_now.setattr(center, "add_member", full)
        form = section.open_new()
        form.form.fill({"name": "Lou", "login": "lou", "roles": ["front_desk"], "password": PASSWORD})
        form.form.submit()
    assert form.banner.isVisible()
    form.key_form.fill({"first": PASSWORD})
    form.key_form.submit()
    section.ask()
    lou = next(row for row in section.rows() if row.login == "lou")
    assert lou.has_key
    assert len(section.rows()) == 2


def test_that_changing_somebody_changes_what_they_may_do(section: StaffSection, desk: TryOutDesk) -> None:
    lou = add_lou(section)
    form = section.open_member(lou)
    form.form.fill({"name": "Louise", "roles": ["coordinator", "supervisor"]})
    form.form.submit()
    changed = next(row for row in section.rows() if row.id == lou.id)
    assert (changed.name, changed.roles) == ("Louise", ("coordinator", "supervisor"))


def test_that_a_key_taken_away_opens_nothing_and_the_centers_own_key_is_another(
    section: StaffSection, center: Center
) -> None:
    lou = add_lou(section)
    before = center.key_epoch
    section.open_member(lou).removed.emit()
    gone = next(row for row in section.rows() if row.id == lou.id)
    assert (gone.active, gone.has_key) == (False, False)
    assert center.key_epoch == before + 1
    with pytest.raises(Problem):
        prove_of(center, "lou")


def test_that_a_removal_that_was_interrupted_can_be_finished(section: StaffSection, desk: TryOutDesk) -> None:
    lou = add_lou(section)
    desk.do(lambda: service.remove_member(lou.id))
    section.ask()
    half = next(row for row in section.rows() if row.id == lou.id)
    assert state_words(half) == "Key still to be taken"
    section.open_member(half).removed.emit()
    assert not next(row for row in section.rows() if row.id == lou.id).has_key


def test_that_nobody_can_take_their_own_key_away(section: StaffSection) -> None:
    me = next(row for row in section.rows() if row.login == DIRECTOR)
    form = section.open_member(me)
    assert form.remove.isHidden() or not form.remove.isVisible()


def test_that_a_supervisor_sees_the_list_and_no_buttons(page: PageWidget, session: Session, desk: TryOutDesk) -> None:
    desk.acting_as("supervisor")
    made = StaffSection(page, KeyRoom(session), signed_in=2)
    page.body.addWidget(made)
    made.ask()
    assert len(made.rows()) == 1
    made.table.activated_row.emit(made.rows()[0])
    assert made.form is None


def test_that_a_key_is_refused_to_those_who_may_not_give_it_even_past_the_buttons(
    page: PageWidget, session: Session, desk: TryOutDesk, center: Center
) -> None:
    desk.acting_as("front_desk")
    before = center.keyfile_seq
    KeyRoom(session).give(page, "lou", PASSWORD, lambda _slot: pytest.fail("a key was given"))
    KeyRoom(session).take(page, "no slot", lambda: pytest.fail("a key was taken"))
    KeyRoom(session).new_recovery_code(page, lambda _code: pytest.fail("a code was made"))
    assert center.keyfile_seq == before


def test_that_a_password_is_proved_without_opening_the_center_again(center: Center) -> None:
    with pytest.raises(Problem):
        prove(center, DIRECTOR, PASSWORD)
    assert prove(center, DIRECTOR, DIRECTORS_PASSWORD) == 1
    assert prove(center, DIRECTOR, DIRECTORS_PASSWORD) == 0


def test_that_somebody_elses_right_password_does_not_unlock_the_desk(center: Center) -> None:
    center.add_member("lou", PASSWORD)
    with pytest.raises(Problem):
        prove(center, "lou", PASSWORD)


def test_that_ones_own_password_is_changed_with_the_old_one(
    page: PageWidget, session: Session, center: Center, desk: TryOutDesk
) -> None:
    section = PasswordSection(page, KeyRoom(session), DIRECTOR)
    page.body.addWidget(section)
    section.form.fill({"old": DIRECTORS_PASSWORD, "password": PASSWORD, "again": PASSWORD})
    section.form.submit()
    assert desk.notes == ["Your password is changed."]
    assert prove_of(center, DIRECTOR)


def test_that_a_wrong_old_password_is_told_beside_it(page: PageWidget, session: Session) -> None:
    section = PasswordSection(page, KeyRoom(session), DIRECTOR)
    page.body.addWidget(section)
    section.form.fill({"old": "not the old one at all", "password": PASSWORD, "again": PASSWORD})
    section.form.submit()
    told: list[Problem] = []
    page.show_problem = told.append  # type: ignore[method-assign,assignment]
    section.form.submit()
    assert section.show_beside(told[0])
    assert section.form.row("old").problem()


def test_that_a_member_of_the_staff_is_linked_to_their_own_file_and_back(
    section: StaffSection, desk: TryOutDesk, person: Callable[..., int]
) -> None:
    nia = person("Nia Brooks")
    row = add_lou(section)
    (own,) = section.open_member(row).findChildren(OwnFile)
    own.picker.field.setText("Nia")
    own._ask("Nia")
    assert [line.id for line in own.picker.people.lines()] == [nia]
    own.picker.people.choose_current()
    linked = next(each for each in section.rows() if each.login == "lou")
    assert (linked.person, desk.notes[-1]) == ("Nia Brooks", "Lou's own file is linked.")
    (own,) = section.open_member(linked).findChildren(OwnFile)
    own.unlink.click()
    assert next(each for each in section.rows() if each.login == "lou").person == ""
