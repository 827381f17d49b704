"""People's files in the window: opened from anywhere, with the plugins' tabs, and the short form at the side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from rcc_desktop.api import PersonPage
from rcc_desktop.api.ui import PageWidget, SidePanel
from rcc_desktop.host.host import Answer
from rcc_desktop.people import service
from rcc_desktop.people.rows import NewPerson
from rcc_desktop.people.views.add_form import AddForm
from rcc_desktop.people.views.closed_side import ClosedSide
from rcc_desktop.people.views.person_file import PersonFilePage
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.open_center import OpenCenter
from rcc_desktop.shell.set_aside_page import SetAsidePage
from rcc_desktop.shell.window_shell import WindowShell
from rcc_desktop.staff import service as staff
from rcc_desktop.staff.service import MemberRow, SignedIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk


@pytest.fixture
def view(desk: TryOutDesk, qtbot: QtBot) -> Iterator[CenterView]:
    session = desk.session
    member = MemberRow(1, "director", "Director", ("director",), True, "", 1)
    made = CenterView(OpenCenter(session.store.center, session, SignedIn(member, session.actor)))
    session.shell = WindowShell(made)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.notices.clear()


def add(desk: TryOutDesk, first: str, last: str) -> int:
    return desk.do(lambda: service.add(NewPerson(first_name=first, last_name=last), desk.now())).id


def page_of(view: CenterView) -> PersonFilePage:
    page = view.stack.current_page()
    assert isinstance(page, PersonFilePage)
    return page


def field(page: PersonFilePage, name: str) -> QLineEdit:
    from rcc_desktop.people.views.about_tab import AboutTab

    (about,) = page.findChildren(AboutTab)
    return about._identity._texts[name]


def type_in(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)


def form_of(view: CenterView) -> AddForm:
    (panel,) = view.window().findChildren(SidePanel)
    assert not panel.isHidden()
    (form,) = panel.findChildren(AddForm)
    return form


def test_that_a_file_opens_in_place_of_the_page(view: CenterView, desk: TryOutDesk) -> None:
    view.open_person(add(desk, "Ana", "Ruiz"))
    assert page_of(view)._title.text() == "Ana Ruiz"
    view.open_person(add(desk, "Bo", "Kim"))
    assert page_of(view)._title.text() == "Bo Kim"
    assert len([page for page in view.stack.pages() if isinstance(page, PersonFilePage)]) == 1


def test_that_a_saved_field_is_told_at_the_foot_and_undone_there(view: CenterView, desk: TryOutDesk) -> None:
    ana = add(desk, "Ana", "Ruiz")
    view.open_person(ana)
    type_in(field(page_of(view), "city"), "Salem")
    assert view.notices.texts() == ["Saved."]
    assert view.notices.undo_newest()
    assert desk.ask(lambda: service.file_of(ana)).city == ""
    assert field(page_of(view), "city").text() == ""


def test_that_a_change_elsewhere_is_seen_at_once(view: CenterView, desk: TryOutDesk) -> None:
    ana = add(desk, "Ana", "Ruiz")
    view.open_person(ana)
    desk.write(object(), lambda: service.change(ana, 1, desk.now(), pronouns="she/her"), lambda _row: None)
    assert field(page_of(view), "pronouns").text() == "she/her"
    assert "she/her" in page_of(view)._subtitle.text()


def test_that_words_that_could_not_be_saved_are_back_when_the_file_is_opened_again(
    view: CenterView, desk: TryOutDesk
) -> None:
    ana, bo = add(desk, "Ana", "Ruiz"), add(desk, "Bo", "Kim")
    view.open_person(ana)
    type_in(field(page_of(view), "born"), "around Easter")
    view.open_person(bo)
    assert field(page_of(view), "born").text() == ""
    view.open_person(ana)
    assert field(page_of(view), "born").text() == "around Easter"
    assert "not saved yet" in view.notices.texts()[-1]


def with_tab(view: CenterView, monkeypatch: pytest.MonkeyPatch, page: PersonPage) -> None:
    """As if the check-in plugin offered this tab and nothing else."""
    monkeypatch.setattr(view.session, "pages", lambda: (Answer("checkin", (page,)),))


def test_that_plugins_tabs_are_there_for_those_who_may_see_them(
    view: CenterView, desk: TryOutDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def build(person: int) -> PageWidget:
        asked.append(person)
        return PageWidget(desk, "Made up")

    page = PersonPage("made.up", "Made up", "calendar", build, needs="made.see")
    with_tab(view, monkeypatch, page)
    ana = add(desk, "Ana", "Ruiz")
    view.open_person(ana)
    assert "made.up" in page_of(view).tab_keys()
    assert asked == []
    page_of(view).open_tab("made.up")
    assert asked == [ana]
    desk.acting_as("director")
    with_tab(view, monkeypatch, replace(page, needs="made.nobody"))
    view.open_person(ana)
    assert "made.up" not in page_of(view).tab_keys()


def test_that_a_tab_that_cannot_be_built_says_so_and_the_file_goes_on(
    view: CenterView, desk: TryOutDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(_person: int) -> Any:
        raise RuntimeError("made up")

    with_tab(view, monkeypatch, PersonPage("made.up", "Made up", "calendar", build))
    ana = add(desk, "Ana", "Ruiz")
    view.open_person(ana, "made.up")
    assert "checkin" in view.session.host.failures
    assert page_of(view).findChildren(SetAsidePage)
    page_of(view).open_tab("about")
    type_in(field(page_of(view), "city"), "Salem")
    assert desk.ask(lambda: service.file_of(ana)).city == "Salem"


def test_that_what_was_typed_is_there_when_the_form_is_opened_again(view: CenterView) -> None:
    got: list[int] = []
    view.add_person("", got.append)
    form = form_of(view)
    name = form.form.row("name").control
    QTest.keyClicks(name, "Ana Ru")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    (panel,) = view.window().findChildren(SidePanel)
    assert panel.isHidden()
    view.add_person("", got.append)
    assert form_of(view).form.values()["name"] == "Ana Ru"
    form_of(view).form.submit()
    assert panel.isHidden()
    assert len(got) == 1
    view.add_person("", got.append)
    assert form_of(view).form.values()["name"] == ""
    panel.close()


def test_that_another_name_typed_elsewhere_begins_another_form(view: CenterView) -> None:
    view.add_person("Ana Ruiz", lambda _person: None)
    form_of(view).form.fill({"phone": "410 555 0100"})
    view.add_person("Ana Ruiz", lambda _person: None)
    assert form_of(view).form.values()["phone"] == "410 555 0100"
    view.add_person("Bo Kim", lambda _person: None)
    assert (form_of(view).form.values()["name"], form_of(view).form.values()["phone"]) == ("Bo Kim", "")
    form_of(view).hide()


def test_that_a_colleagues_file_says_which_tabs_are_closed_and_why(desk: TryOutDesk, view: CenterView) -> None:
    person = add(desk, "Nia", "Brooks")
    member = desk.do(lambda: staff.add_member("nia", "Nia Brooks", ["peer_mentor"]))
    desk.do(lambda: staff.link_person(member.id, person))
    desk.acting_as("coordinator")
    view.open_person(person)
    page = page_of(view)
    closed = []
    for key in page.tab_keys():
        page.open_tab(key)
        shown = page._frames[page.tabs.currentIndex()].widget()
        if isinstance(shown, ClosedSide):
            closed.append(key)
            assert "works here" in " ".join(part.text() for part in shown.findChildren(QLabel))
    assert set(closed) >= {"questions", "alerts", "history", "checkin.visits"}
    assert "about" not in closed
    assert desk.problems == []
