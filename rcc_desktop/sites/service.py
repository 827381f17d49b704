"""Name the sites, say when each opens, and which days it stays closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.opening import OpenHours
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import ClosedDay, OpenOn, Site
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_, ngettext = words("rcc_desktop")

WEEKDAYS = range(1, 8)


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site and its hours by ISO weekday (1 Monday to 7 Sunday)."""

    id: int
    name: str
    active: bool
    version: int
    hours: Mapping[int, OpenHours] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A day that ``site`` (None: every site) stays closed."""

    id: int
    day: date
    site: int | None
    why: str


def sites_of_center() -> list[SiteRow]:
    """Every site, those in use first, in the order they were added."""
    hours: dict[int, dict[int, OpenHours]] = {}
    for site, weekday, opens, closes in fetch(OpenOn.select(OpenOn.site, OpenOn.weekday, OpenOn.opens, OpenOn.closes)):
        hours.setdefault(site, {})[weekday] = OpenHours(_clock(opens), _clock(closes))
    rows = [SiteRow(row.id, row.name, row.active, row.version, hours.get(row.id, {})) for row in Site.select()]
    return sorted(rows, key=lambda row: (not row.active, row.id))


def closed_days() -> list[ClosedRow]:
    """The days that sites stay closed, the latest first."""
    columns = (ClosedDay.id, ClosedDay.on_day, ClosedDay.site, ClosedDay.why)
    query = ClosedDay.select(*columns).order_by(ClosedDay.on_day.desc(), ClosedDay.id)
    return [ClosedRow(row, from_day(day), site, why) for row, day, site, why in fetch(query)]


@needs("center.change")
def add_site(name: str) -> int:
    """Add a place and give its id. Raises ``Problem`` (field ``name``) for an empty name or one that is taken."""
    return Site.add(name=_free_name(name, None))


@needs("center.change")
def rename_site(site: int, name: str, *, expected: int | None = None) -> None:
    """Give a site another name."""
    Site.change(site, expected=expected, name=_free_name(name, site))


@needs("center.change")
def set_in_use(site: int, active: bool) -> None:
    """Take a site into use or out of it; what happened there stays. The last one in use stays in use."""
    others = Site.select().where((Site.id != site) & Site.active).count()
    if not active and not others:
        raise Problem(
            _("A center needs at least one site."),
            _("Nothing was changed. Add the other site first."),
            code="sites.last",
        )
    Site.change(site, active=active)


@needs("center.change")
def set_hours(site: int, hours: Mapping[int, OpenHours]) -> None:
    """Say when ``site`` opens; a weekday that is not named stays closed.

    Raises ``Problem`` (field ``hours``) when a day would close at the minute it opens.
    """
    for weekday, span in hours.items():
        if weekday not in WEEKDAYS or span.opens == span.closes:
            raise Problem(_("One day closes at the time it opens."), _("Change one of the two times."), field="hours")
    known = {row.weekday: row.id for row in OpenOn.select().where(OpenOn.site == site)}
    for weekday in sorted(set(known) - set(hours)):
        OpenOn.remove(known[weekday])
    for weekday, span in sorted(hours.items()):
        opens, closes = _minutes(span.opens), _minutes(span.closes)
        if weekday in known:
            OpenOn.change(known[weekday], opens=opens, closes=closes)
        else:
            OpenOn.add(site=site, weekday=weekday, opens=opens, closes=closes)


@needs("center.change")
def close_on(day: date, site: int | None = None, why: str = "") -> int:
    """Keep ``site`` (None: every site) closed on ``day``. Raises ``Problem`` (field ``day``) when it already is."""
    same_site = ClosedDay.site.is_null() if site is None else ClosedDay.site == site
    if ClosedDay.select().where((ClosedDay.on_day == day) & same_site).exists():
        raise Problem(_("This day is on the list already."), _("Choose another day."), field="day")
    return ClosedDay.add(on_day=day, site=site, why=why.strip())


@needs("center.change")
def open_again(closed: int) -> None:
    """Take a closed day off the list."""
    ClosedDay.remove(closed)


def _free_name(name: str, site: int | None) -> str:
    name = name.strip()
    if not name:
        raise Problem(_("The site has no name."), _("Type what people call it, such as Main Street."), field="name")
    for known, called in fetch(Site.select(Site.id, Site.name)):
        if known != site and called.casefold() == name.casefold():
            raise Problem(_("There is a site of this name already."), _("Choose another name."), field="name")
    return name


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
