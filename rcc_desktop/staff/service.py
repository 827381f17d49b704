"""Sign in, and the verbs of whoever looks after the staff.

A member's record lies in the store; their key lies in the center's key file. The two are changed one after the other,
because changing a key rewrites the whole file and cannot happen inside a transaction: a member without a ``slot`` has
not been given a key yet, and an inactive one who still has a slot still has to lose it. Both can be finished later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import Actor, acting, needs, require
from rcc_desktop.api.contributions import ROLES
from rcc_desktop.api.known_people import require_known, shown_name_of
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import Person, StaffMember, StaffRole
from rcc_desktop.api.words import words
from rcc_desktop.staff import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rcc_desktop.api.contributions import Permission

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who may sign in, or who once might. ``person`` names their own file, to those who may see files."""

    id: int
    login: str
    name: str
    roles: tuple[str, ...]
    active: bool
    slot: str
    version: int
    person: str = ""

    @property
    def has_key(self) -> bool:
        """Whether they have a key of their own, and so a password."""
        return bool(self.slot)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in, and on whose account the desk works from now on."""

    member: MemberRow
    actor: Actor


def sign_in(slot: str, declared: Iterable[Permission], device: str = "desk") -> SignedIn:
    """Who holds the key ``slot`` that opened the center, with what their roles may do.

    Raises ``Problem`` (code ``staff.unknown``) for a key nobody holds any more.
    """
    found = next((row for row in _members(StaffMember.slot == slot) if row.active), None)
    if found is None or not slot:
        raise Problem(
            _("This sign-in is not on the center's staff list."),
            _("Nothing was changed. Ask a director to add you, or sign in as somebody who is on the list."),
            code="staff.unknown",
        )
    return SignedIn(found, Actor(found.id, rules.permissions_of(found.roles, declared), device))


def failed_tries_told(count: int) -> str:
    """What to tell somebody about wrong passwords typed for them since they last signed in; nothing for none."""
    if count < 1:
        return ""
    told = ngettext(
        "Someone typed a wrong password for you {count} time since you last signed in.",
        "Someone typed a wrong password for you {count} times since you last signed in.",
        count,
    ).format(count=count)
    return told + " " + _("If that was not you, tell your director.")


@needs("staff.see")
def staff_of_center() -> list[MemberRow]:
    """Everybody who may sign in, then everybody who once might, each by name."""
    return sorted(_members(), key=lambda row: (not row.active, row.name.casefold()))


@needs("staff.manage")
def add_member(login: str, name: str, roles: Sequence[str]) -> MemberRow:
    """Put somebody on the staff list; they sign in once they are given a key with ``give_key``.

    Raises ``Problem`` beside the field ``login``, ``name`` or ``roles``.
    """
    login, name = login.strip(), name.strip()
    _check_name(name)
    _check_roles(roles)
    _check_login(login)
    member = StaffMember.add(login=login, name=name)
    for role in _in_order(roles):
        StaffRole.add(member=member, role=role)
    return _member_row(member)


@needs("staff.manage")
def give_key(member: int, slot: str) -> MemberRow:
    """Note that ``member`` holds the key ``slot``."""
    StaffMember.change(member, slot=slot)
    return _member_row(member)


@needs("staff.manage")
def change_member(member: int, name: str, roles: Sequence[str], *, expected: int | None = None) -> MemberRow:
    """Give somebody another name or other roles; what they may do changes when they next sign in.

    Raises ``Problem`` beside ``name`` or ``roles``, or when nobody would be left to look after the staff.
    """
    _check_name(name)
    _check_roles(roles)
    _check_keeper_stays(member, roles)
    StaffMember.change(member, expected=expected, name=name.strip())
    held = {row.role: row.id for row in StaffRole.select().where(StaffRole.member == member)}
    for role in _in_order(set(held) - set(roles)):
        StaffRole.remove(held[role])
    for role in _in_order(set(roles) - set(held)):
        StaffRole.add(member=member, role=role)
    return _member_row(member)


@needs("staff.manage")
def link_person(member: int, person: int | None, *, expected: int | None = None) -> MemberRow:
    """Say which person a member of the staff is; None: nobody's file. What they are as a visitor closes from here on.

    Raises ``Problem`` when there is no such person, or when somebody else on the list is that person.
    """
    require("people.see")
    if person is not None:
        require_known([person])
        others = (StaffMember.person == person) & (StaffMember.id != member) & StaffMember.active
        if fetch(StaffMember.select(StaffMember.id).where(others)):
            raise Problem(
                _("Somebody else on the staff list is this person already."),
                _("Nothing was changed. Take the link away there first."),
                field="person",
                code="staff.person_taken",
            )
    StaffMember.change(member, expected=expected, person=person)
    return _member_row(member)


@needs("staff.manage")
def remove_member(member: int) -> MemberRow:
    """Take somebody off the list of those who may sign in; their key is to be taken away next (``key_taken``).

    Raises ``Problem`` for oneself, and when nobody would be left to look after the staff.
    """
    if acting().staff == member:
        raise Problem(
            _("You cannot remove yourself."),
            _("Nothing was changed. Ask another director or administrator to do it."),
            code="staff.self",
        )
    _check_keeper_stays(member, ())
    StaffMember.change(member, active=False)
    return _member_row(member)


@needs("staff.manage")
def key_taken(member: int) -> MemberRow:
    """Note that the key of ``member`` opens nothing any more."""
    StaffMember.change(member, slot="")
    return _member_row(member)


@needs("staff.manage")
def bring_back(member: int) -> MemberRow:
    """Put somebody who was removed on the list again; they need a new key."""
    StaffMember.change(member, active=True)
    return _member_row(member)


def _member_row(member: int) -> MemberRow:
    """One member as they are now."""
    return _members(StaffMember.id == member)[0]


def _members(*where: object) -> list[MemberRow]:
    roles: dict[int, list[str]] = {}
    for member, role in fetch(StaffRole.select(StaffRole.member, StaffRole.role)):
        roles.setdefault(member, []).append(role)
    query = StaffMember.select()
    people = _people_of_staff()
    return [
        MemberRow(
            row.id,
            row.login,
            row.name,
            _in_order(roles.get(row.id, ())),
            row.active,
            row.slot,
            row.version,
            people.get(row.id, ""),
        )
        for row in (query.where(*where) if where else query)
    ]


def _people_of_staff() -> dict[int, str]:
    """What the person is called that a member is, for those who may see people's files."""
    if not acting().may("people.see"):
        return {}
    linked = StaffMember.select(StaffMember.id, shown_name_of()).join(Person, on=StaffMember.person == Person.id)
    return dict(fetch(linked))


