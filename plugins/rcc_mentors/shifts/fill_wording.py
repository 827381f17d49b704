"""What a fill says: why a slot stays open, what spoke for a booking, and how good the whole is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_mentors.shifts.fill_question import WEIGHTS, Wishes
from rcc_mentors.shifts.wording import RULE_WORDS, span_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rcc_mentors.shifts.chosen import Titles
    from rcc_mentors.shifts.fill_question import Place, Serving
    from rcc_mentors.shifts.fill_reasons import Gap
    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

CLOSE_TO_FAIR = 12


def gap_sentence(gap: Gap, row: ShiftRow, titles: Titles) -> str:
    """Why a shift stays open, in one or two sentences."""
    what = _("{shift}, {role} at {site}").format(
        shift=span_words(row.starts, row.ends), role=row.role_title, site=row.site_name
    )
    if not gap.reasons:
        return _("{what}: there are no mentors yet.").format(what=what)
    if not gap.able:
        return _nobody(gap, what, row, titles)
    if len(gap.reasons) == 1:
        code, count = gap.reasons[0]
        return _("{what}: {able} {why}").format(what=what, able=_able(gap.able), why=_all_of(code, count))
    each = ", ".join(_some_of(code, count) for code, count in gap.reasons)
    return _("{what}: {able} {each}.").format(what=what, able=_able(gap.able), each=each)


def _able(count: int) -> str:
    return ngettext("{count} mentor could do it.", "{count} mentors could do it.", count).format(count=count)


def _nobody(gap: Gap, what: str, row: ShiftRow, titles: Titles) -> str:
    codes = {code for code, _count in gap.reasons}
    if "skill" in codes and gap.lacking:
        asked = ", ".join(titles.skill(code) for code in row.skills)
        return _("{what}: no mentor who could come has what it asks for: {asked}.").format(what=what, asked=asked)
    if "credential" in codes and gap.lacking:
        asked = ", ".join(titles.credential(code) for code in row.credentials)
        return _("{what}: nobody's {asked} is valid on that day.").format(what=what, asked=asked)
    rules = ", ".join(RULE_WORDS.get(code, code) for code, _count in gap.reasons)
    return _("{what}: nobody can take it, because of {rules}.").format(what=what, rules=rules)


def _all_of(code: str, count: int) -> str:
    """One reason that holds for everybody who could."""
    if count == 1:
        return _("{who} {why}.").format(who=_("That one"), why=_why(code, 1))
    if count == 2:
        return _("{who} {why}.").format(who=_("Both"), why=_why(code, 2))
    return _("{who} {why}.").format(who=_("All of them"), why=_why(code, count))


def _some_of(code: str, count: int) -> str:
    return _("{count} {why}").format(count=count, why=_why(code, count))


def _why(code: str, count: int) -> str:
    said = {
        "overlap": ngettext("has another shift then", "have other shifts then", count),
        "rest": ngettext("would get too little rest", "would get too little rest", count),
        "day_limit": ngettext("would serve too long that day", "would serve too long that day", count),
        "week_limit": ngettext("is at the limit for the week", "are at the limit for the week", count),
        "own_week_limit": ngettext("is at their own weekly limit", "are at their own weekly limit", count),
        "own_month_limit": ngettext("is at their monthly limit", "are at their monthly limit", count),
        "days_running": ngettext("would have no day off", "would have no day off", count),
        "leave": ngettext("is on leave", "are on leave", count),
        "absent": ngettext("is away", "are away", count),
        "unavailable": ngettext("cannot serve at that time", "cannot serve at that time", count),
        "weighed": ngettext("is free, but other wishes weigh more", "are free, but other wishes weigh more", count),
    }
    return said.get(code, RULE_WORDS.get(code, code))


def price_words(place: Place, serving: Serving, wishes: Wishes) -> tuple[str, ...]:
    """What spoke for and against a mentor in a place, in the order of weight."""
    said = []
    tastes = {taste.liking > 0 for taste in serving.tastes if taste.is_about(place.facts)}
    if WEIGHTS[wishes.liking]:
        said += [_("likes this time")] if True in tastes else []
        said += [_("would rather not at this time")] if False in tastes else []
    if place.series in serving.familiar and WEIGHTS[wishes.familiar]:
        said.append(_("is expected here by the people they walk beside"))
    hold = place.held.get(serving.facts.id)
    if hold is not None and WEIGHTS[wishes.steady]:
        said.append(_("was told of it already") if hold.was_told else _("was booked already"))
    return tuple(said)


def load_words(over: int) -> tuple[str, ...]:
    """What to say of a mentor whose share costs ``over``: nothing while it is close to a fair one."""
    return (_("has more than a fair share"),) if over > CLOSE_TO_FAIR else ()


def proof_words(*, is_proven: bool, cost: int, bound: int, missing: int) -> str:
    """How good the proposal is."""
    if is_proven and not missing:
        return _("Everything is covered, and there is no better way to share it out.")
    if is_proven:
        return ngettext(
            "{count} place stays open. No schedule that keeps the rules covers more.",
            "{count} places stay open. No schedule that keeps the rules does better.",
            missing,
        ).format(count=missing)
    return _("This is the best found in the time. It could be better by {share} % at most.").format(
        share=share_to_gain(cost, bound)
    )


def share_to_gain(cost: int, bound: int) -> int:
    """By how many hundredths a plan could be better at most, rounded up; 100 stands for any more."""
    return min(100, -(-100 * (cost - bound) // max(1, abs(cost))))


def taken_too_late(name: str, row: ShiftRow, why: str) -> str:
    """A booking of the proposal that could no longer be made."""
    return _("{name}, {shift}: {why}").format(name=name, shift=span_words(row.starts, row.ends), why=why)


def joined(said: Iterable[str]) -> str:
    """Several reasons in one line."""
    return ", ".join(said)
