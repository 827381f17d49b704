"""The form for a need: what, where, when, how many, what it asks for, and how it repeats."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any, cast

from rcc_desktop.api import Problem, words
from rcc_desktop.api.ui import Form, label
from rcc_mentors.settings import CREDENTIALS, ROLES, SKILLS, SPOKEN
from rcc_mentors.shifts.repeating import Repeat, repeat_of, rule_of, rule_words
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.views.board_words import short_weekday_words, weekday_words
from rcc_mentors.views.repeat_words import next_days, nth_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from rcc_desktop.api import Choice, Desk

_, ngettext = words("rcc_mentors")

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY, DAILY, OWN = "once", "weekly", "fortnightly", "monthly", "daily", "own"
DAY_LONG = 24 * 60
FIELDS = {"length": "ends", "rule": "repeat", "weekday": "weekdays"}
"""Fields of the form for the fields of a wish that have another name there."""


class ShiftForm(Form):
    """Everything of a need; Enter moves on, Ctrl+Enter saves."""

    def __init__(self, desk: Desk, sites: Mapping[int, str]) -> None:
        super().__init__()
        self._desk = desk
        self._rule = ""
        today = lambda: desk.now().date()  # noqa: E731 (asked when it is needed)
        self.choice("role", _("Role"), _options(desk.setting(ROLES)), required=True)
        self.choice("site", _("Site"), list(sites.items()), required=True)
        self.text("place", _("Place"), hint=_("For example: Room 2"))
        self.date("day", _("Date"), today=today, required=True)
        self.time("starts", _("From"), required=True)
        self.time("ends", _("Until"), required=True, help_text=_("A time before “From” is on the next day."))
        self.number("least", _("At least so many people"), value=1, low=0, high=99, required=True)
        self.number("most", _("At most"), value=1, low=1, high=99, required=True)
        self.choice("repeat", _("Repeats"), self._repeats(None), value=ONCE, required=True)
        weekdays = [(number, short_weekday_words(number)) for number in range(1, 8)]
        self.choices("weekdays", _("On these days"), weekdays)
        self.date("until", _("Last day"), today=today, help_text=_("Empty: for as long as it is not changed."))
        self.next = label("", "subtle", wrap=True)
        self.place(self.next)
        self.check("on_holidays", _("On public holidays as well"))
        skills = [*_options(desk.setting(SKILLS)), *_options(desk.setting(SPOKEN))]
        self.choices("skills", _("Skills and languages it asks for"), skills)
        self.choices("credentials", _("Credentials it asks for"), _options(desk.setting(CREDENTIALS)))
        doors = (("", _("Neither")), ("open", _("Opens the center")), ("close", _("Closes the center")))
        self.choice("door", _("Opening and closing"), doors, value="")
        self.choice("pay", _("For"), (("volunteer", _("Volunteers")), ("paid", _("Paid staff"))), value="volunteer")
        self.changed.connect(self._follow)
        self._follow("repeat")

    def show_wish(self, wish: ShiftWish) -> None:
        """Fill in a need as it stands."""
        self._rule = wish.rule
        repeat = repeat_of(wish.rule)
        kind = _kind_of(wish.rule, repeat)
        self._offer_repeats(wish.day, own=kind == OWN)
        self.fill(
            {
                "role": wish.role, "site": wish.site, "place": wish.place, "day": wish.day,
                "starts": _time(wish.starts), "ends": _time(wish.starts + wish.length), "least": wish.least,
                "most": wish.most, "repeat": kind, "weekdays": repeat.weekdays if repeat else (),
                "until": repeat.until if repeat else None, "on_holidays": wish.on_holidays, "skills": wish.skills,
                "credentials": wish.credentials, "door": wish.door, "pay": wish.pay,
            }
        )  # fmt: skip
        self._follow("repeat")

    def wish(self) -> ShiftWish:
        """The need as typed. Raises ``Problem`` (field ``repeat``) for a repeat that means nothing."""
        given = self.values()
        starts, ends = _minutes(given["starts"]), _minutes(given["ends"])
        return ShiftWish(
            site=given["site"],
            role=given["role"],
            day=given["day"],
            starts=starts,
            length=(ends - starts) % DAY_LONG or DAY_LONG,
            place=given["place"],
            rule=self.rule(),
            least=given["least"],
            most=max(given["least"], given["most"]),
            skills=given["skills"],
            credentials=given["credentials"],
            door=given["door"] or "",
            pay=given["pay"] or "volunteer",
            on_holidays=given["on_holidays"],
        )

    def rule(self) -> str:
        """How it repeats, as an RFC 5545 rule; empty for once."""
        given = self.values()
        kind, day = str(given["repeat"] or ONCE), given["day"]
        if kind == ONCE or day is None:
            return ""
        if kind == OWN:
            return self._rule
        weekdays = tuple(given["weekdays"]) or (day.isoweekday(),)
        if kind == MONTHLY:
            return rule_of(Repeat("month", 1, (day.isoweekday(),), _nth(day), given["until"]))
        if kind == DAILY:
            return rule_of(Repeat("day", until=given["until"]))
        return rule_of(Repeat("week", 2 if kind == FORTNIGHTLY else 1, weekdays, until=given["until"]))

    def tell(self, problem: Problem) -> bool:
        """Say a problem beside its field; False where it has none here."""
        name = FIELDS.get(problem.field or "", problem.field or "")
        if name not in self.values():
            return False
        self.problem(name, str(problem))
        return True

    def _follow(self, name: str) -> None:
        """The repeat decides which of its fields are asked; the next days show what it means."""
        given = self.values()
        if name == "day" and given["day"] is not None:
            self._offer_repeats(given["day"], own=given["repeat"] == OWN)
        kind = given["repeat"]
        self.row("weekdays").setVisible(kind in {WEEKLY, FORTNIGHTLY})
        self.row("until").setVisible(kind not in {ONCE, OWN, None})
        self.row("on_holidays").setVisible(kind != ONCE)
        self.next.setVisible(kind not in {ONCE, None})
        if kind not in {ONCE, None} and given["day"] is not None:
            try:
                rule = self.rule()
            except Problem as problem:
                self.next.setText(str(problem))
            else:
                self.next.setText(f"{rule_words(rule)}. {next_days(rule, given['day'])}")

    def _offer_repeats(self, day: date, *, own: bool) -> None:
        field = self.row("repeat").control
        field.blockSignals(True)
        cast("Any", field).offer(self._repeats(day, own=own))
        field.blockSignals(False)

    def _repeats(self, day: date | None, *, own: bool = False) -> list[tuple[Hashable, str]]:
        monthly = _("Every month")
        if day is not None:
            monthly = _("Every month on the {nth} {weekday}").format(
                nth=nth_words(_nth(day)), weekday=weekday_words(day.isoweekday())
            )
        offered: list[tuple[Hashable, str]] = [
            (ONCE, _("Only once")),
            (WEEKLY, _("Every week")),
            (FORTNIGHTLY, _("Every second week")),
            (MONTHLY, monthly),
            (DAILY, _("Every day")),
        ]
        return [*offered, (OWN, _("As it is now"))] if own else offered


def _kind_of(rule: str, repeat: Repeat | None) -> str:
    """Which of the plain choices a rule is."""
    if not rule:
        return ONCE
    if repeat is None or repeat.times is not None:
        return OWN
    known = {("day", 1): DAILY, ("week", 1): WEEKLY, ("week", 2): FORTNIGHTLY, ("month", 1): MONTHLY}
    kind = known.get((repeat.every, repeat.apart), OWN)
    return OWN if kind == MONTHLY and not repeat.nth else kind


def _nth(day: date) -> int:
    """Which of its weekdays in its month a day is; the fifth is the last."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth <= 4 else -1


def _options(choices: tuple[Choice, ...]) -> list[tuple[Hashable, str]]:
    return [(choice.key, choice.title) for choice in choices if choice.active]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
