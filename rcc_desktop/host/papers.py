"""Papers of plugins, built and handed over: who took which paper is kept before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import needs, require
from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.documents import Answers, AskOne, AskPeriod, AskSite, Document, Letterhead, Sheet
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import language, words
from rcc_desktop.host.host import records_of
from rcc_desktop.logs import log_mistake

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from rcc_desktop.api.contributions import Measure
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class OfPlugin:
    """What one plugin offers the person who is signed in."""

    plugin: str
    title: str
    papers: tuple[Document, ...] = ()
    measures: tuple[Measure, ...] = ()


def papers_by_plugin(session: Session) -> list[OfPlugin]:
    """The papers this person may have, by plugin; a plugin without any is left out."""
    offered: dict[str, list[Document]] = {}
    for each in session.documents():
        if not each.needs or session.actor.may(each.needs):
            offered.setdefault(plugin_of(each.key), []).append(each)
    return [OfPlugin(name, title_of(session, name), papers=tuple(papers)) for name, papers in offered.items()]


def measures_by_plugin(session: Session) -> list[OfPlugin]:
    """The measures this person may count, by plugin; a plugin without any is left out."""
    offered: dict[str, list[Measure]] = {}
    for each in session.measures():
        if session.may_count(each):
            offered.setdefault(plugin_of(each.key), []).append(each)
    return [OfPlugin(name, title_of(session, name), measures=tuple(each)) for name, each in offered.items()]


def plugin_of(key: str) -> str:
    """Whose paper or measure it is: keys begin with their plugin's name."""
    return key.partition(".")[0]


def title_of(session: Session, plugin: str) -> str:
    """What a plugin calls itself."""
    info = session.host.infos.get(plugin)
    return info.title if info else plugin


def failure_for(session: Session, key: str) -> Failure | None:
    """Why the plugin of a paper or measure is not at work, where it was set aside."""
    return session.host.failures.get(plugin_of(key))


def paper(session: Session, key: str) -> Document:
    """The paper of that key. Raises ``Problem`` when no plugin that is here offers it."""
    for each in session.documents():
        if each.key == key:
            return each
    raise absent(session, key)


def absent(session: Session, key: str) -> Problem:
    """Why there is no such paper: its plugin was set aside, or no plugin here knows it."""
    failure = failure_for(session, key)
    if failure is not None:
        return Problem(
            failure.words,
            _("What it knows comes back when it is at work again. Nothing is shown in its place."),
            code="documents.absent",
        )
    return Problem(
        _("There is no paper “{key}” here.").format(key=key),
        _("Papers: {keys}.").format(keys=", ".join(each.key for each in session.documents()) or "–"),
        code="documents.unknown",
    )


def usual_answers(session: Session, wanted: Document) -> Answers:
    """What a paper asks, answered as most often meant: this day or month, this site, the first. Reads the store."""
    today = session.opening(session.site).local_day(session.now())
    period = None
    site = one = None
    for question in wanted.asks:
        if isinstance(question, AskPeriod):
            period = period_of(question.default, today, session.year)
        elif isinstance(question, AskSite):
            site = session.site
        elif isinstance(question, AskOne) and (not wanted.needs or session.actor.may(wanted.needs)):
            one = next((each for each, _words in question.among(session.now())), None)
    return Answers(period=period, site=site, one=one, now=session.now())


def ones_to_ask(wanted: Document, now: datetime) -> tuple[str, tuple[tuple[int, str], ...]]:
    """What a paper asks for one of, and among which, by id and words; nothing where it does not. Reads the store."""
    asked = next((each for each in wanted.asks if isinstance(each, AskOne)), None)
    return (asked.title, tuple(asked.among(now))) if asked else ("", ())


