"""What mentoring comes to: facts for whoever reports."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from peewee import Case, Value, fn

from rcc_desktop.api import Group, Measure, Period, words
from rcc_desktop.api.fields import to_day
from rcc_mentors.hours.counting import approved_minutes, shift_minutes, within
from rcc_mentors.hours.money import FULL
from rcc_mentors.hours.records import HoursEntry, MatchLine
from rcc_mentors.hours.rows import COUNTS
from rcc_mentors.hours.wording import pay_words, source_words, title_of
from rcc_mentors.people.records import Mentor, Pairing, PairingContact, StageMove, Training
from rcc_mentors.settings import LEFT_WHY, ROLES, TOPICS
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from peewee import Select

    from rcc_desktop.api import Choice, Desk

_, ngettext = words("rcc_mentors")

DEFINITIONS = {
    "active": _("People who were active mentors on at least one day, each counted once."),
    "serving": _("Mentors who gave time that counts or waits for approval, each counted once."),
    "new": _("People who became active mentors for the first time, each counted once."),
    "leaving": _("Mentors who left, each counted once, by the reason they gave."),
    "shifts_needed": _("Places in shifts that had to be filled: the least number of mentors each shift needs."),
    "shifts_covered": _("Places that had to be filled and were. More mentors than a shift needs do not count here."),
    "no_shows": _("Times a mentor was booked, did not come, and nobody was told."),
    "hours": _(
        "Time from clocking in to clocking out. Hours written down by hand and estimated ends are figures of their own."
    ),
    "hours.written": _("Time written down by hand, for a past day or from a paper sheet."),
    "hours.estimated": _(
        "Time of mentors who forgot to clock out: up to the end of their shift, and never more than the shift."
    ),
    "hours.scheduled": _("Length of the shifts mentors were booked for, whether or not they clocked in."),
    "hours.approved": _(
        "Time that somebody approved, as it stands today: a later correction counts from the day it was made."
    ),
    "match_value": _(
        "Dollars of in-kind match: approved volunteer hours under a line of an approved budget, times what the center "
        "itself pays for similar work, with fringe (2 CFR 200.306(e)). Each hour counts once; hours outside every line "
        "or used by another award count nothing."
    ),
    "training_hours": _("Hours mentors spent learning."),
    "pairings": _("People who had a mentor at their side on at least one day, each counted once."),
    "contacts": _("Times a mentor and the person they walk beside were in touch."),
}

_TITLES = {
    "active": (_("Active mentors"), _("people")),
    "serving": (_("Mentors who gave time"), _("people")),
    "new": (_("New mentors"), _("people")),
    "leaving": (_("Mentors who left"), _("people")),
    "shifts_needed": (_("Places in shifts to fill"), _("places")),
    "shifts_covered": (_("Places in shifts filled"), _("places")),
    "no_shows": (_("No-shows"), _("times")),
    "hours": (_("Hours clocked"), _("hours")),
    "hours.written": (_("Hours written down"), _("hours")),
    "hours.estimated": (_("Hours estimated"), _("hours")),
    "hours.scheduled": (_("Hours scheduled"), _("hours")),
    "hours.approved": (_("Hours approved"), _("hours")),
    "match_value": (_("Value of match"), _("dollars")),
    "training_hours": (_("Hours of mentor training"), _("hours")),
    "pairings": (_("People with a mentor"), _("people")),
    "contacts": (_("Contacts of mentors"), _("contacts")),
}


def measures_for(desk: Desk) -> list[Measure]:
    """Every measure, with the words of the center's own lists."""
    role = Group("role", _("Role"), "role", _wording(desk, ROLES), order=_place(desk, ROLES))
    pay = Group("pay", _("Paid or volunteer"), "pay", pay_words)
    source = Group("source", _("Where the hours come from"), "source", source_words)
    award = Group("award", _("Award"), "award")
    why = Group("why", _("Reason"), "why", _wording(desk, LEFT_WHY), order=_place(desk, LEFT_WHY))
    topic = Group("topic", _("Topic"), "topic", _wording(desk, TOPICS), order=_place(desk, TOPICS))
    asked: list[tuple[str, Callable[[Period], Select], str, Sequence[Group]]] = [
        ("active", active, "people", (pay,)),
        ("serving", serving, "people", (role, pay)),
        ("new", new, "people", (pay,)),
        ("leaving", leaving, "people", (why, pay)),
        ("shifts_needed", shifts_needed, "sum", (role, pay)),
        ("shifts_covered", shifts_covered, "sum", (role, pay)),
        ("no_shows", no_shows, "sum", (role, pay)),
        ("hours", lambda period: given(period, "clocked"), "sum", (role, pay)),
        ("hours.written", lambda period: given(period, "written"), "sum", (role, pay)),
        ("hours.estimated", lambda period: given(period, "estimated"), "sum", (role, pay)),
        ("hours.scheduled", scheduled, "sum", (role, pay)),
        ("hours.approved", approved, "sum", (role, pay, source)),
        ("match_value", match_value, "sum", (award, role)),
        ("training_hours", training_hours, "sum", (topic, pay)),
        ("pairings", pairings, "people", ()),
        ("contacts", contacts, "sum", ()),
    ]
    return [_measure(key, facts, counts, groups) for key, facts, counts, groups in asked]


