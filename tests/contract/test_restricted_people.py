"""Somebody whose file is restricted has no name in anything any plugin reads, shows or writes for others."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from peewee import CharField, ForeignKeyField, TextField
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget

from rcc_desktop.api.acting import Actor, needs
from rcc_desktop.api.contributions import PersonPage
from rcc_desktop.api.fields import DayField, MomentField
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.records import Person
from rcc_desktop.host import papers
from rcc_desktop.host.host import records_of
from rcc_desktop.host.permissions import PERMISSIONS as PAPERS
from rcc_desktop.people.permissions import PERMISSIONS as PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from rcc_desktop.api.record import Record
    from rcc_desktop.host.session import Session
    from rcc_desktop.testing_desk import TryOutDesk

RIDES = Path(__file__).parents[1] / "outside" / "rcc_rides"
NAME = "Zenobia Quillfeather"


@pytest.fixture
def more_plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    monkeypatch.syspath_prepend(str(RIDES))
    yield {"rides": "rcc_rides.plugin"}
    for name in [each for each in sys.modules if each.split(".")[0] == "rcc_rides"]:
        del sys.modules[name]


@pytest.fixture
def hidden(desk: TryOutDesk, session: Session, person: Callable[..., int]) -> int:
    """Somebody restricted, about whom there is a row in every table of every plugin."""
    somebody = person(NAME, restricted=True)
    for info in session.host.infos.values():
        for record in records_of(info):
            desk.do(partial(_add_row, record, somebody, desk.now()))
    return somebody


@needs("testing")
def _add_row(record: type[Record], person: int, now: datetime) -> int:
    fields = [each for each in record._meta.sorted_fields if each.name not in {"id", "version"}]
    must = [each for each in fields if (each.default is None and not each.null) or _is_person(each)]
    return record.add(**{each.name: _made_up(each, person, now) for each in must})


def _is_person(field: Any) -> bool:
    return isinstance(field, ForeignKeyField) and field.rel_model is Person


def _made_up(field: Any, person: int, now: datetime) -> object:
    if isinstance(field, DayField):
        return now.date()
    if isinstance(field, MomentField):
        return now
    if isinstance(field, CharField | TextField):
        return "made up"
    return person if _is_person(field) else 1


@pytest.fixture
def everything_told(session: Session, hidden: int, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[Any]:
    """Whatever pages, people's tabs, papers and searches read and show of today for whoever is signed in."""
    kept: list[QWidget] = []  # until they are closed, as the window keeps them

    def keep(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)

    yield lambda: _everything_told(session, hidden, monkeypatch, keep)
    kept.clear()


def _everything_told(
    session: Session, person: int, monkeypatch: pytest.MonkeyPatch, keep: Callable[[QWidget], None]
) -> str:
    told: list[str] = []
    read = session.store.read

    def overheard(work: Callable[[], Any], actor: Actor) -> Any:
        answer = read(work, actor)
        told.append(repr(answer))
        return answer

    monkeypatch.setattr(type(session.store), "read", lambda _store, work, actor: overheard(work, actor))
    for page in [page for answer in session.pages() for page in answer.value]:
        widget = page.build(person) if isinstance(page, PersonPage) else page.build()
        keep(widget)
        widget.refresh()
        told += texts_of(widget)
    for paper in session.documents():
        usual = session.store.read(partial(papers.usual_answers, session, paper), session.actor)
        try:
            session.store.read(partial(papers.build, session, paper, usual), session.actor)
        except Problem as refused:  # not for this role, or only for those who are mentors themselves
            told.append(str(refused))
    session.store.read(lambda: session.find_people(NAME.split()[1], 20), session.actor)
    return "\n".join(told)


def texts_of(widget: QWidget) -> Iterator[str]:
    for child in (widget, *widget.findChildren(QWidget)):
        yield f"{child.accessibleName()} {child.accessibleDescription()} {child.toolTip()} {child.windowTitle()}"
        if isinstance(child, QLabel | QLineEdit):
            yield child.text()
        if isinstance(child, QAbstractItemView) and child.model() is not None:
            yield from cells_of(child.model())


def cells_of(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in roles:
                yield str(model.index(row, column).data(role))


def may_all_but(session: Session, *but: str) -> Actor:
    declared = (*PEOPLE, *PAPERS, *session.host.permissions())
    return Actor(session.actor.staff, frozenset(each.key for each in declared) - set(but))


def test_that_no_plugin_tells_the_name_of_somebody_restricted(
    desk: TryOutDesk, session: Session, everything_told: Callable[[], str]
) -> None:
    session.sign_in(may_all_but(session, "people.restricted"))
    told = everything_told()
    assert [line for line in told.splitlines() if any(word in line for word in NAME.split())] == []
    assert "Name not shown" in told
    assert desk.problems == []


def test_that_the_front_desk_is_told_no_name_either(desk: TryOutDesk, everything_told: Callable[[], str]) -> None:
    desk.acting_as("front_desk")
    told = everything_told()
    assert [line for line in told.splitlines() if any(word in line for word in NAME.split())] == []


def test_that_those_who_may_see_restricted_files_are_told(session: Session, everything_told: Callable[[], str]) -> None:
    """So that what is not found above would have been found."""
    session.sign_in(may_all_but(session))
    assert NAME in everything_told()
