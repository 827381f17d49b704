"""Bylaws from a day on: typed as the members would say them; those of before stay with the meetings held by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_council.bodies.rows import BylawsRow
from rcc_council.bodies.service import remove_bylaws, set_bylaws
from rcc_council.motions.rules import THRESHOLDS
from rcc_council.motions.wording import THRESHOLD_WORDS
from rcc_council.views.body_panels import BodyPanel
from rcc_council.views.body_words import CHAIR_VOTES, DECIDES_BY, QUORUM_RULES
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.bodies.rows import BylawsFrom
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class BylawsPanel(BodyPanel):
    """Every rule with what holds now filled in."""

    def __init__(self, page: PageWidget, body: int, laws: BylawsRow, history: Sequence[BylawsFrom]) -> None:
        super().__init__(page, _("Bylaws"))
        self._body = body
        self._history = {each.from_day: each.laws for each in history}
        form = self.form
        form.date("from_day", _("They hold from"), today=self.today, value=self.today(), required=True)
        form.choice("quorum_rule", _("Who must be here"), list(QUORUM_RULES.items()), value=laws.quorum_rule)
        form.number("quorum_over", _("How many"), value=laws.quorum_over, low=1)
        form.number("quorum_under", _("Of how many"), value=laws.quorum_under, low=1)
        thresholds = [(code, THRESHOLD_WORDS[code]) for code in THRESHOLDS]
        form.choice("threshold", _("What adopts a motion"), thresholds, value=laws.threshold)
        form.choice("decides_by", _("How members decide"), list(DECIDES_BY.items()), value=laws.decides_by)
        told = _("The share that decides after a block, such as 3 of 4; 0 of 1 for no vote.")
        form.number("fallback_over", _("After a block"), value=laws.fallback_over, help_text=told)
        form.number("fallback_under", _("Of"), value=laws.fallback_under, low=1)
        form.choice("chair_votes", _("The chair"), list(CHAIR_VOTES.items()), value=laws.chair_votes)
        form.check("seconds", _("A motion needs a second"), value=laws.seconds)
        form.check("proxies", _("Members may vote by proxy"), value=laws.proxies)
        form.number("notice_days", _("Days of notice"), value=laws.notice_days, high=366)
        form.number("minutes_days", _("Days until minutes are due"), value=laws.minutes_days, high=366)
        form.number("term_months", _("Months of a term"), value=laws.term_months, high=240)
        form.changed.connect(self._offer)
        self.add_button(_("Keep the bylaws"))
        self._offer("quorum_rule")

    def save(self) -> None:
        """Let them hold from that day on."""
        given, body = self.form.values(), self._body
        since = given.pop("from_day")
        filled: dict[str, Any] = {name: 0 if value is None else value for name, value in given.items()}
        laws = BylawsRow(**filled)
        before = self._history.get(since)
        self.write(
            lambda: set_bylaws(body, since, laws),
            _("The bylaws are kept."),
            (lambda: set_bylaws(body, since, before)) if before is not None else (lambda: remove_bylaws(body, since)),
        )

    def _offer(self, name: str) -> None:
        """Only what the chosen rule asks for is asked."""
        if name not in {"quorum_rule", "decides_by"}:
            return
        given = self.form.values()
        self.form.row("quorum_over").setVisible(given["quorum_rule"] in {"share", "number"})
        self.form.row("quorum_under").setVisible(given["quorum_rule"] == "share")
        for each in ("fallback_over", "fallback_under"):
            self.form.row(each).setVisible(given["decides_by"] == "consensus")