def active(period: Period) -> Select:
    """Mentors in the active stage, month by month, so that a month counts whoever was active in it."""
    later = StageMove.alias("later")
    after = (later.on_day > StageMove.on_day) | ((later.on_day == StageMove.on_day) & (later.id > StageMove.id))

    def of(slice_: Period) -> Select:
        ended = later.select(1).where(
            (later.mentor == StageMove.mentor) & after & (later.on_day <= to_day(slice_.first))
        )
        began = (StageMove.stage == "active") & (StageMove.on_day <= to_day(slice_.last))
        on_day = _not_before(StageMove.on_day, slice_.first)
        query = StageMove.select(*_person_columns(on_day, Value(1)), Mentor.pay.alias("pay")).join(Mentor)
        return query.where(began & ~fn.EXISTS(ended))

    return _by_month(period, of, "pay")


def serving(period: Period) -> Select:
    """Entries of mentors that count or wait."""
    return _entries(period, Value(1)).where(HoursEntry.state.in_(COUNTS))


def new(period: Period) -> Select:
    """Mentors on the day they were first active."""
    columns = (*_person_columns(Mentor.active_on, Value(1)), Mentor.pay.alias("pay"))
    return Mentor.select(*columns).where(within(Mentor.active_on, period))


def leaving(period: Period) -> Select:
    """Mentors on the day they left."""
    columns = (*_person_columns(StageMove.on_day, Value(1)), StageMove.why.alias("why"), Mentor.pay.alias("pay"))
    query = StageMove.select(*columns).join(Mentor)
    return query.where((StageMove.stage == "left") & within(StageMove.on_day, period))


def shifts_needed(period: Period) -> Select:
    """The least number of mentors of every shift that took or takes place."""
    return _shifts(period, Shift.least)


def shifts_covered(period: Period) -> Select:
    """Of those places, the ones somebody holds."""
    held = Assignment.select(fn.COUNT(Assignment.id)).where(
        (Assignment.shift == Shift.id) & Assignment.state.in_(COVERING)
    )
    return _shifts(period, Case(None, [(held < Shift.least, held)], Shift.least))


def no_shows(period: Period) -> Select:
    """Bookings of mentors who did not come."""
    return _assignments(period, Value(1)).where(Assignment.state == "no_show")


def given(period: Period, source: str) -> Select:
    """Hours that come from one source, before approval; without those that were refused."""
    which = HoursEntry.state.in_(COUNTS) & (HoursEntry.source == source)
    return _entries(period, _hours(HoursEntry.minutes)).where(which)


def scheduled(period: Period) -> Select:
    """Hours of the shifts mentors were booked for."""
    return _assignments(period, _hours(shift_minutes())).where(Assignment.state.in_(COVERING))


def approved(period: Period) -> Select:
    """Hours that were approved, by their newest addendum."""
    return _entries(period, _hours(approved_minutes())).where(HoursEntry.state == "approved")


def match_value(period: Period) -> Select:
    """Dollars of approved volunteer hours, each under the first budget line that fits it: ``money.line_for`` in SQL."""
    fits = MatchLine.alias("fits")
    first = fits.select(fn.MIN(fits.id)).where(
        (fits.role == HoursEntry.role)
        & (fits.first_day <= HoursEntry.on_day)
        & (fits.last_day >= HoursEntry.on_day)
        & ((HoursEntry.claimed_for == "") | (HoursEntry.claimed_for == fits.award))
    )
    dollars = _hours(approved_minutes()) * MatchLine.rate_cents * (MatchLine.fringe_hundredths + FULL) / (100.0 * FULL)
    query = _entries(period, dollars).join(MatchLine, on=MatchLine.id == first)
    which = (HoursEntry.state == "approved") & (HoursEntry.pay == "volunteer")
    return query.select_extend(MatchLine.award.alias("award")).where(which)


