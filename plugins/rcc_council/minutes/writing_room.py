"""The head of minutes: which meeting, who was there and when, and whether they were enough."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rcc_council.bodies.standing import counting_of
from rcc_council.meetings.wording import MEETING_KINDS
from rcc_council.minutes.facts import DECIDING
from rcc_council.minutes.written_part import WrittenPart, clock, day_words, lines, listed
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rcc_council.bodies.rows import MemberRow
    from rcc_council.minutes.facts import Recorded, Stay

_, ngettext = words("rcc_council")


def head_part(of: Recorded) -> WrittenPart:
    """Body, kind, day, times, place, and who chaired and kept the minutes, or stood in for those who do."""
    if of.state == "cancelled":
        held = _("This meeting was canceled.")
        when = _("It was to begin at {time}.").format(time=clock(of.starts))
        return _head(of, held, when, of.why)
    begins = _("Called to order at {time}.").format(time=clock(of.opened or of.starts))
    chaired = _officer(of.chair, of.usual_chair, _("Chair: {name}."), _("Chair: {name}, in place of {usual}."))
    kept = _officer(
        of.secretary, of.usual_secretary, _("Secretary: {name}."), _("Secretary: {name}, in place of {usual}.")
    )
    return _head(of, begins, chaired or _("Chair: not recorded."), kept or _("Secretary: not recorded."), of.why)


def members_part(of: Recorded) -> WrittenPart | None:
    """Members who were there, with when they came late or left early; who was not, and who had said so."""
    if of.state == "cancelled":
        return None
    if not of.stays and of.was_typed_in:
        return WrittenPart("members", _("Attendance"), _("Who was there was not written down."))
    stays = _by_person(of.stays)
    deciding = {person for person, held in stays.items() if any(each.capacity in DECIDING for each in held)}
    seats = {each.person: each for each in of.roster.members}
    titled = [_titled(held[0].name, seats.get(person)) + _times(of, held)
              for person, held in stays.items() if person in deciding]  # fmt: skip
    away = [each for each in of.roster.members if each.capacity == "member" and each.person not in deciding]
    on_leave = [each.name for each in away if each.on_leave]
    excused = [each.name for each in away if not each.on_leave and each.person in of.excused]
    absent = [each.name for each in away if not each.on_leave and each.person not in of.excused]
    staff = [held[0].name + _times(of, held) for held in stays.values() if held[0].capacity == "staff"]
    vacant = len(of.roster.vacancies)
    return WrittenPart(
        "members",
        _("Attendance"),
        lines(
            _("Members present: {names}.").format(names=listed(titled) or _("none")),
            _("Absent: {names}.").format(names=listed(absent)) if absent else "",
            _("Excused: {names}.").format(names=listed(excused)) if excused else "",
            _("On leave: {names}.").format(names=listed(on_leave)) if on_leave else "",
            ngettext("{count} seat is vacant.", "{count} seats are vacant.", vacant).format(count=vacant)
            if vacant
            else "",
            _("Staff present: {names}.").format(names=listed(staff)) if staff else "",
        ),
    )


def quorum_part(of: Recorded) -> WrittenPart | None:
    """What the quorum is, how many were there at the beginning, and when it was lost and found again."""
    if of.state == "cancelled" or (not of.stays and of.was_typed_in):
        return None
    begin = of.opened or of.starts
    later = {each for each in _moves(of) if each > begin and (of.closed is None or each < of.closed)}
    moments = [begin, *sorted(later)]
    said = [of.roster.quorum_words]
    had: bool | None = None
    for moment in moments:
        present = _present(of, moment)
        has = present >= of.roster.needed
        if has is not had:
            said.append(_quorum_line(moment, present, has=has, had=had))
        had = has
    if of.state == "no_quorum":
        said.append(_("For want of a quorum no business was done."))
    return WrittenPart("quorum", _("Quorum"), lines(*said))


def guests_parts(of: Recorded) -> tuple[WrittenPart, ...]:
    """How many guests there were, and, apart, for those who keep the minutes, their names."""
    names = list(dict.fromkeys(each.name for each in of.stays if each.capacity == "guest"))
    if not names:
        return ()
    count = ngettext("{count} guest was there.", "{count} guests were there.", len(names)).format(count=len(names))
    return (
        WrittenPart("guests", _("Guests"), count),
        WrittenPart("guest_names", _("Guests by name"), listed(names) + ".", is_inner=True),
    )


def stays_of(of: Recorded, begin: datetime, end: datetime | None) -> tuple[list[str], int]:
    """The members and staff who were in the room between two moments, by name, and how many guests."""
    there = [each for each in of.stays if (end is None or each.came < end) and (each.left is None or each.left > begin)]
    names = dict.fromkeys(each.name for each in there if each.capacity != "guest")
    return list(names), len({each.name for each in there if each.capacity == "guest"})


def _head(of: Recorded, *said: str) -> WrittenPart:
    kind = _("{kind} of {body}").format(kind=MEETING_KINDS[of.kind], body=of.roster.body_name)
    place = _("Place: {place}.").format(place=of.place) if of.place else ""
    return WrittenPart("head", kind, lines(day_words(of.day), place, *said))


def _officer(name: str, usual: str, plain: str, in_place: str) -> str:
    if not name:
        return ""
    return (plain if usual in {"", name} else in_place).format(name=name, usual=usual)


def _by_person(stays: Iterable[Stay]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = defaultdict(list)
    for each in stays:
        if each.person is not None and each.capacity != "guest":
            found[each.person].append(each)
    return found


def _titled(name: str, member: MemberRow | None) -> str:
    if member is None:
        return name
    role = member.office_words or (_("alternate") if member.capacity == "alternate" else "")
    return _("{name} ({role})").format(name=name, role=role) if role else name


def _times(of: Recorded, stays: Sequence[Stay]) -> str:
    """When somebody came and went, where it was not for the whole of the meeting."""
    begin, end = of.opened or of.starts, of.closed
    said = []
    for each in stays:
        if each.came > begin:
            said.append(_("came {time}").format(time=clock(each.came)))
        if each.left is not None and each.left > begin and (end is None or each.left < end):
            said.append(_("left {time}").format(time=clock(each.left)))
    return f" [{listed(said)}]" if said else ""


def _moves(of: Recorded) -> Iterable[datetime]:
    for each in of.stays:
        yield each.came
        if each.left is not None:
            yield each.left


def _present(of: Recorded, moment: datetime) -> int:
    here = {each.person for each in of.stays if each.person is not None and each.holds(moment)}
    return len(counting_of(of.roster, here))


def _quorum_line(moment: datetime, present: int, *, has: bool, had: bool | None) -> str:
    if had is None:
        told = (
            ngettext("{count} was present at {time}: there was a quorum.",
                     "{count} were present at {time}: there was a quorum.", present)
            if has
            else ngettext("{count} was present at {time}: there was no quorum.",
                          "{count} were present at {time}: there was no quorum.", present)
        )  # fmt: skip
    else:
        told = (
            _("From {time} there was a quorum again, {count} being present.")
            if has
            else _("From {time} there was no quorum, {count} being present.")
        )
    return told.format(count=present, time=clock(moment))
