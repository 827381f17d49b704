"""The forms of recommendations: what is asked of whom, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.register.recommendations import (
    answer,
    put_back_answer,
    recommend,
    set_done,
    take_back_recommendation,
)
from rcc_council.register.rules import MORE_TIME
from rcc_council.register.wording import ANSWERS, waited_words
from rcc_council.settings import ANSWER_DAYS
from rcc_council.views.register_panel import RegisterPanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, label, write_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from rcc_council.register.rows import AnswerBefore, RecommendationRow
    from rcc_desktop.api.ui import PageWidget, Tone

_, ngettext = words("rcc_council")

STAND_TONES: dict[str, Tone] = {
    "late": "warn",
    "waiting": "info",
    "answered": "ok",
    "turned_down": "neutral",
    "done": "ok",
}


class RecommendForm(RegisterPanel):
    """What a body recommends, and to whom: another body, or anybody by name."""

    def __init__(
        self,
        page: PageWidget,
        bodies: Sequence[tuple[int, str]],
        body: int | None = None,
        *,
        motion: int | None = None,
        said: str = "",
    ) -> None:
        days = page.desk.setting(ANSWER_DAYS)
        told = ngettext("An answer is due {count} day after it was decided.",
                        "An answer is due {count} days after it was decided.", days).format(count=days)  # fmt: skip
        super().__init__(page, _("Recommend something"), told)
        self._body, self._motion, self._days = body, motion, days
        if motion is None:
            self.form.choice("body", _("Who recommends"), list(bodies), value=body, required=True)
        self.form.text("words", _("What is recommended"), value=said, lines=4, required=True)
        to = [(None, _("Somebody else")), *((each, name) for each, name in bodies if motion is None or each != body)]
        self.form.choice("to_body", _("Who answers"), to)
        self.form.text("to_whom", _("Who else answers"), value=_("The organization"),
                       help_text=_("Where it is not one of the bodies above."))  # fmt: skip
        self.add_button(_("Recommend it"))

    def keep(self) -> None:
        """Keep the recommendation."""
        given, now, motion, days = self.form.values(), self.desk.now(), self._motion, self._days
        body = given.get("body", self._body)
        if not isinstance(body, int):
            return

        def kept(recommendation: int) -> None:
            self.desk.note(
                _("It is in the register, and waits for an answer."), lambda: take_back_recommendation(recommendation)
            )
            self.finish()

        def make() -> int:
            to_body, to_whom = given["to_body"], given["to_whom"]
            return recommend(body, given["words"], now, to_whom=to_whom, to_body=to_body, motion=motion,
                             answer_days=days)  # fmt: skip

        self.desk.write(self, make, kept)


class AnswerPanel(RegisterPanel):
    """A recommendation whole; below it the answer, for those who give it."""

    def __init__(self, page: PageWidget, row: RecommendationRow) -> None:
        super().__init__(page, _("Recommendation"))
        self._row = row
        today = self.desk.now().date()
        for at, part in enumerate(self._told()):
            self.column.insertWidget(at, part)
        if row.is_waiting and self.desk.may("council.answer"):
            self.form.choices("kind", _("The answer"), list(ANSWERS.items()), one=True, required=True)
            self.form.text("said", _("In your words"), lines=3, value=row.answer_words,
                           help_text=_("The council reads this, and so do those who come after it."))  # fmt: skip
            self.form.date("on_day", _("Answered on"), today=lambda: today, value=today, required=True)
            self.form.date("by", _("Done by"), today=lambda: today, value=row.promised,
                           help_text=_("If more time is asked for: the day of the answer."))  # fmt: skip
            self.add_button(_("Answer"))
        elif row.stands == "answered" and self.desk.may("council.answer"):
            self.form.date("on_day", _("Done on"), today=lambda: today, value=today, required=True)
            self.add_button(_("It is done"))

    def keep(self) -> None:
        """Keep the answer, or that it was done."""
        row, given, now = self._row, self.form.values(), self.desk.now()
        if not row.is_waiting:
            done = given["on_day"]
            self.desk.write(
                self,
                lambda: set_done(row.id, done, now, expected=row.version),
                lambda before: self._kept(before, _("It is done.")),
            )
            return
        kind, said, on_day, by = str(given["kind"][0]), str(given["said"]), given["on_day"], given["by"]
        note = _("More time is asked for.") if kind == MORE_TIME else _("The answer is in the register.")
        self.desk.write(
            self,
            lambda: answer(row.id, kind, said, on_day, now, by=by, expected=row.version),
            lambda before: self._kept(before, note),
        )

    def _kept(self, before: AnswerBefore, said: str) -> None:
        self.desk.note(said, lambda: put_back_answer(before))
        self.finish()

    def _told(self) -> list[QLabel]:
        row = self._row
        parts: list[QLabel] = [
            BadgeLabel(Badge(row.stands_words, STAND_TONES[row.stands])),
            label(row.words, "heading3", wrap=True),
            label(_("{body} to {whom}, {day}").format(body=row.body_name, whom=row.to_whom,
                                                      day=write_date(row.made_on)), "subtle", wrap=True),
            label(dates_words(row), "subtle", wrap=True),
        ]  # fmt: skip
        if row.answer:
            parts.append(label(row.answer_title, "strong", wrap=True))
        if row.answer_words:
            parts.append(label(row.answer_words, wrap=True))
        return parts


def dates_words(row: RecommendationRow) -> str:
    """When an answer was due and came, and what was promised or done: a line for each."""
    lines = [waited_words(row.waited, is_waiting=row.is_waiting)]
    if row.answer_due is not None:
        lines.append(_("due by {day}").format(day=write_date(row.answer_due)))
    told = ", ".join(lines)
    said = [f"{told[:1].upper()}{told[1:]}."]
    if row.promised is not None and row.done_on is None:
        promised = _("An answer is promised by {day}.") if row.is_waiting else _("To be done by {day}.")
        said.append(promised.format(day=write_date(row.promised)))
    if row.done_on is not None:
        said.append(_("Done on {day}.").format(day=write_date(row.done_on)))
    return "\n".join(said)
