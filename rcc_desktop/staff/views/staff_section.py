"""Who may sign in, and as what: add somebody, change their roles, take their key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.look import look
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.ui.sheet import SidePanel
from rcc_desktop.api.words import words
from rcc_desktop.staff import service
from rcc_desktop.staff.permissions import role_titles
from rcc_desktop.staff.views.member_form import MemberForm
from rcc_desktop.staff.views.own_file import OwnFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.look import Tone
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.staff.service import MemberRow

_, ngettext = words("rcc_desktop")


class Keys(Protocol):
    """What this section asks of whoever holds the keys. Problems go to ``owner.show_problem``."""

    def give(self, owner: object, login: str, password: str, then: Callable[[str], None]) -> None:
        """Make a key; ``then`` gets its slot."""

    def take(self, owner: object, slot: str, then: Callable[[], None]) -> None:
        """Take a key away."""


class StaffSection(Card):
    """The staff list; a row opens in a panel at the side."""

    def __init__(self, page: PageWidget, keys: Keys, signed_in: int) -> None:
        super().__init__(_("Staff"))
        self._page, self._keys, self._signed_in = page, keys, signed_in
        self._panel: SidePanel | None = None
        self.form: MemberForm | None = None
        self.body.addWidget(
            label(_("Everybody has a password of their own. A role says what somebody may do."), "subtle", wrap=True)
        )
        self._may_change = page.desk.may("staff.manage")
        if self._may_change:
            self.add_action(button(_("Add somebody"), "primary", icon_name="user-plus", press=self.open_new))
        self._model: RowsModel[MemberRow] = RowsModel(_columns())
        self.table = RowsTable(self._model, _("Staff"))
        self.table.setMinimumHeight(look().px(320))
        self.table.set_empty(_("Nobody yet"))
        if self._may_change:
            self.table.activated_row.connect(self.open_member)
        self.body.addWidget(self.table, 1)

    def ask(self) -> None:
        """Ask who is on the list."""
        self._page.desk.read(self._page, service.staff_of_center, self._model.show)

    def rows(self) -> list[MemberRow]:
        """The members shown."""
        return list(self._model.rows)

    def open_new(self) -> MemberForm:
        """Ask for somebody new at the side."""
        form = MemberForm(None, is_oneself=False)
        form.saved.connect(lambda: self._add(form))
        form.keyed.connect(lambda: self._key_again(form))
        return self._open(form, _("Add somebody"))

    def open_member(self, row: MemberRow) -> MemberForm:
        """Show one member at the side, to change."""
        form = MemberForm(row, is_oneself=row.id == self._signed_in)
        form.saved.connect(lambda: self._change(form, row))
        form.removed.connect(lambda: self._remove(form, row))
        form.keyed.connect(lambda: self._give_key(form, row, form.password()))
        form.brought_back.connect(lambda: self._bring_back(form, row))
        if self._page.desk.may("people.see"):
            own = OwnFile(row.person, self._find)
            own.chosen.connect(lambda person: self._link(form, row, person))
            own.unlinked.connect(lambda: self._link(form, row, None))
            form.add_part(own)
        return self._open(form, row.name)

    def _open(self, form: MemberForm, title: str) -> MemberForm:
        if self._panel is not None:
            self._panel.close()
        self.form = form
        self._panel = SidePanel(self, form, title)
        self._panel.set_dismissable(False)
        self._panel.closed.connect(self._panel.deleteLater)
        self._panel.open()
        return form

    def _add(self, form: MemberForm) -> None:
        values = form.values()
        form.wait(waiting=True)
        self._page.desk.write(
            form,
            lambda: service.add_member(values["login"], values["name"], values["roles"]),
            lambda row: self._give_key(form, row, values["password"]),
        )

    def _key_again(self, form: MemberForm) -> None:
        """They are on the list, but their key could not be made the first time."""
        row = form.row()
        if row is not None:
            self._give_key(form, row, form.password())

    def _give_key(self, form: MemberForm, row: MemberRow, password: str) -> None:
        form.became(row)
        form.wait(waiting=True)
        desk = self._page.desk

        def given(slot: str) -> None:
            desk.write(form, lambda: service.give_key(row.id, slot), lambda _row: self._done(told))

        told = _("{name} can sign in now.").format(name=row.name)
        self._keys.give(form, row.login, password, given)

    def _change(self, form: MemberForm, row: MemberRow) -> None:
        values = form.values()
        self._page.desk.write(
            form,
            lambda: service.change_member(row.id, values["name"], values["roles"], expected=row.version),
            lambda changed: self._done(_("{name} is changed, from their next sign-in on.").format(name=changed.name)),
        )

    def _find(self, text: str, then: Callable[[Sequence[PersonFound]], None]) -> None:
        desk = self._page.desk
        desk.read(self._page, lambda: desk.find_people(text) if text else (), then)

    def _link(self, form: MemberForm, row: MemberRow, person: int | None) -> None:
        told = _("{name}'s own file is linked.") if person is not None else _("{name}'s own file is no longer linked.")
        self._page.desk.write(
            form,
            lambda: service.link_person(row.id, person, expected=row.version),
            lambda linked: self._done(told.format(name=linked.name)),
        )

    def _remove(self, form: MemberForm, row: MemberRow) -> None:
        form.wait(waiting=True)
        if not row.active:
            self._take_key(form, row)
            return
        self._page.desk.write(form, lambda: service.remove_member(row.id), lambda gone: self._take_key(form, gone))

    def _take_key(self, form: MemberForm, row: MemberRow) -> None:
        desk = self._page.desk
        told = _("{name} can no longer sign in.").format(name=row.name)

        def taken() -> None:
            desk.write(form, lambda: service.key_taken(row.id), lambda _row: self._done(told))

        if row.has_key:
            self._keys.take(form, row.slot, taken)
        else:
            self._done(told)

    def _bring_back(self, form: MemberForm, row: MemberRow) -> None:
        self._page.desk.write(form, lambda: service.bring_back(row.id), form.became)

    def _done(self, told: str) -> None:
        if self._panel is not None:
            self._panel.close()
            self._panel = None
        self.form = None
        self._page.desk.note(told)
        self.ask()

    def show_beside(self, problem: Problem) -> bool:
        """The panel shows its own."""
        return self.form is not None and self.form.show_beside(problem)


def _columns() -> tuple[Column[MemberRow], ...]:
    titles = role_titles()
    return (
        Column(_("Name"), lambda row: row.name),
        Column(_("Signs in as"), lambda row: row.login),
        Column(_("Roles"), lambda row: ", ".join(titles.get(role, role) for role in row.roles)),
        Column(_("Own file"), lambda row: row.person, width=20),
        Column(_("State"), state_words, width=18, tone=_tone),
    )


def state_words(row: MemberRow) -> str:
    """Whether somebody can sign in, and what is still to be done."""
    if row.active:
        return _("Can sign in") if row.has_key else _("No password yet")
    return _("Key still to be taken") if row.has_key else _("Left")


def _tone(row: MemberRow) -> Tone:
    if row.active:
        return "ok" if row.has_key else "warn"
    return "danger" if row.has_key else "neutral"
