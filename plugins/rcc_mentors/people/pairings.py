"""The verbs of walking together: ask, wish, pair, be in touch, end. What is said between two people is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.hats import own_person
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch
from rcc_mentors.people.pairing_rules import NEVER, Standing, against
from rcc_mentors.people.pairing_words import AGAINST, ENDED, HOW
from rcc_mentors.people.records import Mentor, MentorWanted, Pairing, PairingContact, PairingWish, WantedTrait

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from peewee import Select

_, ngettext = words("rcc_mentors")

SIDES = ("person", "mentor")
LONGEST = 24 * 60


@needs("mentors.pair")
def pair(mentor: int, person: int, now: datetime, most: int, *, why: str = "") -> int:
    """Have a mentor walk beside somebody; the pairing's id. Their asking for a mentor is answered with it.

    ``most`` is how many people a mentor takes. Raises ``Problem`` with what speaks against it (field ``why``); most of
    that gives way to a reason ``why``, which is kept with the pairing.
    """
    require_known([person, _person_of(mentor)])
    said = against(standing(mentor, person), most)
    grave = [reason for reason in said if reason in NEVER]
    if grave:
        raise Problem(AGAINST[grave[0]], _("Nothing was changed. Choose another mentor."), code=f"mentors.{grave[0]}")
    if said and not why.strip():
        raise Problem(
            " ".join(AGAINST[reason] for reason in said),
            _("Choose another mentor, or say why it should be so all the same."),
            field="why",
            code=f"mentors.{said[0]}",
        )
    for (asked,) in fetch(_open_asking(person)):
        MentorWanted.change(asked, closed_on=now.date())
    return Pairing.add(mentor=mentor, person=person, since=now.date(), note=why.strip() if said else "")


@needs("mentors.pair")
def undo_pair(pairing: int) -> None:
    """Take a new pairing back; what was asked for stands again. Raises ``Problem`` once the two were in touch."""
    if PairingContact.select().where(PairingContact.pairing == pairing).exists():
        raise Problem(
            _("They have been in touch since, so this is not taken back."), _("Nothing was changed. End it instead.")
        )
    stored = Pairing.stored_row(pairing)
    person = stored["person_id"]
    Pairing.remove(pairing)
    answered = (MentorWanted.person == person) & (MentorWanted.closed_on == from_day(int(str(stored["since"]))))
    newest = MentorWanted.select(MentorWanted.id).where(answered).order_by(MentorWanted.id.desc()).limit(1)
    if not fetch(_open_asking(int(str(person)))):
        for (asked,) in fetch(newest):
            MentorWanted.change(asked, closed_on=None)


@needs("mentors.pair")
def end_pairing(pairing: int, why: str, now: datetime, *, expected: int | None = None) -> None:
    """Two people go their own ways; ``why`` is one of ``ENDED``. What they shared stays on record as days alone."""
    if why not in ENDED:
        raise Problem(_("Please say why it ends."), _("One choice from the list is enough."), field="why")
    if Pairing.stored_row(pairing)["until"] is not None:
        raise Problem(_("This ended already."), _("Nothing was changed."), code="mentors.ended")
    Pairing.change(pairing, expected=expected, until=now.date(), ended_why=why)


@needs("mentors.pair")
def undo_end(pairing: int) -> None:
    """Take back that a pairing ended. Raises ``Problem`` when the two were paired anew since."""
    stored = Pairing.stored_row(pairing)
    together = (Pairing.mentor == stored["mentor_id"]) & (Pairing.person == stored["person_id"])
    if Pairing.select().where(together & Pairing.until.is_null()).exists():
        raise Problem(AGAINST["already"], _("Nothing was changed."), code="mentors.already")
    Pairing.change(pairing, until=None, ended_why="")


@needs("mentors.pair")
def set_wish(mentor: int, person: int, said_by: str, liking: int) -> int:
    """Keep what one side said of the other: 1 would like to, -1 would rather not, 0 nothing. What it was comes back."""
    if said_by not in SIDES or liking not in (-1, 0, 1):
        raise ValueError(f"{said_by} cannot say {liking}")
    require_known([person, _person_of(mentor)])
    this = (PairingWish.mentor == mentor) & (PairingWish.person == person) & (PairingWish.said_by == said_by)
    stored = fetch(PairingWish.select(PairingWish.id, PairingWish.liking).where(this))
    if not stored:
        if liking:
            PairingWish.add(mentor=mentor, person=person, said_by=said_by, liking=liking)
        return 0
    row, before = stored[0]
    if liking:
        PairingWish.change(row, liking=liking)
    else:
        PairingWish.remove(row)
    return int(before)


@needs("mentors.pair")
def ask_for_mentor(person: int, wanted: Mapping[str, Collection[str]], now: datetime) -> int:
    """Somebody asks for a mentor; ``wanted`` is what they would like, codes by kind. Asking again says it anew."""
    require_known([person])
    found = fetch(_open_asking(person))
    asked = int(found[0][0]) if found else MentorWanted.add(person=person, asked_on=now.date())
    for (row,) in fetch(WantedTrait.select(WantedTrait.id).where(WantedTrait.wanted == asked)):
        WantedTrait.remove(row)
    for kind, codes in wanted.items():
        for code in dict.fromkeys(codes):
            WantedTrait.add(wanted=asked, kind=kind, code=code)
    return asked


@needs("mentors.pair")
def close_asking(asked: int, now: datetime) -> None:
    """Somebody wants no mentor any more."""
    MentorWanted.change(asked, closed_on=now.date())


@needs("mentors.pair")
def undo_close_asking(asked: int) -> None:
    """They still want one."""
    MentorWanted.change(asked, closed_on=None)


@needs("mentors.pair")
def note_contact(pairing: int, on_day: date, how: str, minutes: int, now: datetime) -> int:
    """Keep that a pair was in touch: the day, how and how long, never what about; its id. ``Problem`` by field."""
    return _add_contact(pairing, on_day, how, minutes, now)


@needs("mentors.pair")
def undo_contact(contact: int) -> None:
    """Take back that a pair was in touch."""
    PairingContact.remove(contact)


@needs("mentors.mine")
def note_my_contact(pairing: int, on_day: date, how: str, minutes: int, now: datetime) -> int:
    """The same by the mentor, of their own pairing alone."""
    _require_mine(pairing)
    return _add_contact(pairing, on_day, how, minutes, now)


@needs("mentors.mine")
def undo_my_contact(contact: int) -> None:
    """Take back one's own."""
    _require_mine(int(str(PairingContact.stored_row(contact)["pairing_id"])))
    PairingContact.remove(contact)


