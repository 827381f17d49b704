"""Work goes to one of two lanes, and its answer comes back to whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from rcc_desktop.api.problems import Problem
from rcc_desktop.logs import Report, log_mistake

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Lane = Literal["read", "write"]


class Cancelled(Exception):
    """Whoever asked no longer wants the answer; raised by ``progress`` inside the work."""


class Errand(Protocol):
    """Long work under way."""

    def cancel(self) -> None:
        """Stop at the next progress; nothing is answered."""


class Ear(Protocol):
    """Who hears of trouble that has no page to be shown on."""

    def show_problem(self, problem: Problem) -> None:
        """Something a person can put right."""

    def broke(self, report: Report) -> None:
        """A mistake of the program, told once."""


class TwoLanes(Protocol):
    """One writing lane, one reading lane. ``then`` runs on the asking thread if ``owner`` still lives.

    A ``Problem`` goes to ``owner.show_problem`` where there is one, else to the ear; any other error to the ear.
    """

    def run(self, lane: Lane, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Queue ``work`` on a lane."""

    def long(
        self,
        lane: Lane,
        owner: object,
        work: Callable[[Callable[[float], None]], T],
        then: Callable[[T], None],
        progress: Callable[[float], None],
    ) -> Errand:
        """Queue work that may take over half a second; it calls the progress it is given with 0.0 to 1.0."""

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the asking thread, soon; safe from any thread."""

    def listen(
        self,
        ear: Ear,
        at_end: Callable[[], None],
        at_rest: Callable[[], None] = lambda: None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        """Tell trouble to ``ear``; each lane calls ``at_end`` as its last act.

        The writing lane calls ``at_rest`` once nothing was written for a while. Whoever closes the lanes calls
        ``hurry``, perhaps more than once, to cut short what is being read.
        """

    def close(self) -> None:
        """Finish what is to be written, then end both lanes; late answers are dropped."""


class Silence:
    """An ear for when there is nobody to tell: problems are raised where they are asked for, mistakes are logged."""

    def show_problem(self, problem: Problem) -> None:
        raise problem

    def broke(self, report: Report) -> None:
        raise RuntimeError(f"mistake {report.number} {report.kind}")


class PlainLanes:
    """Both lanes on the calling thread, one thing after another: the command line has no window to keep free.

    Errors pass to the caller as they are.
    """

    def __init__(self) -> None:
        self._at_end: Callable[[], None] = lambda: None

    def run(self, lane: Lane, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        then(work())

    def long(
        self,
        lane: Lane,
        owner: object,
        work: Callable[[Callable[[float], None]], T],
        then: Callable[[T], None],
        progress: Callable[[float], None],
    ) -> Errand:
        then(work(progress))
        return _Over()

    def post(self, call: Callable[[], None]) -> None:
        call()

    def listen(
        self,
        ear: Ear,
        at_end: Callable[[], None],
        at_rest: Callable[[], None] = lambda: None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        self._at_end = at_end

    def close(self) -> None:
        self._at_end()


class _Over:
    def cancel(self) -> None:
        """Too late."""


def answer_trouble(owner: object, error: BaseException, ear: Ear) -> None:
    """Show a ``Problem`` where it was met; log anything else and say so once."""
    if isinstance(error, Problem):
        show = getattr(owner, "show_problem", None) or ear.show_problem
        show(error)
    elif not isinstance(error, Cancelled):
        ear.broke(log_mistake(error))
