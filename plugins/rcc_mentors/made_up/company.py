"""Who supervises the made-up mentors, and whom they walk beside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import StaffRole, fetch
from rcc_mentors.people.records import MentorWanted, Pairing, PairingContact, PairingWish, Supervision, WantedTrait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.made_up import MadeUpCenter
    from rcc_mentors.made_up.hats import MadeUpMentor

PAIRED, QUIET = 0.7, 0.18
WAITING = 4
WISHES = (("language", "spanish"), ("lived", "parent"), ("lived", "justice"), ("pathway", "medication"))
HOW = ("in_person", "in_person", "phone", "phone", "text", "video")
ENDED_WHY = ("goals_met", "moved", "asked_to_end", "mentor_left")


@needs("mentors.keep")
def add_company(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """Write supervisors, pairings now and before, and how often each pair was in touch."""
    _add_supervision(made_up, mentors)
    _add_pairings(made_up, mentors)


def _add_supervision(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    found = fetch(
        StaffRole.select(StaffRole.member)
        .where(StaffRole.role.in_(("supervisor", "coordinator", "peer_specialist")))
        .order_by(StaffRole.member)
    )
    supervisors = [member for (member,) in found] or list(made_up.staff)
    if not supervisors:
        return
    chance = made_up.chance
    rows: list[tuple[int, int, int, int | None]] = []
    for mentor in mentors:
        if mentor.since is None:
            continue
        since, now = mentor.since, chance.choice(supervisors)
        if chance.random() < 0.3 and len(supervisors) > 1:
            changed = since + timedelta(days=(made_up.now.date() - since).days // 2)
            earlier = chance.choice([member for member in supervisors if member != now])
            rows.append((mentor.id, earlier, to_day(since), to_day(changed)))
            since = changed
        rows.append((mentor.id, now, to_day(since), None))
    Supervision.add_many(("mentor", "supervisor", "since", "until"), rows)


def _add_pairings(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    chance, today = made_up.chance, made_up.now.date()
    taken = {mentor.person for mentor in mentors}
    others = [person.id for person in made_up.people if person.id not in taken]
    chance.shuffle(others)
    rows: list[tuple[int, int, int, int | None, str]] = []
    wishes, spans = [], []
    for mentor in (one for one in mentors if one.since is not None):
        last = min(mentor.until, today)
        for is_past in (True, False):
            if not others or chance.random() >= (0.3 if is_past else PAIRED) or (not is_past and last < today):
                continue
            person = others.pop()
            since = _between(made_up, mentor.since or last, last)
            until = _between(made_up, since, last) if is_past else None
            rows.append((mentor.id, person, to_day(since), to_day(until) if until else None, _why(made_up, until)))
            spans.append((since, until))
            if chance.random() < 0.3:
                wishes.append((mentor.id, person, chance.choice(("mentor", "person")), 1))
    ids = Pairing.add_many(("mentor", "person", "since", "until", "ended_why"), rows)
    PairingWish.add_many(("mentor", "person", "said_by", "liking"), wishes)
    _add_contacts(made_up, ids, spans)
    _add_wanted(made_up, others[:WAITING])


def _add_contacts(made_up: MadeUpCenter, ids: range, spans: Sequence[tuple[date, date | None]]) -> None:
    """About every nine days; some pairs have been quiet for more than a month."""
    chance, today = made_up.chance, made_up.now.date()
    rows = []
    for pairing, (since, until) in zip(ids, spans, strict=True):
        last = until or today
        if until is None and chance.random() < QUIET:
            last = today - timedelta(days=chance.randint(32, 60))
        day = since + timedelta(days=chance.randint(1, 7))
        while day <= last:
            rows.append((pairing, to_day(day), chance.choice(HOW), chance.choice((10, 15, 20, 30, 45, 60))))
            day += timedelta(days=chance.randint(3, 15))
    PairingContact.add_many(("pairing", "on_day", "how", "minutes"), rows)


def _add_wanted(made_up: MadeUpCenter, people: Sequence[int]) -> None:
    """Somebody who asked for a mentor and has none yet, with a wish or two."""
    chance, today = made_up.chance, made_up.now.date()
    asked = [(person, to_day(today - timedelta(days=chance.randint(1, 40)))) for person in people]
    ids = MentorWanted.add_many(("person", "asked_on"), asked)
    wishes = [(wanted, *wish) for wanted in ids for wish in chance.sample(WISHES, chance.randint(1, 2))]
    WantedTrait.add_many(("wanted", "kind", "code"), wishes)


def _between(made_up: MadeUpCenter, first: date, last: date) -> date:
    return first + timedelta(days=made_up.chance.randint(0, max((last - first).days, 0)))


def _why(made_up: MadeUpCenter, until: date | None) -> str:
    return made_up.chance.choice(ENDED_WHY) if until else ""
