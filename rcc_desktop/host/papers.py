"""Papers of plugins, built and handed over: who took which paper is kept before it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.acting import needs, require
from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.documents import Answers, AskPeriod, AskSite, Document, Letterhead, Sheet
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import language, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


def paper(session: Session, key: str) -> Document:
    """The paper of that key. Raises ``Problem`` when no plugin that is here offers it."""
    for each in session.documents():
        if each.key == key:
            return each
    raise Problem(
        _("There is no paper “{key}” here.").format(key=key),
        _("Papers: {keys}.").format(keys=", ".join(each.key for each in session.documents()) or "–"),
        code="documents.unknown",
    )


def usual_answers(session: Session, wanted: Document) -> Answers:
    """What a paper asks, answered as most often meant: this day or month, this site."""
    today = session.opening(session.site).local_day(session.now())
    period = None
    site = None
    for question in wanted.asks:
        if isinstance(question, AskPeriod):
            period = _usual_period(question.default, today, session)
        elif isinstance(question, AskSite):
            site = session.site
    return Answers(period=period, site=site, now=session.now())


def build(session: Session, wanted: Document, answers: Answers) -> Sheet:
    """Build a paper; reads the store. Raises ``Problem`` when whoever is signed in may not have it."""
    if wanted.needs:
        require(wanted.needs)
    return wanted.build(answers)


def letterhead(session: Session, made_by: str = "") -> Letterhead:
    """The center's name over every paper."""
    name = session.settings.get(CENTER_NAME) or _("Recovery community center")
    return Letterhead(name, session.now(), made_by, language())


def write_paper(session: Session, key: str, to: Path, *, period: Period | None, site: int | None) -> None:
    """Build a paper and write it to ``to``; without a period or site the usual ones are meant."""
    from rcc_desktop.documents.hand_over import write_document

    wanted = paper(session, key)
    usual = session.store.read(lambda: usual_answers(session, wanted), session.actor)
    answers = Answers(period=period or usual.period, site=site if site is not None else usual.site, now=usual.now)
    sheet = session.store.read(lambda: build(session, wanted, answers), session.actor)
    session.store.write(lambda: note_hand_over(wanted, answers, to.suffix), session.actor)
    write_document(sheet, letterhead(session), to)


@needs("documents.hand_over")
def note_hand_over(wanted: Document, answers: Answers, suffix: str) -> None:
    """Keep in the audit that this paper leaves: its key, period and kind of file, never who is in it."""
    if wanted.needs:
        require(wanted.needs)
    period = answers.period.code if answers.period else ""
    remark(document=wanted.key, period=period, kind=suffix.lstrip(".").lower(), identifies=str(wanted.identifies))


def _usual_period(default: str, today: date, session: Session) -> Period:
    periods: dict[str, Callable[[], Period]] = {
        "day": lambda: Period.day(today),
        "week": lambda: Period.week(today),
        "month": lambda: Period.month(today.year, today.month),
        "quarter": lambda: Period.quarter(today.year, (today.month + 2) // 3),
        "year": lambda: ReportingYear(1).period(today.year),
        "reporting_year": lambda: session.year.period(session.year.of(today)),
    }
    return periods[default]()
