"""Credentials: what somebody holds, since when, until when, and what the center asks of each kind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import Credential, CredentialTerm
from rcc_mentors.people.rules import USUAL_TERMS, Terms

if TYPE_CHECKING:
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

AHEAD = timedelta(days=366)
"""How far ahead a credential may begin: a renewal is often on paper before the old one ends."""


@needs("mentors.see")
def terms_by_kind() -> dict[str, Terms]:
    """What the center asks of each kind of credential; the usual terms where it has said nothing."""
    columns = (CredentialTerm.kind, CredentialTerm.months, CredentialTerm.training_minutes, CredentialTerm.topics)
    said = {
        kind: Terms(months, minutes, _topics(topics))
        for kind, months, minutes, topics in fetch(CredentialTerm.select(*columns))
    }
    return {**USUAL_TERMS, **said}


@needs("mentors.keep")
def set_terms(kind: str, terms: Terms) -> Terms:
    """Say what the center asks of a kind of credential; what held before comes back. Raises ``Problem`` (fields)."""
    if terms.months is not None and terms.months < 1:
        raise Problem(_("A credential lasts a month or more."), _("Leave it empty for good."), field="months")
    if terms.training_minutes < 0 or any(minutes < 0 for minutes in terms.topics.values()):
        raise Problem(_("Training cannot be less than nothing."), _("Type 0 for none."), field="training_minutes")
    before = terms_by_kind().get(kind, Terms())
    values: dict[str, Any] = {
        "months": terms.months,
        "training_minutes": terms.training_minutes,
        "topics": " ".join(f"{topic}:{minutes}" for topic, minutes in terms.topics.items() if minutes),
    }
    found = fetch(CredentialTerm.select(CredentialTerm.id).where(CredentialTerm.kind == kind))
    if found:
        CredentialTerm.change(found[0][0], **values)
    else:
        CredentialTerm.add(kind=kind, **values)
    return before


@needs("mentors.keep")
def add_credential(
    mentor: int,
    kind: str,
    issued_on: date,
    expires_on: date | None,
    now: datetime,
    *,
    number: str = "",
    note: str = "",
) -> int:
    """Write down a credential or its renewal, which is a row of its own; the row's id. Raises ``Problem`` (fields)."""
    _check(kind, issued_on, expires_on, now)
    same = (Credential.mentor == mentor) & (Credential.kind == kind) & (Credential.issued_on == issued_on)
    if Credential.select().where(same).exists():
        raise Problem(
            _("This one is written down already."),
            _("Correct it in the list, or type the day the new one was issued."),
            field="issued_on",
            code="mentors.credential_twice",
        )
    return Credential.add(
        mentor=mentor,
        kind=kind,
        issued_on=issued_on,
        expires_on=expires_on,
        number=number.strip(),
        note=note.strip(),
    )


@needs("mentors.keep")
def correct_credential(
    row: int,
    issued_on: date,
    expires_on: date | None,
    now: datetime,
    *,
    number: str = "",
    note: str = "",
    expected: int | None = None,
) -> None:
    """Correct what was written down; ``expected`` is the version on screen. Raises ``Problem`` (fields)."""
    _check("known", issued_on, expires_on, now)
    Credential.change(
        row,
        expected=expected,
        issued_on=issued_on,
        expires_on=expires_on,
        number=number.strip(),
        note=note.strip(),
    )


@needs("mentors.keep")
def remove_credential(row: int) -> None:
    """Take back a credential that was written down by mistake; what it held stays in the history."""
    Credential.remove(row)


def _check(kind: str, issued_on: date, expires_on: date | None, now: datetime) -> None:
    if not kind:
        raise Problem(_("Please choose which credential it is."), field="kind")
    if issued_on > now.date() + AHEAD:
        raise Problem(
            _("The day it was issued is more than a year away."),
            _("Nothing was saved. Check the year."),
            field="issued_on",
            code="mentors.credential_ahead",
        )
    if expires_on is not None and expires_on < issued_on:
        raise Problem(
            _("It would end before it begins."),
            _("Check both days."),
            field="expires_on",
            code="mentors.credential_order",
        )


def _topics(stored: str) -> dict[str, int]:
    pairs = (each.rpartition(":") for each in stored.split())
    return {topic: int(minutes) for topic, _colon, minutes in pairs}
