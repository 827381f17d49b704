"""Bodies: found them, change them, and keep their bylaws by the day from which they hold."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from peewee import JOIN, DoesNotExist, fn

from rcc_council.bodies.facts import USUAL, facts_of, facts_of_bodies
from rcc_council.bodies.records import Body, Bylaws
from rcc_council.bodies.rows import BodyRow, BylawsFrom
from rcc_council.bodies.rules import QUORUM_RULES
from rcc_council.bodies.standing import roster_on
from rcc_council.bodies.wording import BODY_KINDS
from rcc_council.meetings.records import Meeting
from rcc_council.motions.rules import THRESHOLDS
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, Site, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from rcc_council.bodies.facts import BodyFacts
    from rcc_council.bodies.rows import BylawsRow

_, ngettext = words("rcc_council")

CHAIR_VOTES = ("always", "deciding", "never")
DECIDES_BY = ("vote", "consensus")
_MOST_DAYS, _MOST_MONTHS = 366, 240


@needs("council.see")
def body_list(now: datetime) -> tuple[BodyRow, ...]:
    """Every body as it stands today: councils first, then committees and boards; those that are over last."""
    today, whole = now.date(), Body.alias()
    query = (
        Body.select(
            *(Body.id, Body.name, Body.kind, Body.site, Site.name, Body.part_of, whole.name),
            *(Body.first_day, Body.last_day, Body.version),
        )
        .join(Site, JOIN.LEFT_OUTER)
        .switch(Body)
        .join(whole, JOIN.LEFT_OUTER, on=(whole.id == Body.part_of))
    )
    stored = fetch(query)
    facts = facts_of_bodies([row[0] for row in stored])
    officers = _names(
        person
        for each in facts.values()
        for office in ("chair", "secretary")
        if (person := each.officer_on(office, today))
    )
    nexts = _next_meetings(now)
    rows = [_row(each, facts[each[0]], today, officers, nexts) for each in stored]
    ranks = {kind: rank for rank, kind in enumerate(BODY_KINDS)}
    return tuple(sorted(rows, key=lambda row: (_is_over(row, today), ranks.get(row.kind, 9), row.name.casefold())))


@needs("council.keep")
def add_body(
    name: str,
    kind: str,
    first_day: date,
    *,
    site: int | None = None,
    part_of: int | None = None,
    laws: BylawsRow = USUAL,
) -> int:
    """Found a council, a committee or an advisory board, with the bylaws it begins with; its id.

    Raises ``Problem`` (field ``name``, or of the bylaws).
    """
    if kind not in BODY_KINDS:
        raise ValueError(f"{kind} is no kind of body")
    body = Body.add(name=_checked_name(name), kind=kind, first_day=first_day, site=site, part_of=part_of)
    set_bylaws(body, first_day, laws)
    return body


@needs("council.keep")
def change_body(body: int, name: str, *, site: int | None, part_of: int | None, expected: int) -> None:
    """Change what a body is called and where it belongs. Raises ``Problem`` (field ``name`` or ``part_of``)."""
    _require_body(body)
    if part_of is not None and body in _above(part_of):
        raise Problem(_("A body cannot be part of itself."), _("Choose another one."), field="part_of")
    Body.change(body, expected=expected, name=_checked_name(name), site=site, part_of=part_of)


@needs("council.keep")
def close_body(body: int, last_day: date | None) -> None:
    """Let a body end after a day; None takes it back. What it decided stays."""
    stored = _require_body(body)
    if last_day is not None and to_day(last_day) < stored["first_day"]:
        raise Problem(_("It cannot end before it began."), _("Look at the day again."), field="last_day")
    Body.change(body, last_day=last_day)


@needs("council.keep")
def set_bylaws(body: int, from_day: date, laws: BylawsRow) -> None:
    """Let these rules hold from a day on; those of before stay with the meetings they were held by.

    Raises ``Problem`` (fields as in the row) for rules that cannot be.
    """
    _require_body(body)
    _check_laws(laws)
    found = fetch(Bylaws.select(Bylaws.id).where(Bylaws.body == body, Bylaws.from_day == from_day))
    if found:
        Bylaws.change(found[0][0], **asdict(laws))
    else:
        Bylaws.add(body=body, from_day=from_day, **asdict(laws))


@needs("council.see")
def bylaws_of(body: int) -> tuple[BylawsFrom, ...]:
    """All the bylaws a body ever had, newest first."""
    return tuple(BylawsFrom(since, laws) for since, laws in reversed(facts_of(body).laws))


@needs("council.keep")
def remove_bylaws(body: int, from_day: date) -> None:
    """Take bylaws back that were typed in by mistake; those before them hold on."""
    for (row,) in fetch(Bylaws.select(Bylaws.id).where(Bylaws.body == body, Bylaws.from_day == from_day)):
        Bylaws.remove(row)


def _row(
    stored: tuple[Any, ...],
    facts: BodyFacts,
    today: date,
    names: Mapping[int, str],
    nexts: Mapping[int, datetime],
) -> BodyRow:
    body, name, kind, site, site_name, part_of, whole, first, last, version = stored
    roster = roster_on(facts, today)
    return BodyRow(
        id=body,
        name=name,
        kind=kind,
        kind_words=BODY_KINDS.get(kind, kind),
        site=site,
        site_name=site_name or "",
        part_of=part_of,
        part_of_name=whole or "",
        first_day=from_day(first),
        last_day=None if last is None else from_day(last),
        seats=roster.seats,
        in_office=roster.in_office,
        vacancies=len(roster.vacancies),
        needed=roster.needed,
        quorum_words=roster.quorum_words,
        chair=names.get(facts.officer_on("chair", today) or 0, ""),
        secretary=names.get(facts.officer_on("secretary", today) or 0, ""),
        decides_by=roster.bylaws.decides_by,
        next_meeting=nexts.get(body),
        version=version,
    )


def _is_over(row: BodyRow, today: date) -> bool:
    return row.last_day is not None and row.last_day < today


def _names(people: Iterable[int]) -> Mapping[int, str]:
    return dict(fetch(Person.select(Person.id, shown_name_of()).where(Person.id.in_(list(people)))))


def _next_meetings(now: datetime) -> Mapping[int, datetime]:
    query = Meeting.select(Meeting.body, fn.MIN(Meeting.starts_at)).where(
        Meeting.state == "planned", Meeting.ends_at > now
    )
    return {body: from_millis(starts).astimezone(now.tzinfo) for body, starts in fetch(query.group_by(Meeting.body))}


def _require_body(body: int) -> dict[str, Any]:
    """A body by column. Raises ``Problem`` when it is gone."""
    try:
        return Body.stored_row(body)
    except DoesNotExist as cause:
        raise Problem(
            _("This body is no longer here."), _("Look at the list again."), code="council.body_gone"
        ) from cause


def _above(body: int) -> set[int]:
    """A body, and every body it is part of."""
    parents = dict(fetch(Body.select(Body.id, Body.part_of)))
    found: set[int] = set()
    at: int | None = body
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found


def _checked_name(name: str) -> str:
    if not name.strip():
        raise Problem(_("What is it called?"), _("Write its name."), field="name")
    return name.strip()


def _check_laws(laws: BylawsRow) -> None:
    for field, allowed in (
        ("quorum_rule", QUORUM_RULES),
        ("threshold", tuple(THRESHOLDS)),
        ("chair_votes", CHAIR_VOTES),
        ("decides_by", DECIDES_BY),
    ):
        if getattr(laws, field) not in allowed:
            raise ValueError(f"{getattr(laws, field)} is no {field}")
    is_share = laws.quorum_rule == "share"
    if laws.quorum_over < 1 or laws.quorum_under < 1 or (is_share and laws.quorum_over > laws.quorum_under):
        raise Problem(_("This is no share of the members."), _("Write it as 1 of 2, or 2 of 3."), field="quorum_over")
    if laws.fallback_under < 1 or not 0 <= laws.fallback_over <= laws.fallback_under:
        raise Problem(
            _("This is no share of the votes."), _("Write it as 3 of 4, or 0 of 1 for none."), field="fallback_over"
        )
    for field, most in (("notice_days", _MOST_DAYS), ("minutes_days", _MOST_DAYS), ("term_months", _MOST_MONTHS)):
        if not 0 <= getattr(laws, field) <= most:
            raise Problem(_("This number cannot be."), _("Choose one from 0 to {most}.").format(most=most), field=field)