@needs("mentors.pair")
def standing(mentor: int, person: int) -> Standing:
    """How a mentor stands to somebody now, for the rules."""
    found = Mentor.stored_row(mentor)
    together = (Pairing.mentor == mentor) & Pairing.until.is_null()
    here = (PairingWish.mentor == mentor) & (PairingWish.person == person)
    likes = dict(fetch(PairingWish.select(PairingWish.said_by, PairingWish.liking).where(here)))
    return Standing(
        is_self=found["person_id"] == person,
        is_paired=Pairing.select().where(together & (Pairing.person == person)).exists(),
        serves=found["stage"] == "active",
        person_likes=likes.get("person", 0),
        mentor_likes=likes.get("mentor", 0),
        walks_with=Pairing.select().where(together).count(),
    )


def _open_asking(person: int) -> Select:
    return MentorWanted.select(MentorWanted.id).where(
        (MentorWanted.person == person) & MentorWanted.closed_on.is_null()
    )


def _person_of(mentor: int) -> int:
    return int(str(Mentor.stored_row(mentor)["person_id"]))


def _require_mine(pairing: int) -> None:
    """Raise ``Problem`` unless whoever is signed in is the mentor of this pairing, which is still on."""
    me = own_person()
    mine = (Pairing.id == pairing) & (Mentor.person == me) & Pairing.until.is_null()
    if me is None or not Pairing.select().join(Mentor).where(mine).exists():
        raise Problem(
            _("This is not one of the people you walk beside."),
            _("Nothing was changed. Ask your supervisor if it should be."),
            code="mentors.not_mine",
        )


def _add_contact(pairing: int, on_day: date, how: str, minutes: int, now: datetime) -> int:
    stored = Pairing.stored_row(pairing)
    if on_day > now.date():
        raise Problem(_("This day has not come yet."), _("Type today or a day before."), field="on_day")
    if on_day < from_day(int(str(stored["since"]))):
        raise Problem(_("They were not paired yet on this day."), _("Check the day."), field="on_day")
    if how not in HOW:
        raise Problem(_("Please say how."), _("One choice from the list is enough."), field="how")
    if not 0 <= minutes <= LONGEST:
        raise Problem(_("This cannot be how long it took."), _("Type minutes, or leave it empty."), field="minutes")
    return PairingContact.add(pairing=pairing, on_day=on_day, how=how, minutes=minutes)
