"""What the work of councils comes to: facts for whoever reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import JOIN, Value, fn

from rcc_council.bodies.records import Body, MemberLeave, Seat, Term
from rcc_council.bodies.wording import BODY_KINDS, SEAT_KINDS
from rcc_council.meetings.records import InRoom, Meeting
from rcc_council.register.records import ActionItem, Recommendation
from rcc_desktop.api import Group, Measure, Period, words
from rcc_desktop.api.fields import to_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peewee import Select

_, ngettext = words("rcc_council")

CONSUMERS = ("peer", "family")
"""The kinds of seats that indicator A4 counts: consumers and family members."""

HELD = ("closed", "no_quorum")

TITLES = {
    "meetings_held": (
        _("Council meetings held"),
        _("meetings"),
        _("Meetings that were opened, whether or not enough members came."),
    ),
    "meetings_with_quorum": (
        _("Council meetings with a quorum"),
        _("meetings"),
        _("Meetings that had a quorum for at least part of the time, so that something could be decided."),
    ),
    "meetings_cancelled": (
        _("Council meetings called off"),
        _("meetings"),
        _("Meetings that were planned and called off."),
    ),
    "places_at_meetings": (
        _("Members expected at meetings"),
        _("members"),
        _(
            "For each meeting held, the voting members in office on its day, those on leave left out. "
            "The members present divided by this figure are the attendance."
        ),
    ),
    "members_present": (
        _("Members present at meetings"),
        _("members"),
        _("Of the members expected, those who came to the meeting, also if they came late or left early."),
    ),
    "members": (
        _("Members of councils"),
        _("people"),
        _(
            "People who sat in a council, committee or advisory board on the last day of the period, each once. "
            "Alternates do not count; members on leave do. This is the lower number of IPP indicator A4."
        ),
    ),
    "consumers": (
        _("Consumers and family members on councils"),
        _("people"),
        _(
            "Of the members on the last day of the period, those in a seat for a person in recovery or for family. "
            "This is the upper number of IPP indicator A4: 7 of 9 are 77.8 percent."
        ),
    ),
    "recommendations": (
        _("Recommendations made"),
        _("recommendations"),
        _("What councils recommended, on the day they did."),
    ),
    "recommendations_answered": (
        _("Recommendations answered"),
        _("recommendations"),
        _("Recommendations that were accepted, accepted in part or declined, on the day of the answer."),
    ),
    "recommendations_in_time": (
        _("Recommendations answered in time"),
        _("recommendations"),
        _(
            "Of the recommendations answered, those whose answer came by the day it was due. "
            "Asking for more time does not move that day."
        ),
    ),
    "actions_done": (
        _("Council actions done"),
        _("actions"),
        _("What somebody said at a meeting they would do, and did, on the day it was done."),
    ),
}
"""By measure its title, what is counted, and the definition."""


def measures_for() -> list[Measure]:
    """Every measure of the councils."""
    body = Group("body", _("Body"), "body")
    kind = Group("body_kind", _("Kind of body"), "body_kind", lambda key: BODY_KINDS.get(key, str(key)))
    seat = Group("seat_kind", _("Kind of seat"), "seat_kind", lambda key: SEAT_KINDS.get(key, str(key)))
    asked: list[tuple[str, Callable[[Period], Select], str, Sequence[Group]]] = [
        ("meetings_held", lambda period: meetings(period, HELD), "sum", (body, kind)),
        ("meetings_with_quorum", lambda period: meetings(period, ("closed",)), "sum", (body, kind)),
        ("meetings_cancelled", lambda period: meetings(period, ("cancelled",)), "sum", (body, kind)),
        ("places_at_meetings", places_at_meetings, "sum", (body, kind)),
        ("members_present", members_present, "sum", (body, kind)),
        ("members", members, "people", (body, kind, seat)),
        ("consumers", consumers, "people", (body, kind, seat)),
        ("recommendations", recommendations, "sum", (body, kind)),
        ("recommendations_answered", recommendations_answered, "sum", (body, kind)),
        ("recommendations_in_time", recommendations_in_time, "sum", (body, kind)),
        ("actions_done", actions_done, "sum", (body, kind)),
    ]
    return [_measure(*each) for each in asked]


def meetings(period: Period, states: Sequence[str]) -> Select:
    """Meetings that came to one of these states, on their day."""
    query = Meeting.select(*_columns(Value(None), Meeting.on_day)).join(Body)
    return query.where(Meeting.state.in_(states), _within(Meeting.on_day, period))


def places_at_meetings(period: Period) -> Select:
    """Every voting member in office at every meeting held, once each; meetings typed in without a room left out."""
    was_in_room = InRoom.select(Value(1)).where(InRoom.meeting == Meeting.id)
    return _places(period).where(fn.EXISTS(was_in_room))


def members_present(period: Period) -> Select:
    """Of those, the ones who were in the room."""
    came = InRoom.select(Value(1)).where(InRoom.meeting == Meeting.id, InRoom.person == Term.person)
    return _places(period).where(fn.EXISTS(came))


def members(period: Period) -> Select:
    """Who sat in a body on the last day of a period, as a fact of that day."""
    last = to_day(period.last)
    query = Term.select(*_columns(Term.person, Value(last)), Seat.kind.alias("seat_kind"))
    query = query.join(Seat).join(Body, on=(Seat.body == Body.id))
    stands = Seat.alternate_for.is_null() & _holds(Seat.first_day, Seat.last_day, last)
    is_there = _holds(Body.first_day, Body.last_day, last)
    return query.where(stands, is_there, _sits(last))


def consumers(period: Period) -> Select:
    """Of those, the ones in a seat for a person in recovery or for family."""
    return members(period).where(Seat.kind.in_(CONSUMERS))


def recommendations(period: Period) -> Select:
    """Recommendations on the day they were made."""
    return _recommendations(Recommendation.made_on, period)


def recommendations_answered(period: Period) -> Select:
    """Recommendations on the day they were answered."""
    return _recommendations(Recommendation.answered_on, period)


def recommendations_in_time(period: Period) -> Select:
    """Of those, the ones answered by the day it was due."""
    in_time = Recommendation.answer_due.is_null() | (Recommendation.answered_on <= Recommendation.answer_due)
    return recommendations_answered(period).where(in_time)


def actions_done(period: Period) -> Select:
    """Actions on the day they were done, of whoever did them where they have a file."""
    query = ActionItem.select(*_columns(ActionItem.owner, ActionItem.ended_on)).join(Body)
    return query.where(ActionItem.state == "done", _within(ActionItem.ended_on, period))


def _measure(key: str, facts: Callable[[Period], Select], counts: str, groups: Sequence[Group]) -> Measure:
    title, unit, definition = TITLES[key]
    whole = f"council.{key}"
    return Measure(whole, title, unit, facts, counts, definition, groups, "council.report", additive=counts == "sum")


def _recommendations(day: Any, period: Period) -> Select:
    query = Recommendation.select(*_columns(Value(None), day)).join(Body, on=(Body.id == Recommendation.body))
    return query.where(_within(day, period))


def _places(period: Period) -> Select:
    """A fact for each member and meeting; somebody in two seats of a body is one member."""
    day = Meeting.on_day
    away = MemberLeave.select(Value(1)).where(
        MemberLeave.body == Meeting.body,
        MemberLeave.person == Term.person,
        _holds(MemberLeave.first_day, MemberLeave.last_day, day),
    )
    query = (
        Meeting.select(*_columns(Term.person, day))
        .join(Body)
        .join(Seat, JOIN.INNER, on=(Seat.body == Body.id))
        .join(Term, JOIN.INNER, on=(Term.seat == Seat.id))
        .where(Meeting.state.in_(HELD), _within(day, period))
        .where(Seat.votes, Seat.alternate_for.is_null(), _holds(Seat.first_day, Seat.last_day, day))
        .where(_sits(day), ~fn.EXISTS(away))
    )
    return query.group_by(Meeting.id, Term.person, day, Body.site, Body.name, Body.kind)


def _sits(day: Any) -> Any:
    """Whether a term holds on a day: its last day, and the day it ended sooner, are still in it."""
    is_on = Term.ended_on.is_null() | (Term.ended_on >= day)
    return _holds(Term.first_day, Term.until, day) & is_on


def _holds(first: Any, last: Any, day: Any) -> Any:
    return (first <= day) & (last.is_null() | (last >= day))


def _within(day: Any, period: Period) -> Any:
    return day.between(to_day(period.first), to_day(period.last))


def _columns(person: Any, day: Any) -> tuple[Any, ...]:
    return (
        person.alias("person"),
        day.alias("on_day"),
        Value(1).alias("amount"),
        Body.site.alias("site"),
        Body.name.alias("body"),
        Body.kind.alias("body_kind"),
    )
