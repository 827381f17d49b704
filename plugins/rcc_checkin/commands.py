"""The door without a window: check in and out, count, take back, close the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Argument, Command, Problem, require, words
from rcc_desktop.api.written import write_birth

from .door import door_of
from .leaving import Left, day_closes, person_leaves
from .service import check_in, check_in_anonymous, undo_check_in
from .settings import REASONS, offered
from .visits import visits_on
from .wording import left_people, time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_desktop.api import Desk, PersonFound

_, ngettext = words("rcc_checkin")

_PERSON = Argument("person", _("a name that fits one person, or their number"))
_REASON = Argument("--reason", _("what they came for, by key or by words; may come again"), required=False, many=True)


def find_one(desk: Desk, typed: str) -> int:
    """The one person ``typed`` means: an id, or a name that fits exactly one. Raises ``Problem`` otherwise."""
    if typed.isdecimal() and len(typed) < 10:
        return int(typed)
    found = desk.find_people(typed, limit=6)
    same = [person for person in found if person.name.casefold() == typed.strip().casefold()]
    if len(same) == 1 or len(found) == 1:
        return (same or list(found))[0].id
    if not found:
        raise Problem(
            _("Nobody is called “{typed}”.").format(typed=typed),
            _("Nothing was recorded. Try part of the name, or add them first."),
            field="person",
            code="checkin.nobody",
        )
    raise Problem(
        _("“{typed}” may be several people: {people}.").format(typed=typed, people=_listed(found)),
        _("Nothing was recorded. Give the number in front of the one you mean."),
        field="person",
        code="checkin.several",
    )


def reason_keys(desk: Desk, typed: Sequence[str]) -> tuple[str, ...]:
    """The keys of reasons given by key or by words. Raises ``Problem`` for one that is not on the center's list."""
    choices = offered(desk.setting(REASONS))
    by_words = {choice.title.casefold(): choice.key for choice in choices} | {
        choice.key: choice.key for choice in choices
    }
    for reason in typed:
        if reason.casefold() not in by_words:
            raise Problem(
                _("“{reason}” is not on the center's list.").format(reason=reason),
                _("Choose from: {known}.").format(known=", ".join(choice.key for choice in choices)),
                field="reason",
                code="checkin.reason",
            )
    return tuple(by_words[reason.casefold()] for reason in typed)


def _check_in(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    reasons = reason_keys(desk, given.get("reason") or ())
    door = door_of(desk)
    arrival = check_in(find_one(desk, str(given["person"])), door, desk.now(), reasons=reasons)
    return {
        "visit": arrival.visit,
        "person": arrival.person,
        "name": arrival.name,
        "how": arrival.how,
        "since": arrival.since.isoformat(timespec="seconds"),
        "said": _said(arrival.how).format(name=arrival.name, time=time_words(arrival.since)),
    }


def _said(how: str) -> str:
    return {
        "new": _("{name} is checked in, {time}."),
        "back": _("{name} is back; the visit from {time} goes on."),
        "here": _("{name} is already here since {time}."),
    }[how]


def _check_out(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return _left(person_leaves(find_one(desk, str(given["person"])), door_of(desk), desk.now()))


def _undo(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    require("checkin.record")  # before anything is said of who was here
    person, door, now = find_one(desk, str(given["person"])), door_of(desk), desk.now()
    day = door.opening.local_day(now)
    today = visits_on(day, door.site, door.opening.zone, today=day)
    newest = [row.id for row in today if row.person == person][-1:]
    if not newest:
        raise Problem(
            _("This person has no visit today."),
            _("Nothing was changed. Older visits are corrected in the window, under Visits."),
            field="person",
            code="checkin.no_visit",
        )
    undo_check_in(newest[0], str(given["why"]), now)
    return {"visits": newest, "count": 1}


def _close_day(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    left = day_closes(door_of(desk), desk.now())
    return {**_left(left), "estimated": left.estimated}


def _left(left: Left) -> dict[str, Any]:
    return {"visits": list(left.visits), "count": left.people}


def _count(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    typed = str(given.get("count") or "1")
    heads = int(typed) if typed.isdecimal() else 0
    reasons = reason_keys(desk, given.get("reason") or ())
    visit = check_in_anonymous(heads, door_of(desk), desk.now(), reasons=reasons)
    return {"visit": visit, "count": heads}


def _listed(found: Sequence[PersonFound]) -> str:
    return ", ".join(
        f"{person.id} {person.name}" + (f" ({write_birth(person.born)})" if person.born else "") for person in found
    )


def _told_out(answer: Mapping[str, Any]) -> str:
    count: int = answer["count"]
    if not count:
        return _("Nobody was here who could be checked out.")
    return left_people(count)


def _told_count(answer: Mapping[str, Any]) -> str:
    count: int = answer["count"]
    return ngettext("{count} anonymous visit counted.", "{count} anonymous visits counted.", count).format(count=count)


COMMANDS = (
    Command(
        "checkin",
        _("check somebody in"),
        (_PERSON, _REASON),
        _check_in,
        lambda answer: str(answer["said"]),
    ),
    Command("checkout", _("check somebody out"), (_PERSON,), _check_out, _told_out),
    Command(
        "undo-checkin",
        _("take back somebody's newest check-in of today"),
        (_PERSON, Argument("--why", _("why, in a few words; it is kept"))),
        _undo,
        lambda _answer: _("The check-in was taken back."),
    ),
    Command("close-day", _("end every visit that is still open"), (), _close_day, _told_out),
    Command(
        "anonymous",
        _("count people who give no name"),
        (Argument("count", _("how many (1)"), required=False), _REASON),
        _count,
        _told_count,
    ),
)