def period_of(kind: str, day: date, year: ReportingYear) -> Period:
    """The period of a kind that ``AskPeriod`` knows which ``day`` lies in."""
    periods: dict[str, Callable[[], Period]] = {
        "day": lambda: Period.day(day),
        "week": lambda: Period.week(day),
        "month": lambda: Period.month(day.year, day.month),
        "quarter": lambda: Period.quarter(day.year, (day.month + 2) // 3),
        "year": lambda: ReportingYear(1).period(day.year),
        "reporting_year": lambda: year.period(year.of(day)),
    }
    return periods[kind]()


def sites_to_ask() -> tuple[tuple[int, str], ...]:
    """The sites a paper can be about, by id and name, in the order they were added. Reads the store."""
    from rcc_desktop.api.records import Site, fetch

    return tuple(fetch(Site.select(Site.id, Site.name).order_by(Site.id)))


def counted_tables(session: Session) -> frozenset[str]:
    """The tables that numbers may come from: every plugin's own, and what is known of people and sites."""
    shared = {"person", "person_answer", "site", "open_on", "closed_day", "setting_value"}
    owned = {record._meta.table_name for info in session.host.infos.values() for record in records_of(info)}
    return frozenset(shared | owned)


def build(session: Session, wanted: Document, answers: Answers) -> Sheet:
    """Build a paper; reads the store.

    Raises ``Problem`` when whoever is signed in may not have it, its plugin was set aside, or made a mistake in it:
    one paper that cannot be made leaves the plugin at work.
    """
    if wanted.needs:
        require(wanted.needs)
    if failure_for(session, wanted.key) is not None:
        raise absent(session, wanted.key)
    try:
        return wanted.build(answers)
    except Problem:
        raise
    except Exception as mistake:  # a border: a plugin's paper must not end whoever asked for it
        raise _mistake_in(session, wanted, mistake) from mistake


def letterhead(session: Session, made_by: str = "") -> Letterhead:
    """The center's name over every paper."""
    name = session.settings.get(CENTER_NAME) or _("Recovery community center")
    return Letterhead(name, session.now(), made_by, language())


def write_paper(
    session: Session, key: str, to: Path, *, period: Period | None, site: int | None, one: int | None = None
) -> None:
    """Build a paper and write it to ``to``; what is not said is meant as usual. Raises ``Problem``."""
    from rcc_desktop.documents.hand_over import write_document

    wanted = paper(session, key)
    if site is not None:
        _check_site(session, site)
    usual = session.store.read(lambda: usual_answers(session, wanted), session.actor)
    answers = Answers(
        period=period or usual.period,
        site=site if site is not None else usual.site,
        one=one if one is not None else usual.one,
        now=usual.now,
    )
    sheet = session.store.read(lambda: build(session, wanted, answers), session.actor)
    session.store.write(lambda: note_hand_over(wanted, answers, to.suffix), session.actor)
    write_document(sheet, letterhead(session), to)


def _check_site(session: Session, site: int) -> None:
    """An unknown site would make an empty paper that looks like a quiet day."""
    sites = session.store.read(sites_to_ask, session.actor)
    if site not in dict(sites):
        raise Problem(
            _("There is no site {number} here.").format(number=site),
            _("Nothing was written. Sites: {sites}.").format(sites=", ".join(f"{at} {name}" for at, name in sites)),
            code="documents.site",
        )


@needs("documents.hand_over")
def note_hand_over(wanted: Document, answers: Answers, suffix: str) -> None:
    """Keep in the audit that this paper leaves: its key, period and kind of file, never who is in it."""
    if wanted.needs:
        require(wanted.needs)
    period = answers.period.code if answers.period else ""
    remark(document=wanted.key, period=period, kind=suffix.lstrip(".").lower(), identifies=str(wanted.identifies))


def _mistake_in(session: Session, wanted: Document, mistake: Exception) -> Problem:
    report = log_mistake(mistake)
    return Problem(
        _("“{paper}” could not be made: {plugin} made a mistake (number {number}).").format(
            paper=wanted.title, plugin=title_of(session, plugin_of(wanted.key)), number=report.number
        ),
        _("Nothing was changed. Try another period, or tell whoever looks after the program this number."),
        code="documents.mistake",
    )
