"""The papers of a meeting: its agenda, its minutes whole, in public and sealed, a sheet to sign in on, and ballots."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.meetings.live import meeting_now
from rcc_council.meetings.service import all_meetings
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.minutes.reading import minutes_list, minutes_now
from rcc_council.minutes.written_part import clock, day_words, short_day
from rcc_council.motions.rules import OPEN_STATES
from rcc_desktop.api import words
from rcc_desktop.api.documents import (
    AskOne,
    Blank,
    Column,
    Definition,
    Document,
    Heading,
    Paragraph,
    Sheet,
    SignatureLines,
    Slip,
    Slips,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from rcc_council.meetings.rows import ItemRow, MeetingNow, MeetingRow, MotionRow
    from rcc_council.minutes.rows import AddendumRow, MinutesNow, PartRow
    from rcc_desktop.api import Desk
    from rcc_desktop.api.documents import Answers, Part

_, ngettext = words("rcc_council")

_AHEAD, _BACK = timedelta(days=92), timedelta(days=366)
_NAMELESS = 3
"""How many lines a ballot has for names, where nobody was named."""


def documents_for(desk: Desk) -> list[Document]:
    """Every paper of the meetings."""
    meeting, minutes = AskOne(_("Meeting"), meetings_to_ask), AskOne(_("Minutes"), minutes_to_ask)
    return [
        _paper("agenda", _("Agenda"), _("What a meeting is to take up, in order, with times."), meeting, agenda),
        _paper("minutes", _("Minutes"), _("What a meeting did, with lines to sign."), minutes, whole_minutes),
        _paper(
            "minutes_public",
            _("Public minutes"),
            _("What a meeting did, without the names of guests, to be shown to anybody."),
            minutes,
            public_minutes,
        ),
        _paper(
            "minutes_sealed",
            _("Minutes of executive session"),
            _("What was done in executive session, apart from the other minutes."),
            minutes,
            sealed_minutes,
            needs="council.sealed",
        ),
        _paper("sign_in", _("Sign-in sheet"), _("The members to sign in, and room for guests."), meeting, sign_in),
        _paper("ballots", _("Ballot papers"), _("A ballot for each member, several to a page."), meeting, ballots),
    ]


def meetings_to_ask(now: datetime) -> tuple[tuple[int, str], ...]:
    """The meetings a paper can be about: the next one first, then those after it, then those before."""
    today = now.date()
    rows = [row for row in all_meetings(today - _BACK, today + _AHEAD, now) if row.state != "cancelled"]
    ahead = [row for row in rows if row.day >= today]
    before = [row for row in reversed(rows) if row.day < today]
    return tuple((row.id, _titled(row.body_name, row.day, row.kind_words)) for row in (*ahead, *before))


def minutes_to_ask(now: datetime) -> tuple[tuple[int, str], ...]:
    """The minutes a paper can be of, the newest first."""
    rows = sorted(minutes_list(now), key=lambda row: row.day, reverse=True)
    return tuple(
        (row.minutes, _titled(row.body_name, row.day, row.state_words)) for row in rows if row.minutes is not None
    )


def agenda(answers: Answers) -> Sheet:
    """The numbered items with their time boxes; of executive session only that there is one."""
    of = _meeting(answers)
    if of is None:
        return _nothing(_("Agenda"), _("No meeting is planned."))
    columns = (Column(_("Item"), width=50), Column(_("Who"), width=18))
    rows = [row for item in of.agenda for row in _agenda_rows(item)]
    timed = any(row[-1] for row in rows)
    boxes = Column(_("Minutes"), "number", total="sum" if timed else None)
    table = Table((*columns, boxes), rows, empty=_("Nothing is on the agenda."))
    where = of.meeting.place
    return Sheet(
        _("Agenda"),
        (table,),
        subtitle=" · ".join(each for each in (of.meeting.body_name, of.meeting.kind_words, where) if each),
        period_words=_when(of.meeting),
        is_text=True,
    )


def whole_minutes(answers: Answers) -> Sheet:
    """The minutes with the guests' names; what is sealed is a paper of its own."""
    return _minutes(answers, _("Minutes"), lambda part: not part.is_sealed, is_signed=True)


def public_minutes(answers: Answers) -> Sheet:
    """The minutes without what is sealed and without the names of guests."""
    return _minutes(answers, _("Public minutes"), lambda part: not (part.is_sealed or part.is_inner), is_signed=False)


def sealed_minutes(answers: Answers) -> Sheet:
    """Only what is sealed."""
    title = _("Minutes of executive session")
    return _minutes(answers, title, lambda part: part.is_sealed, is_signed=True, addenda=lambda each: each.is_sealed)


def sign_in(answers: Answers) -> Sheet:
    """Each member who may come, with room to sign, and empty rows for guests."""
    of = _meeting(answers)
    if of is None:
        return _nothing(_("Sign-in sheet"), _("No meeting is planned."))
    columns = (
        *(Column(_("Name"), width=26), Column(_("Office"), width=16), Column(_("Came"), width=9)),
        *(Column(_("Left"), width=9), Column(_("Signature"), width=26)),
    )
    members = [each for each in of.people if each.capacity in {"member", "alternate"}]
    rows = [(each.name, each.office_words, "", "", "\n ") for each in members]
    guests = (Column(_("Name"), width=34), Column(_("Came"), width=10), Column(_("Left"), width=10))
    return Sheet(
        _("Sign-in sheet"),
        (Table(columns, rows, empty=_("Nobody sits in this body.")), Blank(guests, 8, _("Guests and staff"))),
        subtitle=of.meeting.body_name,
        period_words=_when(of.meeting),
    )


