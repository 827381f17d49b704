"""What the plugins of an open center offer: asked once, then kept for as long as the center is open."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import require
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.host.own_name import in_its_name
from rcc_desktop.measures import Question, groups_of, tally
from rcc_desktop.staff.permissions import SEE_NUMBERS

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_desktop.api.acting import Actor
    from rcc_desktop.api.contributions import Measure, Tally
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.imports import Import
    from rcc_desktop.api.opening import Opening
    from rcc_desktop.api.periods import Period, ReportingYear
    from rcc_desktop.host.host import Answer, PluginHost

_, ngettext = words("rcc_desktop")


class Offers(ABC):
    """The pages, numbers, papers and imports of every plugin that works, each asked at a desk of its own."""

    actor: Actor

    def __init__(self, host: PluginHost) -> None:
        self.host = host
        self._answers: dict[str, tuple[Answer, ...]] = {}

    @abstractmethod
    def now(self) -> datetime:
        """This moment, in the center's time zone."""

    @abstractmethod
    def desk_of(self, plugin: str) -> Desk:
        """The desk one plugin works at."""

    @abstractmethod
    def opening(self, site: int | None = None) -> Opening:
        """When the center is open."""

    @property
    @abstractmethod
    def year(self) -> ReportingYear:
        """The center's fiscal year."""

    def pages(self) -> tuple[Answer, ...]:
        """What each plugin offers as pages and person pages, with whose it is."""
        return self._asked("rcc_pages")

    def measures(self) -> tuple[Measure, ...]:
        """Every measure of every plugin that is here."""
        return tuple(measure for answer in self._asked("rcc_measures") for measure in answer.value)

    def documents(self) -> tuple[Document, ...]:
        """Every paper of every plugin that is here."""
        return tuple(document for answer in self._asked("rcc_documents") for document in answer.value)

    def imports(self) -> tuple[Import, ...]:
        """Everything that can be brought in from a file: people first, then what the plugins take."""
        from rcc_desktop.people.imports import people_import

        offered = tuple(each for answer in self._asked("rcc_imports") for each in answer.value)
        return (people_import(self.now), *offered)

    def tally(self, key: str, period: Period, by: str | None = None) -> Tally:
        """Count a measure; reads the store. Raises ``Problem`` when its plugin or the group is not here."""
        require(SEE_NUMBERS.key)
        measure = next((each for each in self.measures() if each.key == key), None)
        if measure is None:
            raise Problem(
                _("“{key}” cannot be counted: the plugin that knows it is not here.").format(key=key),
                _("Look at the plugins page for what happened to it. Its records are safe."),
                code="measure.absent",
            )
        if measure.needs:
            require(measure.needs)
        questions = self.questions()
        if by in {question.key for question in questions}:
            require("people.demographics")  # over a day with one visitor, a count is that visitor's answer
        today = self.now().date()
        return tally(measure, period, by, self.opening(), self.year, today=today, questions=questions)

    def may_count(self, measure: Measure) -> bool:
        """Whether whoever is signed in may have ``measure`` counted."""
        return self.actor.may(SEE_NUMBERS.key) and (not measure.needs or self.actor.may(measure.needs))

    def groups_of(self, measure: Measure) -> dict[str, str]:
        """Every way for whoever is signed in to break a measure down, by key, in words."""
        return groups_of(measure, self.questions() if self.actor.may("people.demographics") else ())

    def questions(self) -> tuple[Question, ...]:
        """The optional questions about people, which every measure can be broken down by."""
        from rcc_desktop.people.codes import MISSING, questions_on

        asked = questions_on(self.now().date())
        return tuple(
            Question(each.key, each.title, {choice.key: choice.title for choice in (*each.choices, *MISSING)})
            for each in asked
        )

    def _asked(self, hook: str) -> tuple[Answer, ...]:
        if hook not in self._answers:
            names = self.host.running()
            asked = (self.host.ask_one(name, hook, desk=self.desk_of(name)) for name in names)
            self._answers[hook] = tuple(in_its_name(self.host, answer) for answer in asked if answer is not None)
        return tuple(answer for answer in self._answers[hook] if answer.plugin not in self.host.failures)
