"""The verbs of the hat: give it, move along the way in, pause, leave, come back, say what somebody brings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import ChecklistMark, Mentor, MentorSite, MentorTrait, StageMove
from rcc_mentors.people.rules import STAGES, Move, hat_after, may_follow, open_items, stage_of_item
from rcc_mentors.people.wording import items_words, stage_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from peewee import Select

_, ngettext = words("rcc_mentors")

TRAITS = ("role", "skill", "language", "pathway", "lived")
PAYS = ("volunteer", "paid")


@dataclass(frozen=True, slots=True)
class Details:
    """What a mentor asks for, and how they serve. Limits are None where only the center's policy holds."""

    pay: str = "volunteer"
    most_shifts_week: int | None = None
    most_shifts_month: int | None = None
    most_minutes_week: int | None = None
    rest_minutes: int | None = None
    best_times: str = ""
    note: str = ""


@needs("mentors.keep")
def add_mentor(
    person: int,
    now: datetime,
    *,
    stage: str = "applied",
    why: str = "",
    pay: str = "volunteer",
    on_day: date | None = None,
) -> int:
    """Give somebody the hat and return its id. A ``stage`` after the first needs ``why`` for what was not ticked here.

    Raises ``Problem`` for somebody who has it already and for a person who is not on file.
    """
    require_known([person])
    if Mentor.select().where(Mentor.person == person).exists():
        raise Problem(
            _("They are on the list of mentors already."),
            _("Open their file. If they left, bring them back there."),
            field="person",
            code="mentors.already",
        )
    day = _day(on_day, now)
    still_open = _require_why(stage, (), why)
    hat = hat_after([Move(stage, day)])
    mentor = Mentor.add(
        person=person, stage=stage, stage_on=day, applied_on=day, active_on=hat.active_on, pay=_known(pay, PAYS)
    )
    _note_move(mentor, stage, day, why, still_open)
    return mentor


@needs("mentors.keep")
def undo_add(mentor: int) -> None:
    """Take back that somebody was added, as long as nothing else hangs on it."""
    for record in (StageMove, ChecklistMark, MentorTrait, MentorSite):
        for (row,) in fetch(record.select(record.id).where(record.mentor == mentor)):
            record.remove(row)
    Mentor.remove(mentor)


@needs("mentors.keep")
def change_details(mentor: int, details: Details, *, expected: int | None = None) -> Details:
    """Say anew what a mentor asks for; what stood there before comes back, for undo. Raises ``Problem`` (fields)."""
    _known(details.pay, PAYS)
    for name in ("most_shifts_week", "most_shifts_month", "most_minutes_week", "rest_minutes"):
        limit = getattr(details, name)
        if limit is not None and limit < 0:
            raise Problem(_("A limit cannot be less than nothing."), _("Leave it empty for none."), field=name)
    before = details_of(mentor)
    Mentor.change(mentor, expected=expected, **asdict(details))
    return before


@needs("mentors.see")
def details_of(mentor: int) -> Details:
    """What a mentor asks for now."""
    stored = Mentor.select(*(getattr(Mentor, name) for name in Details.__slots__)).where(Mentor.id == mentor)
    found = fetch(stored)
    if not found:
        raise _no_such_mentor()
    return Details(*found[0])


@needs("mentors.keep")
def set_traits(mentor: int, kind: str, codes: Collection[str]) -> tuple[str, ...]:
    """Say anew what a mentor brings of one kind; what it was before comes back, for undo.

    Lived experience and pathways are what they said of themselves: nobody else's guess is written here.
    """
    _known(kind, TRAITS)
    rows = MentorTrait.select(MentorTrait.code, MentorTrait.id)
    before = dict(fetch(rows.where((MentorTrait.mentor == mentor) & (MentorTrait.kind == kind))))
    for code in dict.fromkeys(codes):
        if code not in before:
            MentorTrait.add(mentor=mentor, kind=kind, code=code)
    for code, row in before.items():
        if code not in codes:
            MentorTrait.remove(row)
    return tuple(before)


@needs("mentors.keep")
def set_sites(mentor: int, sites: Collection[int]) -> tuple[int, ...]:
    """Say anew where a mentor serves, nothing for anywhere; what it was before comes back, for undo."""
    before = dict(fetch(MentorSite.select(MentorSite.site, MentorSite.id).where(MentorSite.mentor == mentor)))
    for site in dict.fromkeys(sites):
        if site not in before:
            MentorSite.add(mentor=mentor, site=site)
    for site, row in before.items():
        if site not in sites:
            MentorSite.remove(row)
    return tuple(before)


