"""Who supervises whom, and what a supervisor should look at: quiet pairs, people waiting, mentors without anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, StaffMember, StaffRole, fetch
from rcc_mentors.people.pairs import AskedRow, PairRow, asking, pairs
from rcc_mentors.people.records import Mentor, Supervision
from rcc_mentors.people.rules import PIPELINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

MAY_SUPERVISE = ("supervisor", "coordinator", "peer_specialist", "director")
"""The roles of those who are offered as supervisors."""


@dataclass(frozen=True, slots=True)
class Supervised:
    """A mentor, who supervises them since when, whom they walk beside, and how many of those pairs are quiet."""

    mentor: int
    name: str
    stage: str
    supervisor: int | None
    supervisor_name: str
    since: date | None
    pairs: int
    quiet: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What one supervisor should look at. ``alone`` are mentors whom nobody supervises; ``on_the_way`` how many
    people are on their way to the hat."""

    mentors: tuple[Supervised, ...]
    quiet: tuple[PairRow, ...]
    unpaired: tuple[Supervised, ...]
    asking: tuple[AskedRow, ...]
    alone: tuple[Supervised, ...]
    on_the_way: int


@needs("mentors.pair")
def set_supervisor(mentor: int, supervisor: int | None, now: datetime) -> int | None:
    """Have ``supervisor`` (a member of the staff; None: nobody) supervise a mentor from today; who did comes back.

    Whoever did before no longer does: a mentor has one. Raises ``Problem`` for a mentor who would supervise themselves.
    """
    if supervisor is not None:
        person = StaffMember.stored_row(supervisor)["person_id"]
        if person is not None and person == Mentor.stored_row(mentor)["person_id"]:
            raise Problem(
                _("Nobody supervises themselves."), _("Nothing was changed. Choose somebody else."), field="supervisor"
            )
    active = (Supervision.mentor == mentor) & Supervision.until.is_null()
    stored = fetch(Supervision.select(Supervision.id, Supervision.supervisor, Supervision.since).where(active))
    before: int | None = None
    for row, held_by, since in stored:
        before = int(held_by)
        if before == supervisor:
            return before
        if from_day(since) == now.date():
            Supervision.remove(row)  # a slip of today leaves no trace but in the record
        else:
            Supervision.change(row, until=now.date())
    if supervisor is not None:
        _begin(mentor, supervisor, now)
    return before


@needs("mentors.pair")
def supervisors() -> list[tuple[int, str]]:
    """Who may supervise: members of the staff with a role for it, by name."""
    able = StaffRole.select(StaffRole.member).where(StaffRole.role.in_(MAY_SUPERVISE))
    query = StaffMember.select(StaffMember.id, StaffMember.name)
    return [(row, name) for row, name in fetch(query.where(StaffMember.active & StaffMember.id.in_(able)))]


@needs("mentors.pair")
def supervised(today: date, quiet_days: int) -> list[Supervised]:
    """Every mentor who serves or is on leave, by name, with who supervises them."""
    together: dict[int, list[PairRow]] = {}
    for each in pairs(today):
        together.setdefault(each.mentor, []).append(each)
    query = (
        Mentor.select(
            Mentor.id,
            shown_name_of(),
            Mentor.stage,
            Supervision.supervisor,
            StaffMember.name,
            Supervision.since,
        )
        .join(Person)
        .switch(Mentor)
        .join(Supervision, JOIN.LEFT_OUTER, on=(Supervision.mentor == Mentor.id) & Supervision.until.is_null())
        .join(StaffMember, JOIN.LEFT_OUTER, on=Supervision.supervisor == StaffMember.id)
        .where(Mentor.stage.in_(("active", "on_leave")))
        .order_by(Person.sort_name, Mentor.id)
    )
    return [_supervised(columns, together.get(columns[0], ()), quiet_days) for columns in fetch(query)]


@needs("mentors.pair")
def digest(today: date, quiet_days: int, supervisor: int | None = None) -> Digest:
    """What a supervisor should look at; by default whoever is signed in."""
    who = acting().staff if supervisor is None else supervisor
    everybody = supervised(today, quiet_days)
    mine = tuple(row for row in everybody if row.supervisor == who)
    ids = {row.mentor for row in mine}
    quiet = [row for row in pairs(today) if row.mentor in ids and (row.quiet or 0) >= quiet_days]
    return Digest(
        mentors=mine,
        quiet=tuple(sorted(quiet, key=lambda row: (-(row.quiet or 0), row.id))),
        unpaired=tuple(row for row in mine if row.stage == "active" and not row.pairs),
        asking=tuple(asking()),
        alone=tuple(row for row in everybody if row.supervisor is None),
        on_the_way=Mentor.select().where(Mentor.stage.in_(PIPELINE)).count(),
    )


def _begin(mentor: int, supervisor: int, now: datetime) -> None:
    """Go on with what ended today by the same hand, so that changing one's mind leaves one line."""
    again = (Supervision.mentor == mentor) & (Supervision.supervisor == supervisor) & (Supervision.until == now.date())
    ended = fetch(Supervision.select(Supervision.id).where(again))
    if ended:
        Supervision.change(ended[0][0], until=None)
    else:
        Supervision.add(mentor=mentor, supervisor=supervisor, since=now.date())


def _supervised(columns: tuple[Any, ...], together: Sequence[PairRow], quiet_days: int) -> Supervised:
    mentor, name, stage, supervisor, supervisor_name, since = columns
    return Supervised(
        mentor,
        name,
        stage,
        supervisor,
        supervisor_name or "",
        None if since is None else from_day(since),
        len(together),
        sum((row.quiet or 0) >= quiet_days for row in together),
    )
