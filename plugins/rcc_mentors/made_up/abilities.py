"""What the made-up mentors bring: roles, skills, languages, pathways, credentials, training, the ethics code."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day
from rcc_mentors.people.records import Credential, EthicsSigning, MentorSite, MentorTrait, Training

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.made_up import MadeUpCenter
    from rcc_mentors.made_up.hats import MadeUpMentor

TRAITS = {
    "role": (
        *(("peer_mentor", 0.75), ("front_desk", 0.8), ("meeting", 0.55), ("telephone", 0.4), ("kitchen", 0.35)),
        *(("driver", 0.25), ("childcare", 0.15)),
    ),
    "skill": (
        *(("naloxone", 0.5), ("first_aid", 0.3), ("motivational", 0.35), ("groups", 0.5), ("computer", 0.25)),
        ("keys", 0.5),
    ),
    "language": (
        *(("english", 0.97), ("spanish", 0.27), ("arabic", 0.05), ("asl", 0.05), ("haitian_creole", 0.07)),
        ("portuguese", 0.08),
    ),
    "pathway": (
        *(("mutual_aid", 0.6), ("medication", 0.3), ("faith", 0.25), ("smart", 0.15), ("treatment", 0.3)),
        *(("culture", 0.1), ("natural", 0.12)),
    ),
    "lived": (
        *(("own_recovery", 0.85), ("family", 0.3), ("justice", 0.35), ("housing", 0.3), ("parent", 0.4)),
        *(("veteran", 0.12), ("mental_health", 0.35), ("young", 0.12), ("lgbtq", 0.15)),
    ),
}
"""How many of them bring what, by kind."""

CREDENTIALS = (
    ("background_check", 1.0, 730),
    ("orientation", 1.0, None),
    ("peer_certificate", 0.75, 730),
    ("naloxone_training", 0.6, 365),
    ("cpr", 0.35, 730),
    ("driver_license", 0.45, 1460),
)
"""How many hold it, and for how many days it is good."""

EXPIRED = 2
TOPICS = ("ethics", "peer_role", "crisis", "overdose", "culture", "other")


@needs("mentors.keep")
def add_abilities(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """Write them; those still on their way bring theirs, but hold few credentials yet."""
    _add_traits(made_up, mentors)
    _add_sites(made_up, mentors)
    _add_credentials(made_up, mentors)
    _add_training(made_up, mentors)
    _add_ethics(made_up, mentors)


def _add_traits(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    chance = made_up.chance
    rows = []
    for mentor in mentors:
        for kind, shares in TRAITS.items():
            for code, share in shares:
                if chance.random() < share or (mentor.pay == "paid" and code == "peer_mentor"):
                    rows.append((mentor.id, kind, code))
                    (mentor.roles if kind == "role" else mentor.codes).add(code)
        if not mentor.roles:
            mentor.roles.add("front_desk")
            rows.append((mentor.id, "role", "front_desk"))
    MentorTrait.add_many(("mentor", "kind", "code"), rows)


def _add_sites(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    chance = made_up.chance
    rows = []
    for mentor in mentors:
        if chance.random() < 0.45:
            site = chance.choice(made_up.sites)
            mentor.sites = frozenset({site})
            rows.append((mentor.id, site))
    MentorSite.add_many(("mentor", "site"), rows)


def _add_credentials(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """A few expire within the months to come; two have, and those who held them are still on the schedule."""
    chance, today = made_up.chance, made_up.now.date()
    rows: list[tuple[int, str, int, int | None]] = []
    lapsing = [mentor for mentor in mentors if mentor.stage == "active" and mentor.pay == "volunteer"][:EXPIRED]
    for mentor in mentors:
        for kind, share, days in CREDENTIALS:
            if not mentor.has_served and kind != "orientation" and chance.random() < 0.6:
                continue
            if mentor not in lapsing and mentor.pay != "paid" and chance.random() >= share:
                continue
            mentor.credentials.add(kind)
            issued, expires = _good_for(today, days, chance.randint(3, days - 20) if days else 0)
            if mentor in lapsing and kind == "peer_certificate":
                issued, expires = _good_for(today, days, -chance.randint(2, 9))
            elif days and chance.random() < 0.3:
                rows.append((mentor.id, kind, to_day(issued - timedelta(days=days)), to_day(issued)))
            rows.append((mentor.id, kind, to_day(issued), to_day(expires) if expires else None))
    Credential.add_many(("mentor", "kind", "issued_on", "expires_on"), rows)


def _good_for(today: date, days: int | None, left: int) -> tuple[date, date | None]:
    """The days it was issued and expires, where it is good for ``left`` more days (None: always)."""
    if days is None:
        return today - timedelta(days=200), None
    expires = today + timedelta(days=left)
    return expires - timedelta(days=days), expires


def _add_training(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    chance, today = made_up.chance, made_up.now.date()
    rows = []
    for mentor in mentors:
        for _time in range(chance.randint(3, 9) if mentor.has_served else chance.randint(0, 2)):
            day = today - timedelta(days=chance.randint(5, 360))
            rows.append((mentor.id, to_day(day), chance.choice(TOPICS), chance.choice((60, 90, 120, 180, 240, 480))))
    Training.add_many(("mentor", "on_day", "topic", "minutes"), rows)


def _add_ethics(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """Signed within a year by most; a few owe it again."""
    chance, today = made_up.chance, made_up.now.date()
    rows = []
    for mentor in mentors:
        if mentor.has_served or mentor.stage == "council":
            signed = today - timedelta(days=chance.randint(20, 400))
            rows.append((mentor.id, str(signed.year), to_day(signed), to_day(signed + timedelta(days=365))))
    EthicsSigning.add_many(("mentor", "edition", "signed_on", "renew_on"), rows)