def training_hours(period: Period) -> Select:
    """Hours of training, by topic."""
    columns = (*_person_columns(Training.on_day, _hours(Training.minutes)), Training.topic.alias("topic"))
    query = Training.select(*columns, Mentor.pay.alias("pay")).join(Mentor)
    return query.where(within(Training.on_day, period))


def pairings(period: Period) -> Select:
    """People with a mentor, month by month, so that a month counts whoever had one in it."""

    def of(slice_: Period) -> Select:
        lasted = Pairing.until.is_null() | (Pairing.until >= to_day(slice_.first))
        on_day = _not_before(Pairing.since, slice_.first)
        columns = (Pairing.person.alias("person"), on_day.alias("on_day"), Value(1).alias("amount"))
        query = Pairing.select(*columns, Value(None).alias("site"))
        return query.where((Pairing.since <= to_day(slice_.last)) & lasted)

    return _by_month(period, of)


def contacts(period: Period) -> Select:
    """Contacts, of the person a mentor walks beside."""
    columns = (
        Pairing.person.alias("person"),
        PairingContact.on_day.alias("on_day"),
        Value(1).alias("amount"),
        Value(None).alias("site"),
    )
    return PairingContact.select(*columns).join(Pairing).where(within(PairingContact.on_day, period))


def _measure(key: str, facts: Callable[[Period], Select], counts: str, groups: Sequence[Group]) -> Measure:
    title, unit = _TITLES[key]
    return Measure(
        f"mentors.{key}",
        title,
        unit,
        facts,
        counts,
        DEFINITIONS[key],
        groups,
        "mentors.report",
        additive=counts == "sum",
    )


def _entries(period: Period, amount: Any) -> Select:
    columns = (
        Mentor.person.alias("person"),
        HoursEntry.on_day.alias("on_day"),
        amount.alias("amount"),
        HoursEntry.site.alias("site"),
        HoursEntry.role.alias("role"),
        HoursEntry.pay.alias("pay"),
        HoursEntry.source.alias("source"),
    )
    return HoursEntry.select(*columns).join(Mentor).switch(HoursEntry).where(within(HoursEntry.on_day, period))


def _shifts(period: Period, amount: Any) -> Select:
    """Facts of shifts; nobody stands for a place that is to be filled."""
    columns = (
        Value(None).alias("person"),
        Shift.on_day.alias("on_day"),
        amount.alias("amount"),
        Shift.site.alias("site"),
        Shift.role.alias("role"),
        Shift.pay.alias("pay"),
    )
    return Shift.select(*columns).where(within(Shift.on_day, period) & (Shift.state == "planned"))


def _assignments(period: Period, amount: Any) -> Select:
    columns = (
        Mentor.person.alias("person"),
        Shift.on_day.alias("on_day"),
        amount.alias("amount"),
        Shift.site.alias("site"),
        Shift.role.alias("role"),
        Shift.pay.alias("pay"),
    )
    query = Assignment.select(*columns).join(Shift).switch(Assignment).join(Mentor)
    return query.where(within(Shift.on_day, period) & (Shift.state == "planned"))


def _hours(minutes: Any) -> Any:
    """Minutes as hours; cast, for a whole number is divided as one."""
    return minutes.cast("DOUBLE PRECISION") / 60.0


def _person_columns(on_day: Any, amount: Any) -> tuple[Any, ...]:
    return (
        Mentor.person.alias("person"),
        on_day.alias("on_day"),
        amount.alias("amount"),
        Value(None).alias("site"),
    )


def _not_before(day: Any, first: date) -> Any:
    return Case(None, [(day < to_day(first), to_day(first))], day)


def _by_month(period: Period, of: Callable[[Period], Select], *more: str) -> Select:
    """The facts of every month of a period, each clipped to it: people are counted once in whatever is asked for."""
    monthly = reduce(or_, (of(month) for month in _months(period))).alias("monthly")
    return monthly.select_from(*(getattr(monthly.c, name) for name in ("person", "on_day", "amount", "site", *more)))


def _months(period: Period) -> Iterator[Period]:
    first = period.first
    while first <= period.last:
        month = Period.month(first.year, first.month)
        yield Period(first, min(month.last, period.last), month.code)
        first = month.last + timedelta(days=1)


def _wording(desk: Desk, which: Any) -> Callable[[Any], str]:
    def wording(key: Any) -> str:
        choices: tuple[Choice, ...] = desk.setting(which)
        return title_of(choices, key) if key else _("Not said")

    return wording


def _place(desk: Desk, which: Any) -> Callable[[Any], int]:
    def place(key: Any) -> int:
        keys = [choice.key for choice in desk.setting(which)]
        return keys.index(key) if key in keys else len(keys)

    return place
