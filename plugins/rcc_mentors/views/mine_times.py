"""When a mentor can serve, what they like, and how much is enough: theirs to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Form, button, label
from rcc_mentors.settings import ROLES
from rcc_mentors.shifts.mine import change_my_times
from rcc_mentors.shifts.times import Free, MentorTimes, Taste
from rcc_mentors.shifts.timing import MINUTES_OF_DAY
from rcc_mentors.views.board_words import short_weekday_words, weekday_words
from rcc_mentors.views.free_text import read_spans, write_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_mentors")


_NOON, _FIVE = 12 * 60, 17 * 60
_PARTS = {"morning": (0, _NOON), "afternoon": (_NOON, _FIVE), "evening": (_FIVE, MINUTES_OF_DAY)}
"""Minutes of the local day; an evening begins where a fill counts one."""
_LIMITS = ("most_shifts_week", "most_shifts_month", "best_times")
_PARTS_OF_DAY = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}


class KeepTimes(Protocol):
    """How times are kept: what was said before, to take it back."""

    def __call__(self, new: MentorTimes, /, *, expected: int | None = None) -> MentorTimes: ...


class TimesCard(Card):
    """A line for each weekday, likes and dislikes, and one's own limits; kept as typed until it is saved.

    For a coordinator (not ``is_own``) without the limits, which stand on a card of their own in a mentor's file.
    """

    def __init__(self, page: PageWidget, keep: KeepTimes = change_my_times, *, is_own: bool = True) -> None:
        super().__init__(_("My times") if is_own else _("When they can serve"))
        self._page, self._desk, self._keep, self._is_own = page, page.desk, keep, is_own
        self._known = MentorTimes()
        self._filled: dict[str, Any] = {}
        hint = _("For example: 9 am to 1 pm, 5 pm to 8 pm. Nothing on any day means any time.")
        self.body.addWidget(label(hint, "subtle", wrap=True))
        self.form = Form("left")
        for weekday in range(1, 8):
            self.form.text(f"free_{weekday}", weekday_words(weekday), check=_check_spans)
        roles = [(choice.key, choice.title) for choice in self._desk.setting(ROLES) if choice.active]
        days = [(weekday, short_weekday_words(weekday)) for weekday in range(1, 8)]
        self.form.choices("likes", _("I like") if is_own else _("They like"), roles)
        best = _("I like to serve in the") if is_own else _("They like to serve in the")
        self.form.choices("best", best, tuple(_PARTS_OF_DAY.items()))
        self.form.choices("dislikes", _("I would rather not") if is_own else _("They would rather not"), roles)
        self.form.choices("days", _("Rather not on"), days)
        if is_own:
            self._ask_limits()
        self.form.submitted.connect(self._save)
        page.register_form(self.form)
        self.body.addWidget(self.form)
        self.body.addWidget(button(_("Save my times") if is_own else _("Save their times"), press=self.form.submit))

    def show_times(self, times: MentorTimes) -> None:
        """Show what was said; what is being typed stays."""
        self._known = times
        values: dict[str, Any] = {
            f"free_{weekday}": write_spans(
                tuple((each.starts, each.ends) for each in times.free if each.weekday == weekday)
            )
            for weekday in range(1, 8)
        }
        for name in _LIMITS if self._is_own else ():
            values[name] = getattr(times, name)
        values["likes"] = [taste.role for taste in times.tastes if _is_role(taste) and taste.liking > 0]
        values["dislikes"] = [taste.role for taste in times.tastes if _is_role(taste) and taste.liking < 0]
        values["best"] = [part for part, span in _PARTS.items() if Taste(1, None, *span) in times.tastes]
        values["days"] = [taste.weekday for taste in times.tastes if _is_day(taste)]
        if values != self._filled:
            self._filled = values
            self.form.fill(values)

    def _ask_limits(self) -> None:
        self.form.number(
            "most_shifts_week", _("Shifts a week"), low=0, high=21, help_text=_("At most; empty for no limit.")
        )
        self.form.number("most_shifts_month", _("Shifts a month"), low=0, high=93)
        self.form.text("best_times", _("Best times to call"))

    def _save(self) -> None:
        new = self._typed(self.form.values())
        self._desk.write(self._page, lambda: self._keep(new, expected=new.version or None), self._kept)

    def _typed(self, given: Mapping[str, Any]) -> MentorTimes:
        """What is typed, with everything that this form does not ask for as it was."""
        free = [Free(weekday, *span) for weekday in range(1, 8) for span in read_spans(given[f"free_{weekday}"]) or ()]
        asked = (_is_role, _is_day, _is_part)
        others = [taste for taste in self._known.tastes if not any(is_asked(taste) for is_asked in asked)]
        likes = [Taste(1, role=role) for role in given["likes"] if role not in given["dislikes"]]
        dislikes = [Taste(-1, role=role) for role in given["dislikes"]]
        days = [Taste(-1, weekday=weekday) for weekday in given["days"]]
        best = [Taste(1, None, *_PARTS[part]) for part in given["best"]]
        return replace(
            self._known,
            free=tuple(free),
            tastes=(*others, *likes, *dislikes, *best, *days),
            **{name: given[name] for name in _LIMITS if self._is_own},
        )

    def _kept(self, before: MentorTimes) -> None:
        said = _("Your times are kept.") if self._is_own else _("Their times are kept.")
        self._desk.note(said, lambda: self._keep(before))
        self._page.clear_problem()
        self._page.refresh()


def _check_spans(text: str) -> str | None:
    if read_spans(text) is None:
        return _("Type the hours like 9 am to 1 pm.")
    return None


def _is_role(taste: Taste) -> bool:
    """A like or dislike of a role, whenever it is."""
    return bool(taste.role) and taste == Taste(taste.liking, role=taste.role)


def _is_part(taste: Taste) -> bool:
    """A part of the day somebody likes, whatever day and whatever it is."""
    return any(taste == Taste(1, None, *span) for span in _PARTS.values())


def _is_day(taste: Taste) -> bool:
    """A weekday somebody would rather not serve on, whatever it is."""
    return taste.weekday is not None and taste == Taste(-1, weekday=taste.weekday)
