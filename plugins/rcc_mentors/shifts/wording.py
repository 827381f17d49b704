"""Times, states and refusals as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time
from rcc_mentors.shifts.rows import Refusal
from rcc_mentors.shifts.timing import from_real

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from rcc_mentors.shifts.chosen import Titles
    from rcc_mentors.shifts.rules import Broken

_, ngettext = words("rcc_mentors")

_ALONE = {
    "leave": _("On leave."),
    "stage": _("Not an active mentor on this day."),
    "absent": _("Away at this time."),
    "unavailable": _("This is outside the times they can serve."),
    "role": _("This is not among the things they do."),
    "site": _("They do not serve at this site."),
    "full": _("The shift is full."),
    "past": _("The shift is over."),
    "closed": _("The site is closed on this day."),
    "pay": _("They are paid for this kind of work, and the shift is for volunteers."),
}
STATE_WORDS = {
    "offered": _("Offered"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "swapped": _("Swapped"),
    "confirmed": _("Confirmed"),
    "checked_in": _("Here"),
    "completed": _("Served"),
    "no_show": _("Did not come"),
    "excused": _("Excused"),
    "cancelled": _("Taken off"),
}
RULE_WORDS = {
    "overlap": _("two shifts at once"),
    "rest": _("rest between days"),
    "day_limit": _("hours a day"),
    "week_limit": _("hours a week"),
    "own_week_limit": _("their own limit for a week"),
    "own_month_limit": _("their own limit for a month"),
    "days_running": _("days in a row"),
    "credential": _("a credential"),
    "skill": _("a skill"),
    "role": _("what they do"),
    "site": _("their sites"),
    "stage": _("their stage"),
    "leave": _("leave"),
    "absent": _("an absence"),
    "unavailable": _("when they can serve"),
    "full": _("the most people"),
    "past": _("a shift that is over"),
    "pay": _("paid work"),
}


def refusal_of(rule: Broken, zone: tzinfo, titles: Titles) -> Refusal:
    """A rule that does not hold, as a sentence."""
    return Refusal(rule.code, _ALONE.get(rule.code) or _sentence(rule, zone, titles))


def refusals_of(rules: Iterable[Broken], zone: tzinfo, titles: Titles) -> tuple[Refusal, ...]:
    """Each rule that does not hold, as a sentence."""
    return tuple(refusal_of(rule, zone, titles) for rule in rules)


def reasons(refusals: Iterable[Refusal]) -> str:
    """All the sentences in one line, each once."""
    return " ".join(dict.fromkeys(each.sentence for each in refusals))


def overrode_words(codes: Sequence[str], why: str) -> str:
    """What was set aside when somebody was booked against a rule, and the reason; empty where nothing was."""
    if not codes:
        return ""
    rules = ", ".join(RULE_WORDS.get(code, code) for code in codes)
    return _("Set aside: {rules}. Reason: {why}").format(rules=rules, why=why)


def hours_words(minutes: int) -> str:
    """A length: ``9 h``, ``7 h 30 min``, ``45 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def span_words(starts: datetime, ends: datetime) -> str:
    """A stretch of time on its day: ``Tue, Nov 24, 9:00 am to 12:00 pm``."""
    return _("{day}, {starts} to {ends}").format(
        day=short_day(starts.date()), starts=write_time(starts.time()), ends=write_time(ends.time())
    )


def short_day(day: date) -> str:
    """A day without its year: ``Tue, Nov 24``."""
    days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    months = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )
    return _("{weekday}, {month} {day}").format(weekday=days[day.weekday()], month=months[day.month - 1], day=day.day)


def needs_words(
    skills: Iterable[str], credentials: Iterable[str], door: str, pay: str, least: int, titles: Titles
) -> tuple[str, ...]:
    """What a shift asks for, as words to show beside it."""
    said = [titles.skill(code) for code in skills]
    said += [titles.credential(code) for code in credentials]
    if door == "open":
        said.append(_("Opens the center"))
    if door == "close":
        said.append(_("Closes the center"))
    if least > 1:
        said.append(ngettext("{count} person", "{count} people", least).format(count=least))
    if pay == "paid":
        said.append(_("Paid"))
    return tuple(said)


def _sentence(rule: Broken, zone: tzinfo, titles: Titles) -> str:
    """The sentence of a rule that has numbers, names or another shift in it."""
    if rule.code == "overlap":
        return _("Already booked {shift}.").format(shift=_other(rule, zone))
    if rule.code == "rest":
        return _("Only {gap} of rest beside {shift}; {rest} are needed.").format(
            gap=hours_words(max(0, rule.amount)), shift=_other(rule, zone), rest=hours_words(rule.most)
        )
    if rule.code in {"credential", "skill"}:
        return _lacking(rule, titles)
    return _too_much(rule)


def _other(rule: Broken, zone: tzinfo) -> str:
    if rule.other is None:
        return ""
    return span_words(from_real(rule.other.begins, zone), from_real(rule.other.finishes, zone))


def _lacking(rule: Broken, titles: Titles) -> str:
    if rule.code == "skill":
        names = ", ".join(titles.skill(code) for code in rule.codes)
        return _("This shift needs: {skills}.").format(skills=names)
    names = ", ".join(titles.credential(code) for code in rule.codes)
    return _("Not valid on this day: {credentials}.").format(credentials=names)


def _too_much(rule: Broken) -> str:
    if rule.code == "days_running":
        return ngettext(
            "That would be {count} day in a row; {most} is the most.",
            "That would be {count} days in a row; {most} is the most.",
            rule.amount,
        ).format(count=rule.amount, most=rule.most)
    if rule.code == "own_month_limit":
        return _("They asked for at most {most} shifts a month; this would be {count}.").format(
            most=rule.most, count=rule.amount
        )
    if rule.code == "own_week_limit" and not rule.codes:
        return _("They asked for at most {most} shifts a week; this would be {count}.").format(
            most=rule.most, count=rule.amount
        )
    sums = {
        "day_limit": _("That would be {hours} on this day; {most} is the most."),
        "week_limit": _("That would be {hours} in this week; {most} is the most."),
        "own_week_limit": _("They asked for at most {most} a week; this would be {hours}."),
    }
    return sums[rule.code].format(hours=hours_words(rule.amount), most=hours_words(rule.most))