@needs("mentors.keep")
def move_stage(mentor: int, stage: str, now: datetime, *, why: str = "", on_day: date | None = None) -> int:
    """Somebody comes to another stage; the move's id. ``why`` is kept, and needed where checklist items are open.

    For ``left`` it is a code of the center's list. Shifts that are booked stay: the board shows that they need somebody
    else. Raises ``Problem`` (fields ``stage``, ``why``, ``on_day``).
    """
    moves = _moves(mentor)
    now_at = moves[-1].stage
    if stage not in may_follow(now_at):
        raise Problem(
            _("This cannot follow “{stage}”.").format(stage=stage_words(now_at)),
            _("Choose one of the steps offered."),
            field="stage",
            code="mentors.stage",
        )
    day = _day(on_day, now)
    if day < moves[-1].on_day:
        raise Problem(
            _("This is before the step they are at began."), _("Check the day."), field="on_day", code="mentors.day"
        )
    if stage == "left" and not why.strip():
        raise Problem(_("Please say why they leave."), _("One word from the list is enough."), field="why")
    still_open = () if now_at == "on_leave" else _require_why(stage, _marked(mentor), why)
    move = _note_move(mentor, stage, day, why, still_open)
    _stand(mentor)
    return move


@needs("mentors.keep")
def undo_move(mentor: int, move: int) -> None:
    """Take back the newest move. Raises ``Problem`` where another came after it, or it is the first."""
    rows = [row for (row,) in fetch(_moves_of(mentor, StageMove.id))]
    if len(rows) < 2 or rows[-1] != move:
        raise Problem(
            _("This step cannot be taken back any more."),
            _("Nothing was changed. Move them to the step they should be at."),
            code="mentors.undo",
        )
    StageMove.remove(move)
    _stand(mentor)


@needs("mentors.keep")
def mark_item(mentor: int, item: str, now: datetime, *, done_on: date | None = None, note: str = "") -> int:
    """An item of a checklist is done, as whoever is signed in has seen; the mark's id. Marking again corrects it."""
    if stage_of_item(item) is None:
        raise ValueError(f"there is no checklist item {item}")
    day = _day(done_on, now)
    found = fetch(_mark_of(mentor, item))
    if found:
        ChecklistMark.change(found[0][0], done_on=day, note=note.strip(), seen_by=acting().staff)
        return int(found[0][0])
    return ChecklistMark.add(mentor=mentor, item=item, done_on=day, note=note.strip(), seen_by=acting().staff)


@needs("mentors.keep")
def unmark_item(mentor: int, item: str) -> None:
    """An item of a checklist is not done after all."""
    for (row,) in fetch(_mark_of(mentor, item)):
        ChecklistMark.remove(row)


def _mark_of(mentor: int, item: str) -> Select:
    return ChecklistMark.select(ChecklistMark.id).where((ChecklistMark.mentor == mentor) & (ChecklistMark.item == item))


def _marked(mentor: int) -> frozenset[str]:
    marks = ChecklistMark.select(ChecklistMark.item).where(ChecklistMark.mentor == mentor)
    return frozenset(item for (item,) in fetch(marks))


def _require_why(stage: str, done: Collection[str], why: str) -> tuple[str, ...]:
    """The items that are open at ``stage``. Raises ``Problem`` (field ``why``) when nothing says why it goes on."""
    _known(stage, STAGES)
    still_open = open_items(stage, done)
    if still_open and not why.strip():
        raise Problem(
            _("Not everything on the list is done: {items}.").format(items=items_words(still_open)),
            _("Tick what is done, or say why it goes on without."),
            field="why",
            code="mentors.open_items",
        )
    return still_open


def _note_move(mentor: int, stage: str, day: date, why: str, still_open: Collection[str]) -> int:
    return StageMove.add(
        mentor=mentor,
        stage=stage,
        on_day=day,
        why=why.strip(),
        open_items=" ".join(still_open),
        moved_by=acting().staff,
    )


def _moves_of(mentor: int, *columns: object) -> Select:
    return StageMove.select(*columns).where(StageMove.mentor == mentor).order_by(StageMove.on_day, StageMove.id)


def _moves(mentor: int) -> list[Move]:
    rows = fetch(_moves_of(mentor, StageMove.stage, StageMove.on_day, StageMove.why))
    if not rows:
        raise _no_such_mentor()
    return [Move(stage, from_day(day), why) for stage, day, why in rows]


def _stand(mentor: int) -> None:
    """Write where somebody stands by the moves kept."""
    hat = hat_after(_moves(mentor))
    Mentor.change(
        mentor,
        stage=hat.stage,
        stage_on=hat.stage_on,
        active_on=hat.active_on,
        left_on=hat.left_on,
        left_why=hat.left_why,
    )


def _day(given: date | None, now: datetime) -> date:
    today = now.date()
    if given is not None and given > today:
        raise Problem(
            _("This day has not come yet."), _("Type today or a day before."), field="on_day", code="mentors.day"
        )
    return given or today


def _known(code: str, codes: Collection[str]) -> str:
    if code not in codes:
        raise ValueError(f"{code} is none of {', '.join(codes)}")
    return code


def _no_such_mentor() -> Problem:
    return Problem(_("There is no such mentor here."), _("Nothing was changed."), code="mentors.not_here")
