"""One mentor's file, whole, as the tab shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import require_known, shown_name_of
from rcc_desktop.api.records import Person, Site, StaffMember, StaffRole, fetch
from rcc_mentors.people.credentials import terms_by_kind
from rcc_mentors.people.owed import SERVING, Kept, Owed, owed
from rcc_mentors.people.records import (
    BackgroundCheck,
    ChecklistMark,
    Credential,
    EthicsSigning,
    Mentor,
    MentorSite,
    MentorTrait,
    StageMove,
    Training,
)
from rcc_mentors.people.rules import CheckSteps, Held, Terms, same_work
from rcc_mentors.people.service import Details

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from rcc_mentors.people.standards import Standards


@dataclass(frozen=True, slots=True)
class MarkRow:
    """An item of a checklist that is done."""

    item: str
    done_on: date
    seen_by: str
    note: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A stage somebody came to, with who wrote it and what was still open."""

    id: int
    stage: str
    on_day: date
    why: str
    open_items: tuple[str, ...]
    moved_by: str


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential as it was written down."""

    id: int
    kind: str
    issued_on: date
    expires_on: date | None
    number: str
    note: str
    version: int

    @property
    def held(self) -> Held:
        """Its days, for the rules."""
        return Held(self.id, self.kind, self.issued_on, self.expires_on)


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """Time spent learning."""

    id: int
    on_day: date
    topic: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SigningRow:
    """An edition of the ethics code that was signed."""

    id: int
    edition: str
    signed_on: date
    renew_on: date | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A background check with its steps."""

    id: int
    steps: CheckSteps
    version: int


@dataclass(frozen=True, slots=True)
class MentorFile:
    """All of it. ``sites`` are ids, none for any; ``every_site`` are the center's own, to choose from."""

    id: int
    person: int
    name: str
    stage: str
    stage_on: date
    active_on: date | None
    left_why: str
    details: Details
    traits: Mapping[str, tuple[str, ...]]
    sites: tuple[int, ...]
    every_site: tuple[tuple[int, str], ...]
    marks: Mapping[str, MarkRow]
    moves: tuple[MoveRow, ...]
    credentials: tuple[CredentialRow, ...]
    trainings: tuple[TrainingRow, ...]
    signings: tuple[SigningRow, ...]
    checks: tuple[CheckRow, ...]
    terms: Mapping[str, Terms]
    owed: tuple[Owed, ...]
    same_work: frozenset[str]
    version: int


@needs("mentors.see")
def mentor_of(person: int) -> int | None:
    """The hat of a person; None where they never had one."""
    require_known([person])
    found = fetch(Mentor.select(Mentor.id).where(Mentor.person == person))
    return int(found[0][0]) if found else None


@needs("mentors.see")
def file_of(person: int, now: datetime, standards: Standards) -> MentorFile | None:
    """The mentor's file of a person; None where they never had the hat. Raises ``Problem`` for nobody known."""
    mentor = mentor_of(person)
    if mentor is None:
        return None
    columns = (
        *(shown_name_of(), Mentor.stage, Mentor.stage_on, Mentor.active_on, Mentor.left_why, Mentor.version),
        *(getattr(Mentor, name) for name in Details.__slots__),
    )
    found = fetch(Mentor.select(*columns).join(Person).where(Mentor.id == mentor))[0]
    name, stage, stage_on, active_on, left_why, version, *details = found
    traits, terms = _traits(mentor), terms_by_kind()
    credentials, trainings, signings = _credentials(mentor), _trainings(mentor), _signings(mentor)
    checks = _checks(mentor)
    kept = _kept(credentials, trainings, signings, checks)
    asks = Details(*details)
    return MentorFile(
        id=mentor,
        person=person,
        name=name,
        stage=stage,
        stage_on=from_day(stage_on),
        active_on=_maybe(active_on),
        left_why=left_why,
        details=asks,
        traits=traits,
        sites=tuple(site for (site,) in fetch(MentorSite.select(MentorSite.site).where(MentorSite.mentor == mentor))),
        every_site=tuple(fetch(Site.select(Site.id, Site.name).where(Site.active).order_by(Site.id))),
        marks=_marks(mentor),
        moves=_moves(mentor),
        credentials=credentials,
        trainings=trainings,
        signings=signings,
        checks=checks,
        terms=terms,
        owed=owed(kept, terms, standards, now.date()) if stage in SERVING else (),
        same_work=same_work(asks.pay, traits.get("role", ()), _staff_roles(person)),
        version=version,
    )