def ballots(answers: Answers) -> Sheet:
    """A ballot for each member in office on each motion that is not decided; an empty one where there is none."""
    of = _meeting(answers)
    if of is None:
        return _nothing(_("Ballot papers"), _("No meeting is planned."))
    copies = max(of.in_office, 1)
    about = f"{of.meeting.body_name} · {short_day(of.meeting.day)}"
    waiting = [motion for motion in _motions(of.agenda) if motion.state in OPEN_STATES and not motion.is_sealed]
    slips = [_slip(motion, about) for motion in waiting] or [Slip(_("Ballot"), about, _yes_or_no())]
    return Sheet(
        _("Ballot papers"),
        tuple(Slips(each, copies) for each in slips),
        subtitle=of.meeting.body_name,
        period_words=_when(of.meeting),
    )


def _paper(
    key: str, title: str, summary: str, asks: AskOne, build: Callable[[Answers], Sheet], needs: str = "council.report"
) -> Document:
    return Document(f"council.{key}", title, summary, (asks,), build, needs=needs)


def _meeting(answers: Answers) -> MeetingNow | None:
    """The meeting that was asked for, or the first of the period."""
    one = answers.one
    if one is None and answers.period is not None:
        rows = all_meetings(answers.period.first, answers.period.last, answers.now)
        one = next((row.id for row in rows if row.state != "cancelled"), None)
    return None if one is None else meeting_now(one, answers.now)


def _minutes(
    answers: Answers,
    title: str,
    shows: Callable[[PartRow], bool],
    *,
    is_signed: bool,
    addenda: Callable[[AddendumRow], bool] = lambda each: not each.is_sealed,
) -> Sheet:
    if answers.one is None:
        return _nothing(title, _("No minutes were begun yet."))
    of = minutes_now(answers.one, answers.now)
    parts: list[Part] = []
    for part in of.parts:
        if shows(part):
            parts += _part(part)
    added = [each for each in of.addenda if addenda(each)]
    if added:
        parts.append(Heading(_("Changed after adoption")))
        parts += [Paragraph(_addendum_words(each)) for each in added]
    if not parts:
        parts.append(Paragraph(_("Nothing was recorded here.")))
    if is_signed:
        secretary = _("{name}, secretary").format(name=of.secretary) if of.secretary else _("Secretary")
        parts.append(SignatureLines((secretary, _("Approved: initials and date"))))
    return Sheet(
        title,
        tuple(parts),
        subtitle=f"{of.body_name} · {of.kind_words}",
        period_words=day_words(of.day),
        about=tuple(_standing(of)),
        is_text=True,
    )


def _part(part: PartRow) -> Iterator[Part]:
    if part.heading:
        yield Heading(part.heading, 2)
    if part.words:
        yield Paragraph(part.words)


def _standing(of: MinutesNow) -> Iterator[Definition]:
    """How far the minutes are; of adopted ones the digest, by which anybody can see that they were not changed."""
    if of.state != "adopted":
        yield Definition(of.state_words, _("Not adopted yet. Members who were there may ask for corrections."))
        return
    yield Definition(of.state_words, of.adopted_words)
    yield Definition(_("SHA-256 of the adopted text"), of.digest)
    if not of.is_sound:
        told = _("The text does not agree with this number: it was changed outside the program.")
        yield Definition(_("Warning"), told)


def _addendum_words(each: AddendumRow) -> str:
    return _("{day}, motion {number}: {words}").format(day=short_day(each.day), number=each.motion, words=each.words)


def _agenda_rows(item: ItemRow) -> Iterator[tuple[str, str, int | None]]:
    title = ITEM_KINDS["executive"] if item.is_sealed else item.title
    if item.papers and not item.is_sealed:
        title += "\n" + _("Papers: {papers}.").format(papers=", ".join(each.name for each in item.papers))
    titled = _("{number}. {title}").format(number=item.number, title=title)
    yield (titled, "" if item.is_sealed else item.owner, item.minutes or None)
    if not item.is_sealed:
        for inner in item.inside:
            yield from _agenda_rows(inner)


def _motions(items: Iterable[ItemRow]) -> Iterator[MotionRow]:
    for item in items:
        yield from item.motions
        yield from _motions(item.inside)


def _slip(motion: MotionRow, about: str) -> Slip:
    title = _("Ballot {number}").format(number=motion.number)
    if motion.kind != "election":
        return Slip(title, f"{about}\n{motion.words}", _yes_or_no())
    named = tuple(dict.fromkeys(choice.words for vote in motion.votes for choice in vote.choices))
    return Slip(title, f"{about}\n{motion.words}", named or ("_" * 24,) * _NAMELESS)


def _yes_or_no() -> tuple[str, ...]:
    return (_("Yes"), _("No"))


def _when(meeting: MeetingRow) -> str:
    return _("{day}, {begin} to {end}").format(
        day=day_words(meeting.day), begin=clock(meeting.starts), end=clock(meeting.ends)
    )


def _titled(body: str, day: date, state: str) -> str:
    return f"{body} · {short_day(day)} · {state}"


def _nothing(title: str, said: str) -> Sheet:
    return Sheet(title, (Paragraph(said),))