def _in_order(roles: Iterable[str]) -> tuple[str, ...]:
    held = set(roles)
    return tuple(role for role in ROLES if role in held)


def _check_login(login: str) -> None:
    if not login:
        raise Problem(_("A sign-in name is missing."), _("Type a short name, such as maria or mgarcia."), field="login")
    taken = {rules.folded_login(known) for (known,) in fetch(StaffMember.select(StaffMember.login))}
    if rules.folded_login(login) in taken:
        raise Problem(
            _("Somebody signs in as “{login}” already.").format(login=login),
            _("Choose another sign-in name, perhaps with a last name."),
            field="login",
            code="staff.login_taken",
        )


def _check_name(name: str) -> None:
    if not name.strip():
        raise Problem(_("A name is missing."), _("Type the name the others know this person by."), field="name")


def _check_roles(roles: Sequence[str]) -> None:
    if not roles or not set(roles) <= set(ROLES):
        way_out = _("Choose at least one; a role says what somebody may do.")
        raise Problem(_("No role is chosen."), way_out, field="roles")


def _check_keeper_stays(member: int, roles: Sequence[str]) -> None:
    after = {row.id: row.roles for row in _members() if row.active}
    had = rules.has_keeper(after)
    after[member] = tuple(roles)
    if had and not rules.has_keeper(after):
        raise Problem(
            _("Nobody would be left who can look after the staff."),
            _("Nothing was changed. Make somebody else a director or an administrator first."),
            field="roles",
            code="staff.last_keeper",
        )
