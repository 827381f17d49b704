"""Everybody who wears the hat, with what each owes: the list, its figures and the warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import known_people, shown_name_of
from rcc_desktop.api.records import Person, Site, fetch
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
    Training,
)
from rcc_mentors.people.rules import CheckSteps, Held, open_items

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_mentors.people.standards import Standards


@dataclass(frozen=True, slots=True)
class MentorRow:
    """One mentor in the list. ``sites`` are names, none for any site; ``open_items`` is what the way in still asks."""

    id: int
    person: int
    name: str
    stage: str
    stage_on: date
    pay: str
    roles: tuple[str, ...]
    sites: tuple[str, ...]
    open_items: tuple[str, ...]
    owed: tuple[Owed, ...]
    version: int

    @property
    def needs_attention(self) -> bool:
        """Whether something is owed or soon will be."""
        return bool(self.owed)


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One thing that somebody owes, leading to their file."""

    mentor: int
    person: int
    name: str
    owed: Owed


@needs("mentors.see")
def mentors(now: datetime, standards: Standards) -> list[MentorRow]:
    """All whom whoever asks may know of, by name; those who left come too."""
    query = (
        Mentor.select(
            Mentor.id, Mentor.person, shown_name_of(), Mentor.stage, Mentor.stage_on, Mentor.pay, Mentor.version
        )
        .join(Person)
        .where(Mentor.person.in_(known_people()))
        .order_by(Person.sort_name, Mentor.id)
    )
    roles, sites, marks = _many(_roles()), _many(_sites()), _many(_marks())
    kept, terms, today = _kept(), terms_by_kind(), now.date()
    return [
        MentorRow(
            mentor,
            person,
            name,
            stage,
            from_day(stage_on),
            pay,
            tuple(roles.get(mentor, ())),
            tuple(sites.get(mentor, ())),
            open_items("active", marks.get(mentor, ())) if stage not in {*SERVING, "left"} else (),
            owed(kept.get(mentor, Kept()), terms, standards, today) if stage in SERVING else (),
            version,
        )
        for mentor, person, name, stage, stage_on, pay, version in fetch(query)
    ]


@needs("mentors.see")
def warnings(now: datetime, standards: Standards) -> list[WarningRow]:
    """What is owed by everybody, what is past its day first, then by day."""
    rows = [WarningRow(row.id, row.person, row.name, each) for row in mentors(now, standards) for each in row.owed]
    return sorted(rows, key=lambda row: (not row.owed.is_pressing, row.owed.day or now.date(), row.name))


def _roles() -> Any:
    traits = MentorTrait.select(MentorTrait.mentor, MentorTrait.code)
    return traits.where(MentorTrait.kind == "role").order_by(MentorTrait.id)


def _sites() -> Any:
    return MentorSite.select(MentorSite.mentor, Site.name).join(Site).order_by(Site.id)


def _marks() -> Any:
    return ChecklistMark.select(ChecklistMark.mentor, ChecklistMark.item)


def _many(query: Any) -> dict[int, list[Any]]:
    """What belongs to each mentor, from a query of mentor and value."""
    found: dict[int, list[Any]] = {}
    for mentor, value in fetch(query):
        found.setdefault(mentor, []).append(value)
    return found


def _kept() -> dict[int, Kept]:
    """What every file holds of what can run out, in four readings however many mentors there are."""
    certificates: dict[int, list[Held]] = {}
    columns = (Credential.mentor, Credential.id, Credential.kind, Credential.issued_on, Credential.expires_on)
    for mentor, row, kind, issued, expires in fetch(Credential.select(*columns)):
        certificates.setdefault(mentor, []).append(Held(row, kind, from_day(issued), _maybe(expires)))
    trainings: dict[int, list[tuple[date, str, int]]] = {}
    for mentor, day, topic, minutes in fetch(
        Training.select(Training.mentor, Training.on_day, Training.topic, Training.minutes)
    ):
        trainings.setdefault(mentor, []).append((from_day(day), topic, minutes))
    signed, checks = _signed(), _checks()
    return {
        mentor: Kept(
            tuple(certificates.get(mentor, ())),
            *signed.get(mentor, (None, None)),
            tuple(trainings.get(mentor, ())),
            checks.get(mentor),
        )
        for mentor in {*certificates, *trainings, *signed, *checks}
    }


def _signed() -> dict[int, tuple[str | None, date | None]]:
    """The newest signing of each mentor."""
    columns = (EthicsSigning.mentor, EthicsSigning.edition, EthicsSigning.renew_on)
    rows = fetch(EthicsSigning.select(*columns).order_by(EthicsSigning.signed_on, EthicsSigning.id))
    return {mentor: (edition, _maybe(renew)) for mentor, edition, renew in rows}


def _checks() -> dict[int, CheckSteps]:
    """The newest background check of each mentor, as far as it matters to what is owed."""
    columns = (
        *(BackgroundCheck.mentor, BackgroundCheck.result_on, BackgroundCheck.result, BackgroundCheck.decision),
        BackgroundCheck.recheck_on,
    )
    rows = fetch(BackgroundCheck.select(*columns).order_by(BackgroundCheck.id))
    return {
        mentor: CheckSteps(result_on=_maybe(day), result=result, decision=decision, recheck_on=_maybe(again))
        for mentor, day, result, decision, again in rows
    }


def _maybe(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