def _kept(
    credentials: tuple[CredentialRow, ...],
    trainings: tuple[TrainingRow, ...],
    signings: tuple[SigningRow, ...],
    checks: tuple[CheckRow, ...],
) -> Kept:
    newest = signings[0] if signings else None
    return Kept(
        tuple(row.held for row in credentials),
        newest.edition if newest else None,
        newest.renew_on if newest else None,
        tuple((row.on_day, row.topic, row.minutes) for row in trainings),
        checks[0].steps if checks else None,
    )


def _traits(mentor: int) -> dict[str, tuple[str, ...]]:
    rows = MentorTrait.select(MentorTrait.kind, MentorTrait.code).where(MentorTrait.mentor == mentor)
    found: dict[str, tuple[str, ...]] = {}
    for kind, code in fetch(rows.order_by(MentorTrait.id)):
        found[kind] = (*found.get(kind, ()), code)
    return found


def _marks(mentor: int) -> dict[str, MarkRow]:
    query = (
        ChecklistMark.select(ChecklistMark.item, ChecklistMark.done_on, StaffMember.name, ChecklistMark.note)
        .join(StaffMember, JOIN.LEFT_OUTER, on=ChecklistMark.seen_by == StaffMember.id)
        .where(ChecklistMark.mentor == mentor)
    )
    return {item: MarkRow(item, from_day(day), who or "", note) for item, day, who, note in fetch(query)}


def _moves(mentor: int) -> tuple[MoveRow, ...]:
    """The newest first."""
    query = (
        StageMove.select(
            StageMove.id, StageMove.stage, StageMove.on_day, StageMove.why, StageMove.open_items, StaffMember.name
        )
        .join(StaffMember, JOIN.LEFT_OUTER, on=StageMove.moved_by == StaffMember.id)
        .where(StageMove.mentor == mentor)
        .order_by(StageMove.on_day.desc(), StageMove.id.desc())
    )
    return tuple(
        MoveRow(row, stage, from_day(day), why, tuple(items.split()), who or "")
        for row, stage, day, why, items, who in fetch(query)
    )


def _credentials(mentor: int) -> tuple[CredentialRow, ...]:
    """The newest first."""
    columns = (
        *(Credential.id, Credential.kind, Credential.issued_on, Credential.expires_on, Credential.number),
        *(Credential.note, Credential.version),
    )
    query = Credential.select(*columns).where(Credential.mentor == mentor)
    return tuple(
        CredentialRow(row, kind, from_day(issued), _maybe(expires), number, note, version)
        for row, kind, issued, expires, number, note, version in fetch(query.order_by(Credential.issued_on.desc()))
    )


def _trainings(mentor: int) -> tuple[TrainingRow, ...]:
    """The newest first."""
    columns = (Training.id, Training.on_day, Training.topic, Training.title, Training.minutes)
    query = Training.select(*columns).where(Training.mentor == mentor)
    return tuple(
        TrainingRow(row, from_day(day), topic, title, minutes)
        for row, day, topic, title, minutes in fetch(query.order_by(Training.on_day.desc(), Training.id.desc()))
    )


def _signings(mentor: int) -> tuple[SigningRow, ...]:
    """The newest first."""
    columns = (EthicsSigning.id, EthicsSigning.edition, EthicsSigning.signed_on, EthicsSigning.renew_on)
    query = EthicsSigning.select(*columns).where(EthicsSigning.mentor == mentor)
    rows = fetch(query.order_by(EthicsSigning.signed_on.desc(), EthicsSigning.id.desc()))
    return tuple(SigningRow(row, edition, from_day(signed), _maybe(renew)) for row, edition, signed, renew in rows)


def _checks(mentor: int) -> tuple[CheckRow, ...]:
    """The newest first."""
    names = tuple(CheckSteps.__slots__)
    columns = (BackgroundCheck.id, BackgroundCheck.version, *(getattr(BackgroundCheck, name) for name in names))
    query = BackgroundCheck.select(*columns).where(BackgroundCheck.mentor == mentor)
    rows = fetch(query.order_by(BackgroundCheck.id.desc()))
    return tuple(CheckRow(row, _steps(names, values), version) for row, version, *values in rows)


def _steps(names: tuple[str, ...], values: list[Any]) -> CheckSteps:
    given = zip(names, values, strict=True)
    steps: dict[str, Any] = {name: _maybe(value) if name.endswith("_on") else value for name, value in given}
    return CheckSteps(**steps)


def _staff_roles(person: int) -> frozenset[str]:
    query = StaffRole.select(StaffRole.role).join(StaffMember)
    return frozenset(role for (role,) in fetch(query.where((StaffMember.person == person) & StaffMember.active)))


def _maybe(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
